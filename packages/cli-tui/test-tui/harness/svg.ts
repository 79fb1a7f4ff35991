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

const colourOf = (x: Cell): string =>
  x.foreground === null ? (x.isDim ? faint : foreground) : (palette[x.foreground] ?? foreground)

const number = (x: number): string => String(Math.round(x * 10) / 10)

const styleOf = (x: Cell): string => {
  const colour = colourOf(x)
  return `fill="${x.isInverse ? background : colour}"${x.isBold ? ' font-weight="700"' : ""}`
}

/** Which ends of a cell the strokes of a frame reach. Drawn as lines, because letters of a font leave gaps between cells and rows. */
const strokes: Readonly<Record<string, ReadonlyArray<"left" | "right" | "up" | "down">>> = {
  "─": ["left", "right"],
  "│": ["up", "down"],
  "╭": ["right", "down"],
  "╮": ["left", "down"],
  "╰": ["right", "up"],
  "╯": ["left", "up"],
  "├": ["right", "up", "down"],
  "┤": ["left", "up", "down"]
}

const isStroke = (text: string): boolean => Object.hasOwn(strokes, text)

/** The lines of all frames as one path for each colour: from the middle of a cell to its ends. */
const frames = (rows: ReadonlyArray<ReadonlyArray<Cell>>): ReadonlyArray<string> => {
  const paths = new Map<string, string>()
  rows.forEach((cells, y) =>
    cells.forEach((x, at) => {
      const ends = strokes[x.text] ?? []
      if (ends.length === 0) return
      const [left, top] = [margin + at * cell.width, margin + y * cell.height]
      const [middle, centre] = [left + cell.width / 2, top + cell.height / 2]
      const to = {
        left: `H${number(left)}`,
        right: `H${number(left + cell.width)}`,
        up: `V${number(top)}`,
        down: `V${number(top + cell.height)}`
      }
      const path = ends.map((end) => `M${number(middle)} ${number(centre)}${to[end]}`).join("")
      const colour = colourOf(x)
      paths.set(colour, (paths.get(colour) ?? "") + path)
    })
  )
  return [...paths].map(
    ([colour, path]) =>
      `<path d="${path}" stroke="${colour}" stroke-width="1.2" stroke-linecap="square" fill="none"/>`
  )
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
    const style = isStroke(x.text) ? "" : styleOf(x)
    const last = runs.at(-1)
    const text = x.text === "" || isStroke(x.text) ? " " : x.text
    if (last !== undefined && last.style === style && last.isInverse === x.isInverse) last.text += text
    else runs.push({ at, style, isInverse: x.isInverse, text })
  })
  return runs.filter((x) => x.isInverse || x.text.trim() !== "")
}

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
${frames(rows).join("\n")}
</svg>
`
}
