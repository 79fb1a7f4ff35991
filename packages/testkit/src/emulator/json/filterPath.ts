import { type Json, isArray, isObject, RawJson, WrittenJson } from "./Json.ts"
import { parseJson } from "./parseJson.ts"
import { wildcard } from "../indices/wildcard.ts"

/** What `?filter_path=a.b,**.c,-d` leaves of an answer; undefined when nothing is left. */
export const filterPath = (value: Json, expression: string): Json | undefined => {
  const { includes, excludes } = pathsOf(expression)
  const included = includes.length === 0 ? value : include(value, includes)
  return included === undefined || excludes.length === 0 ? included : exclude(included, excludes)
}

/** The same for the items of one list of an answer, one by one. */
export interface ListFilter {
  /** Undefined when no path leads into the item. A list of no such items is left out, unless it may be empty. */
  readonly included: (item: Json) => Json | undefined
  /** What exclusions leave of that; undefined for nothing. */
  readonly left: (included: Json) => Json | undefined
  /** The list stays when it has no items. */
  readonly evenIfEmpty: boolean
}

/** Undefined when nothing is left of the list. */
export const filterList = (key: string, expression: string): ListFilter | undefined => {
  const { includes, excludes } = pathsOf(expression)
  const wanted = includes.length === 0 ? everything : step(includes, key)
  const unwanted = step(excludes, key)
  if (wanted.length === 0 || unwanted.some((path) => path.length === 0)) return undefined
  return {
    included: (item) => include(item, wanted),
    left: (included) => (unwanted.length === 0 ? included : exclude(included, unwanted)),
    evenIfEmpty: wanted.some((path) => path.length === 0)
  }
}

type Path = readonly string[]

const everything: readonly Path[] = [[]]

const pathsOf = (expression: string) => {
  const paths = expression.split(",").filter((path) => path !== "")
  return {
    excludes: paths.filter((path) => path.startsWith("-")).map((path) => keysOf(path.slice(1))),
    includes: paths.filter((path) => !path.startsWith("-")).map(keysOf)
  }
}

/** A dot after a backslash is part of a key. */
const keysOf = (path: string): Path =>
  path.split(/(?<!\\)\./).map((key) => key.replaceAll(String.raw`\.`, "."))

const steps = new WeakMap<readonly Path[], Map<string, readonly Path[]>>()

/** The rests of the paths after one key. A `**` takes one key or more. Items of a list have the same keys, so the rests are kept. */
const step = (paths: readonly Path[], key: string): readonly Path[] => {
  const known = steps.get(paths) ?? new Map<string, readonly Path[]>()
  steps.set(paths, known)
  let rests = known.get(key)
  if (rests === undefined) {
    rests = paths.flatMap((path): readonly Path[] => {
      const [head, ...tail] = path
      if (head === "**") return [path, tail]
      return head !== undefined && wildcard(head).test(key) ? [tail] : []
    })
    known.set(key, rests)
  }
  return rests
}

const opened = (value: Json): Json => {
  if (value instanceof WrittenJson) return value.value()
  return value instanceof RawJson && /^\s*[[{]/.test(value.text) ? parseJson(value.text) : value
}

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
  // What was empty before stays; what becomes empty goes.
  if (!isObject(value) || Object.keys(value).length === 0) return value
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
