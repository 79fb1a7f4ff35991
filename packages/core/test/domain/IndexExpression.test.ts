import { describe, expect, it } from "vitest"
import { IndexExpression } from "../../src/index.ts"

const catalog: IndexExpression.Catalog = {
  indices: ["a-1_", "a-1_2024-01-01", "a-1_2024-01-02", "b-1_", "a-1x"].map((name) => ({
    name,
    hidden: false
  })),
  aliases: [
    { name: "a-1_alias", indices: ["a-1_", "a-1_2024-01-01"] },
    { name: "c-1_", indices: ["b-1_"] }
  ]
}

const resolve = (...expression: ReadonlyArray<string>) =>
  [...IndexExpression.resolve(expression, catalog)].toSorted()

describe("IndexExpression.resolve", () => {
  it("takes names as they are", () => {
    expect(resolve("a-1_", "b-1_")).toEqual(["a-1_", "b-1_"])
  })
  it("takes the dated indices and not the main one, although an alias under the wildcard leads to it", () => {
    expect(resolve("a-1_*", "-a-1_")).toEqual(["a-1_2024-01-01", "a-1_2024-01-02"])
  })
  it("follows an alias that has the name of an index", () => {
    expect(resolve("c-1_")).toEqual(["b-1_"])
  })
  it("selects nothing for a wildcard without a match and for -*", () => {
    expect(resolve("x-*", "-x-1_")).toEqual([])
    expect(resolve("-*")).toEqual([])
  })
  it("excludes only what stood before", () => {
    expect(resolve("-a-1_", "a-1_")).toEqual(["a-1_"])
  })
  it("leaves hidden indices to names", () => {
    const hidden = { indices: [{ name: "h-1", hidden: true }], aliases: [] }
    expect([...IndexExpression.resolve(["h-*"], hidden)]).toEqual([])
    expect([...IndexExpression.resolve(["h-1"], hidden)]).toEqual(["h-1"])
  })
  it("takes away the excluded name alone, and not what an excluded alias leads to", () => {
    const reindexed = {
      indices: [{ name: "a-1_reindexed", hidden: false }],
      aliases: [
        { name: "a-1_", indices: ["a-1_reindexed"] },
        { name: "a-1_alias", indices: ["a-1_reindexed"] }
      ]
    }
    expect([...IndexExpression.resolve(["a-1_*", "-a-1_"], reindexed)]).toEqual(["a-1_reindexed"])
    const outside = {
      indices: [],
      aliases: reindexed.aliases.map((x) => ({ ...x, indices: ["elsewhere"] }))
    }
    expect([...IndexExpression.resolve(["a-1_*", "-a-1_"], outside)]).toEqual(["elsewhere"])
  })
  it("passes over hidden aliases and data streams with a wildcard, and follows them by name", () => {
    const hidden = {
      indices: [{ name: "h-1_x", hidden: true }],
      aliases: [{ name: "h-1_alias", indices: ["h-1_x"], hidden: true }]
    }
    expect([...IndexExpression.resolve(["h-1_*"], hidden)]).toEqual([])
    expect([...IndexExpression.resolve(["h-1_alias"], hidden)]).toEqual(["h-1_x"])
  })
  it("matches hidden names that begin with a dot by a wildcard that does", () => {
    const dotted = { indices: [{ name: ".h-1_x", hidden: true }], aliases: [] }
    expect([...IndexExpression.resolve([".h-1_*"], dotted)]).toEqual([".h-1_x"])
    expect([...IndexExpression.resolve(["*h-1_*"], dotted)]).toEqual([])
  })
  it("takes a dot for a dot", () => {
    expect([
      ...IndexExpression.resolve(["a.b*"], { indices: [{ name: "axb", hidden: false }], aliases: [] })
    ]).toEqual([])
  })
})
