/** What a soak found, as a page. */
import { growth, type Measure } from "./resources.ts"
import type { SoakReport } from "./soak.ts"

/** How much a quarter of an hour of noise is. More is growth. */
const allowed: ReadonlyArray<readonly [measure: Measure, name: string, of: (from: number) => number]> = [
  ["heapMegabytes", "heap in use (MB)", (from) => from * 1.25 + 10],
  ["residentMegabytes", "resident memory (MB)", (from) => from * 1.3 + 30],
  // Connections to Elasticsearch stay open: as many as were ever needed at once, at most 256.
  ["fileDescriptors", "open file descriptors", (from) => from + 64],
  ["resources", "active handles, timers and requests", (from) => from + 6]
]

/** What grew beyond its bound. */
export const grown = ({ samples }: SoakReport): ReadonlyArray<string> =>
  allowed.flatMap(([measure, name, bound]) => {
    const { from, to } = growth(samples, measure)
    return to <= bound(from) ? [] : [`${name}: from ${from.toFixed(1)} to ${to.toFixed(1)}`]
  })

export const isFlat = (report: SoakReport): boolean => grown(report).length === 0

export const reportText = (report: SoakReport): string => {
  const { counts, samples, seconds, seed, wrong } = report
  const rows = allowed.map(([measure, name, bound]) => {
    const { from, to } = growth(samples, measure)
    return `| ${name} | ${from.toFixed(1)} | ${to.toFixed(1)} | ${bound(from).toFixed(1)} |`
  })
  const done = Object.entries(counts)
    .toSorted(([a], [b]) => a.localeCompare(b))
    .map(([what, n]) => `| ${what} | ${n} |`)
  return [
    `# Soak: ${seconds} s, seed ${seed}`,
    "",
    wrong.length === 0
      ? "Nothing that a replica said was wrong."
      : `**${wrong.length} wrong:**\n\n${wrong.map((x) => `- ${x}`).join("\n")}`,
    "",
    "| the replica that stays | second quarter | last quarter | bound |",
    "| --- | --- | --- | --- |",
    ...rows,
    "",
    "| what | how often |",
    "| --- | --- |",
    ...done,
    ""
  ].join("\n")
}
