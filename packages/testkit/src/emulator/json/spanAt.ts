import { sourceAt } from "./JsonSyntaxError.ts"

/** Keys and positions that lead from the whole text to one value. */
export type JsonPath = readonly (string | number)[]

/** Where one value stands in its text, as `line:column`. */
export interface Span {
  /** The key that the value belongs to; the value itself in a list. */
  readonly key: string
  readonly start: string
  /** The last token: the closing bracket, or the value itself. */
  readonly close: string
  /** Behind the first token: the opening bracket, or the whole scalar. */
  readonly after: string
  /** The text, up to the place behind the first token. */
  readonly source: string
}

const whiteSpace = /[ \t\r\n]*/y
const scalar = /"(?:[^"\\]|\\.)*"|[^\s,\]}{["]+/y

/** Finds a value in JSON that is known to be well-formed and to have it: errors name places, and only they need them. */
export const spanAt = (text: string, path: JsonPath): Span => {
  let offset = skip(text, 0)
  let key = offset
  for (const step of path) {
    key = typeof step === "number" ? nthItem(text, offset, step) : member(text, offset, step)
    offset = typeof step === "number" ? key : valueOf(text, key)
  }
  const end = skipValue(text, offset)
  const isOpen = "{[".includes(text[offset] ?? "")
  const after = isOpen ? offset + 1 : end
  return {
    key: place(text, key),
    start: place(text, offset),
    close: place(text, isOpen ? end - 1 : offset),
    after: place(text, after),
    source: sourceAt(text, after)
  }
}

/** Columns count bytes. */
const place = (text: string, offset: number): string => {
  const lines = text.slice(0, offset).split("\n")
  return `${lines.length}:${Buffer.byteLength(lines.at(-1) ?? "") + 1}`
}

const skip = (text: string, offset: number): number => {
  whiteSpace.lastIndex = offset
  return offset + (whiteSpace.exec(text)?.[0].length ?? 0)
}

const skipScalar = (text: string, offset: number): number => {
  scalar.lastIndex = offset
  return offset + (scalar.exec(text)?.[0].length ?? 1)
}

const skipValue = (text: string, begin: number): number => {
  let depth = 0
  let offset = begin
  do {
    const next = text[offset] ?? ""
    if ("{[".includes(next)) depth++
    if ("}]".includes(next)) depth--
    offset = /[{}[\],:\s]/.test(next) ? offset + 1 : skipScalar(text, offset)
  } while (depth > 0 && offset < text.length)
  return offset
}

const valueOf = (text: string, key: number): number => skip(text, skip(text, skipScalar(text, key)) + 1)

/** Behind a value: the next one, past the comma. */
const following = (text: string, offset: number): number => skip(text, skip(text, offset) + 1)

const member = (text: string, object: number, name: string): number => {
  let key = skip(text, object + 1)
  while (key < text.length && JSON.parse(text.slice(key, skipScalar(text, key))) !== name)
    key = following(text, skipValue(text, valueOf(text, key)))
  return key
}

const nthItem = (text: string, list: number, position: number): number => {
  let item = skip(text, list + 1)
  for (let at = 0; at < position; at++) item = following(text, skipValue(text, item))
  return item
}
