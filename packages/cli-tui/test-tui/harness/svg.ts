/** A picture of a screen: the cells as text, so that it is sharp at any size and can be read aloud. */
import type { Cell } from "./Screen.ts"

const cell = { width: 8.4, height: 18 }
const margin = 14
const background = "#11151c"
const foreground = "#d7dce5"
const faint = "#717c8d"

/** Of the sixteen colours of a terminal. */
const palette = [
  "#11151c",
  "#ff6b68",
  "#5fd38d",
  "#f2c55c",
  "#6ea8fe",
  "#d38cf0",
  "#4fd1d9",
  "#d7dce5",
  "#717c8d",
  "#ff8a87",
  "#86e5ab",
  "#f7d88a",
  "#96c0ff",
  "#e2b0f6",
  "#84e3e9",
  "#ffffff"
]

const escaped = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;")

const styleOf = (x: Cell): string => {
  const colour =
    x.foreground === null ? (x.isDim ? faint : foreground) : (palette[x.foreground] ?? foreground)
  return `fill="${x.isInverse ? background : colour}"${x.isBold ? ' font-weight="700"' : ""}`
}

interface Run {
  readonly at: number
  readonly style: string
  readonly isInverse: boolean
  text: string
}

const runsOf = (cells: ReadonlyArray<Cell>): ReadonlyArray<Run> => {
  const runs: Array<Run> = []
  cells.forEach((x, at) => {
    const style = styleOf(x)
    const last = runs.at(-1)
    const text = x.text === "" ? " " : x.text
    if (last !== undefined && last.style === style && last.isInverse === x.isInverse) last.text += text
    else runs.push({ at, style, isInverse: x.isInverse, text })
  })
  return runs.filter((x) => x.isInverse || x.text.trim() !== "")
}

const number = (x: number): string => String(Math.round(x * 10) / 10)

export const svgOf = (title: string, rows: ReadonlyArray<ReadonlyArray<Cell>>): string => {
  const columns = rows[0]?.length ?? 0
  const width = number(columns * cell.width + 2 * margin)
  const height = number(rows.length * cell.height + 2 * margin)
  const body = rows.flatMap((cells, y) =>
    runsOf(cells).map(({ at, isInverse, style, text }) => {
      const x = number(margin + at * cell.width)
      const wide = number(Array.from(text).length * cell.width)
      const top = margin + y * cell.height
      const box = isInverse
        ? `<rect x="${x}" y="${number(top)}" width="${wide}" height="${cell.height}" fill="${foreground}"/>\n`
        : ""
      return `${box}<text x="${x}" y="${number(top + 13.5)}" textLength="${wide}" ${style}>${escaped(text)}</text>`
    })
  )
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img">
<title>${escaped(title)}</title>
<rect width="100%" height="100%" rx="10" fill="${background}"/>
<g font-family="ui-monospace, 'DejaVu Sans Mono', Menlo, Consolas, monospace" font-size="14" xml:space="preserve">
${body.join("\n")}
</g>
</svg>
`
}
