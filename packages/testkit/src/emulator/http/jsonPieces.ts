import { type Json, type JsonObject, isArray, isObject } from "../json/Json.ts"
import { writeJson } from "../json/writeJson.ts"

const longList = 1000
const itemsPerPiece = 100

/** True for an answer that is better written piece by piece than held as one text, by each of many clients. */
export const isLong = (json: Json): json is JsonObject =>
  isObject(json) && Object.values(json).some((member) => isArray(member) && member.length >= longList)

/** Compact JSON in pieces; together they are what `writeJson` writes. */
export function* jsonPieces(json: JsonObject): Generator<string> {
  let before = "{"
  for (const [key, member] of Object.entries(json)) {
    if (member === undefined) continue
    yield `${before}${JSON.stringify(key)}:`
    if (isArray(member)) yield* listPieces(member)
    else yield writeJson(member)
    before = ","
  }
  yield before === "{" ? "{}" : "}"
}

function* listPieces(list: readonly Json[]): Generator<string> {
  yield "["
  for (let at = 0; at < list.length; at += itemsPerPiece)
    yield (
      (at === 0 ? "" : ",") +
      list
        .slice(at, at + itemsPerPiece)
        .map(writeJson)
        .join(",")
    )
  yield "]"
}
