import { filterPath } from "../json/filterPath.ts"
import { type Json, isArray, isObject, RawJson, scalarText } from "../json/Json.ts"
import { parseJson } from "../json/parseJson.ts"

/** What `_source` leaves of a document's source: all of it byte for byte, some fields, or nothing. */
export const filterSource = (source: string, filter: Json | undefined): Json | undefined => {
  if (filter === undefined || filter === true || filter === "true") return new RawJson(source)
  if (filter === false || filter === "false") return undefined
  const includes = isObject(filter) ? texts(filter["includes"] ?? filter["include"]) : texts(filter)
  const excludes = isObject(filter) ? texts(filter["excludes"] ?? filter["exclude"]) : []
  const expression = [...includes, ...excludes.map((path) => `-${path}`)].join(",")
  return filterPath(parseJson(source), expression) ?? {}
}

const texts = (value: Json | undefined): readonly string[] => {
  const items = isArray(value) ? value : value === undefined ? [] : [value]
  return items.flatMap((item) => scalarText(item)?.split(",") ?? [])
}
