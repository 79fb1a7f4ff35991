import { describe, expect, it } from "vitest"
import { matchQuery } from "../../src/emulator/documents/matchQuery.ts"

const documents = [
  { name: "Red shoe", kind: "red shoe" },
  { name: "shoe, not red", kind: "shoe" },
  { name: "blue hat", kind: "hat" }
].map((source, n) => ({
  id: String(n),
  source: () => source,
  mappings: () => ({ properties: { name: { type: "text" }, kind: { type: "keyword" } } })
}))

describe("matchQuery", () => {
  it.each([
    [{ match: { name: "red hat" } }, "012"],
    [{ match: { name: { query: "RED shoe", operator: "and" } } }, "01"],
    [{ match: { name: { query: "blue shoe", operator: "AND" } } }, ""],
    [{ match: { kind: "red shoe" } }, "0"],
    [{ match: { kind: "red" } }, ""],
    [{ match_phrase: { name: "red shoe" } }, "0"],
    [{ match_phrase: { name: { query: "not red" } } }, "1"],
    [{ match_phrase: { kind: "shoe" } }, "1"],
    [{ multi_match: { query: "hat", fields: ["name", "kind^2"] } }, "2"],
    [{ multi_match: { query: "shoe", fields: ["kind"] } }, "1"],
    [{ constant_score: { filter: { term: { kind: "hat" } } } }, "2"]
  ])("finds by %j", (query, found) => {
    const matches = matchQuery(query)
    expect(
      documents
        .filter(matches)
        .map(({ id }) => id)
        .join("")
    ).toBe(found)
  })
})
