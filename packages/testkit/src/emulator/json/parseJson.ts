import { type Json, type JsonObject, RawJson } from "./Json.ts"
import { JsonSyntaxError, sourceAt } from "./JsonSyntaxError.ts"

const whiteSpace = /[ \t\r\n]*/y
const number = /-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?/y
// oxlint-disable-next-line no-control-regex -- JSON forbids raw control characters in strings
const string = /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/y
const word = /[\p{L}\p{N}_$]*/uy
const literals: ReadonlyMap<string, Json> = new Map<string, Json>([
  ["true", true],
  ["false", false],
  ["null", null]
])
const values = "(JSON String, Number, Array, Object or token 'null', 'true' or 'false')"

/** Reads one JSON text; throws `JsonSyntaxError`. Duplicate keys are errors, as in Elasticsearch. */
export const parseJson = (text: string): Json => {
  const reader = new Reader(text)
  const value = reader.value()
  reader.end()
  return value
}

/** As `parseJson`, but what follows the first value is not looked at: so a server reads most bodies. */
export const parseFirstJson = (text: string): Json => new Reader(text).value()

/** The first value, and a look at what follows it: undefined when nothing does, its kind when it is a value; throws for anything else. */
export const parseLeadingJson = (text: string) => {
  const reader = new Reader(text)
  return { value: reader.value(), trailing: () => reader.trailing() }
}

type Container = "Object" | "Array"

class Reader {
  private readonly text: string
  private offset = 0
  /** Where the last whole token begins. */
  private token: number | undefined

  constructor(text: string) {
    this.text = text
  }

  value(): Json {
    this.skip()
    const next = this.text[this.offset]
    if (next === undefined) throw this.ended("Unexpected end-of-input within/between Object entries")
    if (next === "{") return this.object()
    if (next === "[") return this.array()
    if (next === '"') return this.string("was expecting closing quote for a string value")
    if (/[-0-9]/.test(next)) return this.number()
    return this.literal()
  }

  trailing(): string | undefined {
    this.skip()
    this.token = undefined
    const next = this.text[this.offset]
    if (next === undefined) return undefined
    if (next === "{" || next === "[") return next === "{" ? "START_OBJECT" : "START_ARRAY"
    if (next === "}" || next === "]")
      throw this.error(
        `Unexpected close marker '${next}': expected '${next === "}" ? "]" : "}"}' (for root starting at ` +
          `${sourceAt(this.text, 0).replace(/column: 1\]$/, "column: 0]")})`
      )
    if (next === ",") throw this.unexpected("expected a value")
    const value = this.value()
    if (typeof value === "string") return "VALUE_STRING"
    return value === null ? "VALUE_NULL" : typeof value === "boolean" ? "VALUE_BOOLEAN" : "VALUE_NUMBER"
  }

  end(): void {
    this.skip()
    if (this.offset < this.text.length) throw this.unexpected(`expected a valid value ${values}`)
  }

  private object(): JsonObject {
    const result: Record<string, Json> = {}
    const start = this.offset++
    this.token = start
    if (this.take("}")) return result
    for (;;) {
      this.skip()
      if (this.text[this.offset] !== '"')
        throw this.stopped("Object", start, "was expecting double-quote to start field name")
      const before = this.token
      const key = this.string("in field name")
      if (Object.hasOwn(result, key)) {
        this.token = before
        throw this.error(`Duplicate field '${key}'`)
      }
      if (!this.take(":"))
        throw this.stopped("Object", start, "was expecting a colon to separate field name and value")
      const value = this.value()
      if (key === "__proto__") Object.defineProperty(result, key, { value, enumerable: true })
      else result[key] = value
      if (this.take("}")) return result
      if (!this.take(","))
        throw this.stopped("Object", start, "was expecting comma to separate Object entries")
    }
  }

  private array(): readonly Json[] {
    const result: Json[] = []
    const start = this.offset++
    this.token = start
    if (this.take("]")) return result
    for (;;) {
      result.push(this.value())
      if (this.take("]")) return result
      if (!this.take(",")) throw this.stopped("Array", start, "was expecting comma to separate Array entries")
    }
  }

  private string(unclosed: string): string {
    const at = this.offset
    const source = this.match(string)
    if (source !== undefined) this.token = at
    if (source !== undefined) return source.includes("\\") ? String(JSON.parse(source)) : source.slice(1, -1)
    const reason = unclosed.startsWith("in ")
      ? `Unexpected end-of-input ${unclosed}`
      : `Unexpected end-of-input: ${unclosed}`
    throw this.ended(reason)
  }

  private number(): Json {
    const source = this.match(number)
    if (source === undefined)
      throw this.inNumber(
        this.offset + 1,
        "expected digit (0-9) to follow minus sign, for valid numeric value"
      )
    this.checkNumberEnd()
    if (/^-?0$/.test(source) && /[0-9]/.test(this.text[this.offset] ?? ""))
      throw this.error("Invalid numeric value: Leading zeroes not allowed")
    this.token = this.offset - source.length
    const value = Number(source)
    return String(value) === source ? value : new RawJson(source)
  }

  /** A number that breaks off: a point or an exponent without digits. */
  private checkNumberEnd(): void {
    const rest = this.text.slice(this.offset, this.offset + 3)
    const [point] = /^\.(?!\d)/.exec(rest) ?? []
    if (point !== undefined) throw this.inNumber(this.offset + 1, "Decimal point not followed by a digit")
    const [exponent] = /^[eE][+-]?(?!\d)/.exec(rest) ?? []
    if (exponent !== undefined)
      throw this.inNumber(this.offset + exponent.length, "Exponent indicator not followed by a digit")
  }

  private inNumber(offset: number, fault: string): JsonSyntaxError {
    const found = this.text[offset] ?? ""
    if (found === "") return this.ended("Unexpected end-of-input in a Number value")
    return this.error(
      `Unexpected character ('${found}' (code ${found.charCodeAt(0)})) in numeric value: ${fault}`,
      offset
    )
  }

  private literal(): Json {
    const at = this.offset
    const token = this.match(word) ?? ""
    const value = literals.get(token)
    if (value !== undefined) {
      this.token = at
      return value
    }
    this.offset = at
    if (token === "") throw this.unexpected(`expected a valid value ${values}`)
    if (token === "NaN")
      throw this.error(
        "Non-standard token 'NaN': enable `JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS` to allow",
        at + token.length
      )
    const reason = `Unrecognized token '${token}': was expecting ${values}`
    throw this.error(reason, at + token.length + 1)
  }

  private error(
    reason: string,
    offset = this.offset,
    kind: "character" | "end" = "character"
  ): JsonSyntaxError {
    return new JsonSyntaxError(kind, reason, this.text, offset, this.token)
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
    if ("]}".includes(character)) this.token = this.offset
    this.offset++
    return true
  }

  private ended(reason: string): JsonSyntaxError {
    return this.error(reason, this.text.length, "end")
  }

  /** What stands here cannot go on a list or an object that began at `start`. */
  private stopped(container: Container, start: number, wanted: string): JsonSyntaxError {
    const found = this.text[this.offset]
    const begun = sourceAt(this.text, start)
    if (found === undefined)
      return this.ended(
        `Unexpected end-of-input: expected close marker for ${container} (start marker at ${begun})`
      )
    if (found !== (container === "Object" ? "]" : "}")) return this.unexpected(wanted)
    const closing = container === "Object" ? "}" : "]"
    this.token = this.offset
    return this.error(
      `Unexpected close marker '${found}': expected '${closing}' (for ${container} starting at ${begun})`
    )
  }

  private unexpected(wanted: string): JsonSyntaxError {
    const found = this.text[this.offset] ?? ""
    const reason = `Unexpected character ('${found}' (code ${found.charCodeAt(0)})): ${wanted}`
    return this.error(reason)
  }
}
