import { type Json, isArray, isObject, RawJson } from "./Json.ts"
import { parseJson } from "./parseJson.ts"

/** YAML as Elasticsearch writes it: texts in quotes, keys without. */
export const writeYaml = (value: Json): string => {
  const text = block(value, 0)
  return isNested(opened(value)) ? `---\n${text}` : `--- ${text}`
}

const isNested = (value: Json): boolean =>
  isArray(value)
    ? value.length > 0
    : isObject(value) && Object.values(value).some((member) => member !== undefined)

const block = (raw: Json, depth: number): string => {
  const value = opened(raw)
  const indent = "  ".repeat(depth)
  if (isArray(value) && value.length > 0)
    return value.map((item) => `${indent}- ${block(item, depth + 1).trimStart()}`).join("")
  if (!isObject(value)) return `${scalar(value, indent)}\n`
  const members = Object.entries(value).flatMap(([key, member]) =>
    member === undefined ? [] : [[key, opened(member)] as const]
  )
  if (members.length === 0) return "{}\n"
  return members
    .map(([key, member]) => {
      if (isArray(member) && member.length > 0) return `${indent}${key}:\n${block(member, depth)}`
      if (isNested(member)) return `${indent}${key}:\n${block(member, depth + 1)}`
      const start = `${indent}${key}: `
      return `${start}${isObject(member) ? "{}" : scalar(member, `${indent}  `, start.length)}\n`
    })
    .join("")
}

/** `indent` is that of further lines. */
const scalar = (value: Json, indent: string, column = indent.length): string => {
  if (value instanceof RawJson) return value.text
  if (typeof value === "string") return quoted(value, indent, column)
  return isArray(value) ? "[]" : JSON.stringify(value)
}

const widest = 80

/** A text that reaches beyond the width goes on in a further line from its next blank on. */
const quoted = (text: string, indent: string, column: number): string => {
  let written = '"'
  let at = column + 1
  const letters = Array.from(text)
  for (const [place, letter] of letters.entries()) {
    if (letter === " " && at > widest && place > 0 && place < letters.length - 1) {
      written += `\\\n${indent}\\`
      at = indent.length + 1
    }
    const escaped = JSON.stringify(letter).slice(1, -1)
    written += escaped
    at += escaped.length
  }
  return `${written}"`
}

const opened = (value: Json): Json =>
  value instanceof RawJson && /^\s*[[{"]/.test(value.text) ? parseJson(value.text) : value
