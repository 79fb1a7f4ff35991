import { describe, expect, it } from "vitest"
import { isLong, jsonPieces } from "../../src/emulator/http/jsonPieces.ts"
import { RawJson } from "../../src/emulator/json/Json.ts"
import { writeJson } from "../../src/emulator/json/writeJson.ts"

describe("an answer in pieces", () => {
  it.each([0, 1, 99, 100, 101, 1000, 2345])("is the same text with %i items", (count) => {
    const list = Array.from({ length: count }, (_, n) => (n % 2 === 0 ? { n } : new RawJson(`{"n":${n}.0}`)))
    const json = { before: undefined, snapshots: list, next: undefined, total: count }
    expect([...jsonPieces(json)].join("")).toBe(writeJson(json))
    expect(isLong(json)).toBe(count >= 1000)
  })

  it("is the same text for an empty object", () => {
    expect([...jsonPieces({ a: undefined })].join("")).toBe("{}")
  })
})
