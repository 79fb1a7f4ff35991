/** A table for a page of docs, aligned as the formatter leaves it. */

/** An unescaped bar would end a cell. */
const escaped = (text: string): string => text.replaceAll("|", String.raw`\|`)

export const markdownTable = (
  header: ReadonlyArray<string>,
  rows: ReadonlyArray<ReadonlyArray<string>>
): string => {
  const lines = [header, ...rows].map((row) => row.map(escaped))
  const widths = header.map((_, i) => Math.max(...lines.map((line) => line[i]?.length ?? 0)))
  const padded = lines.map((line) => `| ${line.map((x, i) => x.padEnd(widths[i] ?? 0)).join(" | ")} |\n`)
  const [head = "", ...rest] = padded
  return `${head}| ${widths.map((width) => "-".repeat(width)).join(" | ")} |\n${rest.join("")}`
}
