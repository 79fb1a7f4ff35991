import { type Json, RawJson, scalarText } from "../json/Json.ts"
import { type CauseAt, illegal, tokenFault } from "./DocumentFault.ts"
import { javaDouble } from "./javaDouble.ts"

interface WholeType {
  /** As a Java class. */
  readonly name: string
  readonly article: string
  readonly least: bigint
  readonly most: bigint
}

const wholeTypes: Readonly<Record<string, WholeType>> = {
  long: { name: "Long", article: "a", least: -(2n ** 63n), most: 2n ** 63n - 1n },
  integer: { name: "Integer", article: "an", least: -(2n ** 31n), most: 2n ** 31n - 1n },
  short: { name: "Short", article: "a", least: -32768n, most: 32767n },
  byte: { name: "Byte", article: "a", least: -128n, most: 127n }
}

/** The largest value that is not rounded to infinity, and what the type is in Java. */
const fractionTypes: Readonly<Record<string, { readonly name: string; readonly below: number }>> = {
  double: { name: "Double", below: Infinity },
  float: { name: "Float", below: 2 ** 128 - 2 ** 103 },
  half_float: { name: "Float", below: 65520 }
}

export const isNumberType = (type: string): boolean => type in wholeTypes || type in fractionTypes

const decimal = /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/
/** What Java reads as a double, around white space. */
const javaNumber =
  /^\s*[+-]?(NaN|Infinity|0[xX][0-9a-fA-F]*\.?[0-9a-fA-F]*[pP][+-]?\d+[fFdD]?|(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?[fFdD]?)\s*$/

/** Why a number field cannot take a scalar; undefined when it can. Without `coerce`, texts and fractions are refused. */
export const numberFault = (type: string, value: Json, coerce: boolean): CauseAt | undefined => {
  if (typeof value === "boolean")
    return tokenFault(
      `Current token (VALUE_${String(value).toUpperCase()}) not numeric, can not use numeric value accessors`
    )
  const whole = wholeTypes[type]
  const { name } = whole ?? fractionTypes[type] ?? { name: "Double" }
  if (typeof value === "string") {
    if (!coerce) return illegal(`${name} value passed as String`)
    if (value === "") return undefined
    return whole === undefined ? fractionFault(type, value) : wholeTextFault(type, whole, value)
  }
  const text = scalarText(value) ?? ""
  return whole === undefined ? fractionFault(type, text) : wholeNumberFault(type, whole, text, coerce)
}

const notANumber =
  (text: string): CauseAt =>
  () => ({
    type: "number_format_exception",
    reason: text.trim() === "" ? "empty String" : `For input string: "${text.trim()}"`
  })

const wholeTextFault = (type: string, { article, least, most }: WholeType, text: string) => {
  if (type === "long" && !decimal.test(text)) return illegal(`For input string: "${text}"`)
  if (!javaNumber.test(text)) return notANumber(text)
  return inRange(text, least, most)
    ? undefined
    : illegal(`Value [${text}] is out of range for ${article} ${type}`)
}

const int = { least: -(2n ** 31n), most: 2n ** 31n - 1n }

const wholeNumberFault = (
  type: string,
  { name, article, least, most }: WholeType,
  text: string,
  coerce: boolean
): CauseAt | undefined => {
  const outside = (range: string) =>
    tokenFault(`Numeric value (${text}) out of range of ${range}`, "input_coercion_exception")
  if (type === "long" && !inRange(text, least, most)) return outside(`long (${least} - ${most})`)
  if (type !== "long" && !inRange(text, int.least, int.most))
    return outside(`int (${int.least} - ${int.most})`)
  if (type === "short" && !inRange(text, least, most)) return outside("Java short")
  if (type === "byte" && !inRange(text, least, most))
    return illegal(`Value [${text}] is out of range for ${article} byte`)
  if (coerce || Number.isInteger(Number(text))) return undefined
  return illegal(`${javaDouble(Number(text))} cannot be converted to ${name} without data loss`)
}

const fractionFault = (type: string, text: string): CauseAt | undefined => {
  if (!javaNumber.test(text)) return notANumber(text)
  const number = Number(text.trim().replace(/^([^xX]*)[fFdD]$/, "$1"))
  const hexadecimal = /0x/i.test(text)
  if (hexadecimal || Math.abs(number) < (fractionTypes[type]?.below ?? Infinity)) return undefined
  const shown = type === "half_float" ? Math.fround(number) : type === "float" ? Math.fround(number) : number
  return illegal(`[${type}] supports only finite values, but got [${javaDouble(shown)}]`)
}

/** Fractions are cut off; what is not a number at all counts as 0. */
const inRange = (text: string, least: bigint, most: bigint): boolean => {
  const plain = text.trim()
  if (/^[+-]?\d+$/.test(plain)) {
    const exact = BigInt(plain.replace("+", ""))
    return exact >= least && exact <= most
  }
  const number = Math.trunc(Number(plain.replace(/[fFdD]$/, "")))
  if (Number.isNaN(number)) return !/Infinity/.test(plain)
  return number >= Number(least) && number <= Number(most)
}

export const isNumber = (value: Json): boolean => typeof value === "number" || value instanceof RawJson
