/** Where and why a text is no JSON; line and column count from 1. */
export class JsonSyntaxError extends Error {
  readonly kind: "end" | "character"
  readonly line: number
  readonly column: number
  /** Where that is, in the words of Elasticsearch's parser. */
  readonly where: string
  /** `line:column` of the last token before it; undefined when there is none. */
  readonly lastToken: string | undefined

  constructor(
    kind: "end" | "character",
    detail: string,
    text: string,
    offset: number,
    lastToken: number | undefined
  ) {
    super(detail)
    this.kind = kind
    const { line, column } = placeOf(text, offset)
    this.line = line
    this.column = column
    this.where = sourceAt(text, offset)
    const last = lastToken === undefined ? undefined : placeOf(text, lastToken)
    this.lastToken = last === undefined ? undefined : `${last.line}:${last.column}`
  }
}

/** Columns count bytes. */
const placeOf = (text: string, offset: number) => {
  const before = text.slice(0, offset).split("\n")
  return { line: before.length, column: Buffer.byteLength(before.at(-1) ?? "") + 1 }
}

/** Up to 500 characters of the text, and the place in it. */
export const sourceAt = (text: string, offset: number): string => {
  const { line, column } = placeOf(text, offset)
  const more = text.length > 500 ? `[truncated ${text.length - 500} bytes]` : ""
  return `[Source: (byte[])"${text.slice(0, 500)}"${more}; line: ${line}, column: ${column}]`
}
