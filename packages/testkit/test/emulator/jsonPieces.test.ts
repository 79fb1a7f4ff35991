import { describe, expect, it } from "vitest"
import { isLong, jsonPieces } from "../../src/emulator/http/jsonPieces.ts"
import { type Json, RawJson, WrittenJson } from "../../src/emulator/json/Json.ts"
import { filterPath } from "../../src/emulator/json/filterPath.ts"
import { writeJson } from "../../src/emulator/json/writeJson.ts"

describe("an answer in pieces", () => {
  it.each([0, 1, 99, 100, 101, 1000, 2345])("is the same text with %i items", (count) => {
    const list = Array.from({ length: count }, (_, n) => (n % 2 === 0 ? { n } : new RawJson(`{"n":${n}.0}`)))
    const json = { before: undefined, snapshots: list, next: undefined, total: count }
    expect([...jsonPieces(json)].join("")).toBe(writeJson(json))
    expect(isLong(json)).toBe(count >= 1000)
  })

  it.each([
    "snapshots",
    "snapshots.n",
    "snapshots.n,total",
    "snapshots.o.x",
    "snapshots.nope",
    "nope",
    "*",
    "**",
    "**.x",
    "-snapshots",
    "-snapshots.n",
    "-snapshots.*",
    "-total,-snapshots.o",
    "snapshots,-snapshots.n",
    "snapshots.n,-snapshots.n",
    "total",
    "-total",
    "s*.o"
  ])("is the same text of what %s leaves", (filter) => {
    const items = Array.from({ length: 1205 }, (_, n): Json =>
      n % 3 === 0 ? { n } : { n, o: { x: 1, y: [n] } }
    )
    const written = items.map((item) => new WrittenJson(writeJson(item), () => item))
    for (const snapshots of [items, written, []]) {
      const json = { snapshots, few: [1], total: 7 }
      expect([...jsonPieces(json, filter)].join("")).toBe(writeJson(filterPath(json, filter) ?? {}))
    }
  })

  it("is the same text for an empty object", () => {
    expect([...jsonPieces({ a: undefined })].join("")).toBe("{}")
  })
})
