import { type Json, isArray, isObject, RawJson } from "./Json.ts"
import { parseJson } from "./parseJson.ts"

/** Compact JSON; absent (undefined) members are left out. */
export const writeJson = (value: Json): string => {
  if (value === null || typeof value !== "object") return JSON.stringify(value)
  if (value instanceof RawJson) return value.text
  if (isArray(value)) return `[${value.map(writeJson).join(",")}]`
  if (!isObject(value)) return "null"
  let text = ""
  for (const key of Object.keys(value)) {
    const member = value[key]
    if (member !== undefined) text += `${text === "" ? "" : ","}${JSON.stringify(key)}:${writeJson(member)}`
  }
  return `{${text}}`
}

/** JSON for people, two spaces deep: what `?pretty` asks for. */
export const writePrettyJson = (value: Json, indent = ""): string => {
  const inner = `${indent}  `
  const wrap = (open: string, members: readonly string[], close: string) =>
    members.length === 0
      ? `${open} ${close}`
      : `${open}\n${inner}${members.join(`,\n${inner}`)}\n${indent}${close}`
  if (value instanceof RawJson)
    return /^\s*[[{]/.test(value.text) ? writePrettyJson(parseJson(value.text), indent) : value.text
  if (isArray(value))
    return wrap(
      "[",
      value.map((item) => writePrettyJson(item, inner)),
      "]"
    )
  if (!isObject(value)) return JSON.stringify(value)
  const members = Object.entries(value).flatMap(([key, member]) =>
    member === undefined ? [] : [`${JSON.stringify(key)} : ${writePrettyJson(member, inner)}`]
  )
  return wrap("{", members, "}")
}
