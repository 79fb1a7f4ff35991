import { type Json, isArray, isObject, RawJson } from "./Json.ts"
import { parseJson } from "./parseJson.ts"

/** YAML as Elasticsearch writes it: texts in quotes, keys without. */
export const writeYaml = (value: Json): string => `---\n${block(value, 0)}`

const block = (raw: Json, depth: number): string => {
  const value = opened(raw)
  const indent = "  ".repeat(depth)
  if (isArray(value) && value.length > 0)
    return value.map((item) => `${indent}- ${block(item, depth + 1).trimStart()}`).join("")
  if (!isObject(value)) return `${scalar(value)}\n`
  const members = Object.entries(value).flatMap(([key, member]) =>
    member === undefined ? [] : [[key, opened(member)] as const]
  )
  if (members.length === 0) return "{}\n"
  return members
    .map(([key, member]) => {
      if (isArray(member) && member.length > 0) return `${indent}${key}:\n${block(member, depth)}`
      const nested = isObject(member) && Object.values(member).some((inner) => inner !== undefined)
      return nested
        ? `${indent}${key}:\n${block(member, depth + 1)}`
        : `${indent}${key}: ${isObject(member) ? "{}" : scalar(member)}\n`
    })
    .join("")
}

const scalar = (value: Json): string => {
  if (value instanceof RawJson) return value.text
  return isArray(value) ? "[]" : JSON.stringify(value)
}

const opened = (value: Json): Json =>
  value instanceof RawJson && /^\s*[[{"]/.test(value.text) ? parseJson(value.text) : value
