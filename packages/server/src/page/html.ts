/** HTML as tagged templates: what is put in is a text unless it is HTML already, so that nothing from Elasticsearch or a client can become markup. */

/** Markup that a template made. */
export class Html {
  readonly markup: string
  constructor(markup: string) {
    this.markup = markup
  }
}

/** What can be put into a template. `null` is nothing. */
export type Piece = Html | string | number | null | ReadonlyArray<Piece>

const references: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;"
}

/** Control characters, and format characters that turn the direction of what follows or cannot be seen, are shown as such. Blanks stay. */
const visible = (text: string): string =>
  text.toWellFormed().replaceAll(/[\p{Cc}\p{Cf}\u2028\u2029]/gu, (x) => (/\s/.test(x) ? " " : "\u{FFFD}"))

/** Safe as a text and between the double quotes of an attribute. */
export const escaped = (text: string): string =>
  visible(text).replaceAll(/[&<>"']/g, (x) => references[x] ?? "")

const markupOf = (piece: Piece): string => {
  if (piece === null) return ""
  if (piece instanceof Html) return piece.markup
  if (typeof piece === "string") return escaped(piece)
  if (typeof piece === "number") return String(piece)
  return piece.map(markupOf).join("")
}

/** Line ends and indentation of the source are one blank of the page. */
const folded = (text: string): string => text.replaceAll(/\s*\n\s*/g, " ")

/** Attributes stand between double quotes. */
export const html = (texts: TemplateStringsArray, ...pieces: ReadonlyArray<Piece>): Html =>
  new Html(texts.map((text, i) => `${folded(text)}${markupOf(pieces[i] ?? null)}`).join(""))

/** Nothing between them. */
export const none = new Html("")
