import { describe, expect, it } from "vitest"
import { shardOf } from "../../src/emulator/documents/shardOf.ts"

const ids = ["0", "1", "2", "3", "4", "5", "abc", "hello world", "ä", "zz", "q1"]

// As `_search_shards?routing=` of real servers answers.
describe("the shard of a document", () => {
  it.each([
    ["shift", 2, [1, 0, 0, 0, 1, 0, 1, 1, 0, 0, 1]],
    ["shift", 3, [1, 2, 1, 1, 1, 0, 0, 1, 0, 2, 1]],
    ["shift", 5, [3, 4, 3, 0, 1, 0, 4, 4, 0, 1, 3]],
    ["mod", 2, [0, 1, 1, 0, 1, 1, 1, 0, 0, 0, 0]],
    ["mod", 5, [0, 3, 2, 4, 2, 1, 4, 3, 3, 3, 3]]
  ] as const)("spread by %s over %i", (how, shards, expected) => {
    expect(ids.map((id) => shardOf(id, shards, how))).toEqual(expected)
  })

  it("is the only one where there is one", () => expect(shardOf("any", 1, "mod")).toBe(0))
})
