/** Where and why a text is no JSON; line and column count from 1. */
export class JsonSyntaxError extends Error {
  readonly kind: "end" | "character" | "duplicate"
  readonly line: number
  readonly column: number
  constructor(kind: "end" | "character" | "duplicate", detail: string, text: string, offset: number) {
    super(detail)
    this.kind = kind
    const before = text.slice(0, offset).split("\n")
    this.line = before.length
    this.column = (before.at(-1)?.length ?? 0) + 1
  }
}
