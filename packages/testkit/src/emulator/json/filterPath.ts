import { type Json, isArray, isObject, RawJson } from "./Json.ts"
import { parseJson } from "./parseJson.ts"
import { wildcard } from "../indices/wildcard.ts"

/** What `?filter_path=a.b,**.c,-d` leaves of an answer; undefined when nothing is left. */
export const filterPath = (value: Json, expression: string): Json | undefined => {
  const paths = expression.split(",").filter((path) => path !== "")
  const excludes = paths.filter((path) => path.startsWith("-")).map((path) => path.slice(1).split("."))
  const includes = paths.filter((path) => !path.startsWith("-")).map((path) => path.split("."))
  const included = includes.length === 0 ? value : include(value, includes)
  return included === undefined || excludes.length === 0 ? included : exclude(included, excludes)
}

type Path = readonly string[]

/** The rests of the paths after one key. A `**` takes one key or more. */
const step = (paths: readonly Path[], key: string): readonly Path[] =>
  paths.flatMap((path): readonly Path[] => {
    const [head, ...tail] = path
    if (head === "**") return [path, tail]
    return head !== undefined && wildcard(head).test(key) ? [tail] : []
  })

const opened = (value: Json): Json =>
  value instanceof RawJson && /^\s*[[{]/.test(value.text) ? parseJson(value.text) : value

const include = (raw: Json, paths: readonly Path[]): Json | undefined => {
  if (paths.some((path) => path.length === 0)) return raw
  const value = opened(raw)
  if (isArray(value)) {
    const items = value.flatMap((item) => include(item, paths) ?? [])
    return items.length === 0 ? undefined : items
  }
  if (!isObject(value)) return undefined
  return nonEmpty(value, (member, key) => {
    const rest = step(paths, key)
    return rest.length === 0 ? undefined : include(member, rest)
  })
}

const exclude = (raw: Json, paths: readonly Path[]): Json | undefined => {
  const value = opened(raw)
  if (isArray(value)) return value.flatMap((item) => exclude(item, paths) ?? [])
  if (!isObject(value)) return value
  return nonEmpty(value, (member, key) => {
    const rest = step(paths, key)
    if (rest.some((path) => path.length === 0)) return undefined
    return rest.length === 0 ? member : exclude(member, rest)
  })
}

const nonEmpty = (
  value: { readonly [key: string]: Json | undefined },
  keep: (member: Json, key: string) => Json | undefined
): Json | undefined => {
  const kept = Object.entries(value).flatMap(([key, member]): readonly (readonly [string, Json])[] => {
    const result = member === undefined ? undefined : keep(member, key)
    return result === undefined ? [] : [[key, result]]
  })
  return kept.length === 0 ? undefined : Object.fromEntries(kept)
}
