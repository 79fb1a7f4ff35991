import { filterList, filterPath, type ListFilter } from "../json/filterPath.ts"
import { type Json, type JsonObject, isArray, isObject } from "../json/Json.ts"
import { writeJson } from "../json/writeJson.ts"

const longList = 1000
const itemsPerPiece = 25

/** True for an answer that is better written piece by piece than held as one text, by each of many clients. */
export const isLong = (json: Json): json is JsonObject =>
  isObject(json) && Object.values(json).some((member) => isArray(member) && member.length >= longList)

/** Compact JSON in pieces, of what the filter leaves; together they are what `writeJson` writes of it. */
export function* jsonPieces(json: JsonObject, filter = ""): Generator<string> {
  let before = "{"
  for (const [key, member] of Object.entries(json)) {
    if (member === undefined) continue
    const pieces = isArray(member)
      ? listPieces(member, filter === "" ? whole : filterList(key, filter))
      : valuePieces(key, member, filter)
    for (const piece of pieces) {
      yield before === "" ? piece : `${before}${JSON.stringify(key)}:${piece}`
      before = ""
    }
    if (before === "") before = ","
  }
  yield before === "{" ? "{}" : "}"
}

const whole: ListFilter = { included: (item) => item, left: (item) => item, evenIfEmpty: true }

function* valuePieces(key: string, member: Json, filter: string): Generator<string> {
  const kept = filter === "" ? { [key]: member } : filterPath({ [key]: member }, filter)
  const value = isObject(kept) ? kept[key] : undefined
  if (value !== undefined) yield writeJson(value)
}

/** Items are filtered when their piece is asked for: a list that waits for its client is held once, not once a client. */
function* listPieces(list: readonly Json[], filter: ListFilter | undefined): Generator<string> {
  if (filter === undefined) return
  let before = "["
  let stays = filter.evenIfEmpty
  for (let at = 0; at < list.length; at += itemsPerPiece) {
    const included = list.slice(at, at + itemsPerPiece).flatMap((item) => filter.included(item) ?? [])
    stays ||= included.length > 0
    const left = included.flatMap((item) => filter.left(item) ?? [])
    if (left.length === 0) continue
    yield before + left.map(writeJson).join(",")
    before = ","
  }
  if (before === ",") yield "]"
  else if (stays) yield "[]"
}
