import { type Json, type JsonObject, RawJson } from "./Json.ts"
import { JsonSyntaxError } from "./JsonSyntaxError.ts"

const whiteSpace = /[ \t\r\n]*/y
const number = /-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?/y
// oxlint-disable-next-line no-control-regex -- JSON forbids raw control characters in strings
const string = /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/y
const literals = [
  ["true", true],
  ["false", false],
  ["null", null]
] as const

/** Reads one JSON text; throws `JsonSyntaxError`. Duplicate keys are errors, as in Elasticsearch. */
export const parseJson = (text: string): Json => {
  const reader = new Reader(text)
  const value = reader.value()
  reader.end()
  return value
}

class Reader {
  private readonly text: string
  private offset = 0

  constructor(text: string) {
    this.text = text
  }

  value(): Json {
    this.skip()
    const next = this.text[this.offset]
    if (next === "{") return this.object()
    if (next === "[") return this.array()
    if (next === '"') return this.string()
    for (const [word, value] of literals)
      if (this.text.startsWith(word, this.offset)) return this.advance(word.length, value)
    return this.number()
  }

  end(): void {
    this.skip()
    if (this.offset < this.text.length) throw this.unexpected()
  }

  private object(): JsonObject {
    const result: Record<string, Json> = {}
    this.offset++
    if (this.take("}")) return result
    for (;;) {
      this.skip()
      const at = this.offset
      if (this.text[at] !== '"') throw this.unexpected()
      const key = this.string()
      if (Object.hasOwn(result, key))
        throw new JsonSyntaxError("duplicate", `Duplicate field '${key}'`, this.text, at)
      if (!this.take(":")) throw this.unexpected()
      const value = this.value()
      if (key === "__proto__") Object.defineProperty(result, key, { value, enumerable: true })
      else result[key] = value
      if (this.take("}")) return result
      if (!this.take(",")) throw this.unexpected()
    }
  }

  private array(): readonly Json[] {
    const result: Json[] = []
    this.offset++
    if (this.take("]")) return result
    for (;;) {
      result.push(this.value())
      if (this.take("]")) return result
      if (!this.take(",")) throw this.unexpected()
    }
  }

  private string(): string {
    const source = this.match(string)
    if (source === undefined) {
      this.offset = this.text.length
      throw this.unexpected()
    }
    return source.includes("\\") ? String(JSON.parse(source)) : source.slice(1, -1)
  }

  private number(): Json {
    const source = this.match(number)
    if (source === undefined) throw this.unexpected()
    const value = Number(source)
    return String(value) === source ? value : new RawJson(source)
  }

  private match(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.offset
    const found = pattern.exec(this.text)?.[0]
    if (found !== undefined) this.offset += found.length
    return found
  }

  private skip(): void {
    this.match(whiteSpace)
  }

  private take(character: string): boolean {
    this.skip()
    if (this.text[this.offset] !== character) return false
    this.offset++
    return true
  }

  private advance<A>(length: number, value: A): A {
    this.offset += length
    return value
  }

  private unexpected(): JsonSyntaxError {
    const found = this.text[this.offset]
    return found === undefined
      ? new JsonSyntaxError("end", "Unexpected end of file", this.text, this.text.length)
      : new JsonSyntaxError(
          "character",
          `Unexpected character ('${found}' (code ${found.charCodeAt(0)}))`,
          this.text,
          this.offset
        )
  }
}
