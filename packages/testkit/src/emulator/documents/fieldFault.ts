import { isIP } from "node:net"
import { type Json, type JsonObject, isObject, scalarText } from "../json/Json.ts"
import { type CauseAt, illegal, tokenFault } from "./DocumentFault.ts"
import { dateFault, defaultDateFormat } from "./dateFault.ts"
import { isNumber, isNumberType, numberFault } from "./numberFault.ts"

const longestTerm = 32_766

/** How a value came to its field. */
interface Circumstances {
  /** The object stands for a key with dots. */
  readonly dotted: boolean
  /** The field's full name. */
  readonly name: string
  readonly readsOnce: boolean
}

/** Why a field cannot take a value that is no list and not null; undefined when it can. */
export const fieldFault = (
  field: JsonObject,
  value: Json,
  { dotted, name, readsOnce }: Circumstances
): CauseAt | undefined => {
  const type = scalarText(field["type"]) ?? "object"
  const lenient = scalarText(field["ignore_malformed"]) === "true"
  if (isObject(value) && type === "date" && readsOnce)
    return lenient ? undefined : illegal("Cannot parse object or array as a date value")
  if (isObject(value)) return objectFault(type, dotted)
  if (lenient) return undefined
  const text = scalarText(value) ?? ""
  if (isNumberType(type)) return numberFault(type, value, scalarText(field["coerce"]) !== "false")
  if (type === "boolean") return booleanFault(value, text)
  if (type === "date") {
    const cause = dateFault(text, scalarText(field["format"]) ?? defaultDateFormat, readsOnce)
    return cause === undefined ? undefined : () => cause
  }
  if (type === "ip") return isIP(text) > 0 ? undefined : illegal(`'${text}' is not an IP string literal.`)
  return type === "keyword" ? immense(field, text, name) : undefined
}

const objectFault = (type: string, dotted: boolean): CauseAt | undefined => {
  if (isNumberType(type)) return illegal("Cannot parse object as number")
  const wanted = type === "boolean" ? "boolean value" : "text"
  if (!["keyword", "text", "boolean", "date", "ip"].includes(type)) return undefined
  if (dotted)
    return ({ key }) => ({
      type: "illegal_state_exception",
      reason: `Can't get ${wanted} on a START_OBJECT at ${key}`
    })
  if (type === "boolean") return tokenFault("Current token (START_OBJECT) not of boolean type")
  return ({ start }) => ({
    type: "illegal_argument_exception",
    reason: `Expected text at ${start} but found START_OBJECT`
  })
}

const booleanFault = (value: Json, text: string): CauseAt | undefined => {
  if (isNumber(value))
    return tokenFault(
      `Current token (VALUE_NUMBER_${/[.e]/i.test(text) ? "FLOAT" : "INT"}) not of boolean type`
    )
  if (typeof value === "boolean" || ["true", "false", ""].includes(text)) return undefined
  return illegal(`Failed to parse value [${text}] as only [true] or [false] are allowed.`)
}

/** A term that Lucene does not take. */
const immense = (field: JsonObject, text: string, name: string): CauseAt | undefined => {
  if (field["index"] === false && field["doc_values"] === false) return undefined
  const above = Number(scalarText(field["ignore_above"]) ?? Infinity)
  const bytes = Buffer.from(text)
  if (text.length > above || bytes.length <= longestTerm) return undefined
  const prefix = [...bytes.subarray(0, 30)].map((byte) => (byte > 127 ? byte - 256 : byte)).join(", ")
  return illegal(
    `Document contains at least one immense term in field="${name}" (whose UTF8 encoding is longer than the max length ${longestTerm}), ` +
      "all of which were skipped. Please correct the analyzer to not produce such terms. " +
      `The prefix of the first immense term is: '[${prefix}]...'`
  )
}
