import { type Json, isArray, isObject } from "../emulator/json/Json.ts"
import { writeJson } from "../emulator/json/writeJson.ts"
import type { Reply } from "./Reply.ts"

/** Where two masked replies differ, one line a place; empty when they are the same, keys in the same order. */
export const compareReplies = (emulated: Reply, real: Reply): readonly string[] => [
  ...compare("status", emulated.status, real.status),
  ...compare("headers", sorted(emulated.headers), sorted(real.headers)),
  ...compare("body", emulated.body, real.body)
]

const sorted = (headers: Readonly<Record<string, string>>): Json =>
  Object.fromEntries(Object.entries(headers).toSorted(([a], [b]) => (a < b ? -1 : 1)))

const compare = (place: string, emulated: Json | undefined, real: Json | undefined): readonly string[] => {
  if (isObject(emulated) && isObject(real)) {
    const [keys, realKeys] = [Object.keys(emulated), Object.keys(real)]
    const all = [...new Set([...keys, ...realKeys])]
    const members = all.flatMap((key) => compare(`${place}.${key}`, emulated[key], real[key]))
    if (members.length > 0 || keys.join() === realKeys.join()) return members
    return [`${place}: keys in the order ${keys.join()}, really ${realKeys.join()}`]
  }
  if (isArray(emulated) && isArray(real) && emulated.length === real.length)
    return emulated.flatMap((item, index) => compare(`${place}[${index}]`, item, real[index]))
  const [left, right] = [show(emulated), show(real)]
  return left === right ? [] : [`${place}: ${left}, really ${right}`]
}

const show = (value: Json | undefined): string => (value === undefined ? "absent" : writeJson(value))
