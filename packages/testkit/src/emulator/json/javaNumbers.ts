import { type Json, isArray, isObject, RawJson } from "./Json.ts"

/** JSON as Java writes it after reading: integers are kept, of whatever size; a fraction becomes a double. */
export const javaNumbers = (value: Json): Json => {
  if (isArray(value)) return value.map(javaNumbers)
  if (isObject(value))
    return Object.fromEntries(
      Object.entries(value).flatMap(([key, member]) =>
        member === undefined ? [] : [[key, javaNumbers(member)]]
      )
    )
  if (typeof value === "number") return Number.isInteger(value) ? value : new RawJson(javaDouble(value))
  if (!(value instanceof RawJson) || /^-?\d+$/.test(value.text)) return value
  const number = Number(value.text)
  return Number.isFinite(number) ? new RawJson(javaDouble(number)) : number > 0 ? "Infinity" : "-Infinity"
}

/** Decimal from a thousandth up to ten million, with an exponent beyond; always with a fraction. */
const javaDouble = (number: number): string => {
  const size = Math.abs(number)
  if (size === 0 || (size >= 1e-3 && size < 1e7))
    return withFraction(Object.is(number, -0) ? "-0" : String(number))
  const [mantissa = "", exponent = ""] = number.toExponential().split("e")
  return `${withFraction(mantissa)}E${exponent.replace("+", "")}`
}

const withFraction = (text: string): string => (text.includes(".") ? text : `${text}.0`)
