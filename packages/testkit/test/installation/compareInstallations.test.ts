import { describe, expect, it } from "vitest"
import { compareInstallations } from "../../src/installation/compareInstallations.ts"
import type { IndexContent } from "../../src/installation/readInstallation.ts"

const index = (change: Partial<IndexContent> = {}): IndexContent => ({
  status: "open",
  settings: { "index.number_of_shards": "1" },
  mappings: "{}",
  aliases: '{"a":{}}',
  documents: { "1": '{"key":9223372036854775807}' },
  ...change
})

describe("compareInstallations", () => {
  it("finds nothing between equal ones", () => {
    expect(compareInstallations({ a: index() }, { a: index() })).toEqual([])
  })

  it("names indices that are missing or new", () => {
    expect(compareInstallations({ a: index() }, { b: index() })).toEqual([
      "a is missing, with 1 documents",
      "b is new"
    ])
  })

  it("sees a key that was rounded by a double", () => {
    const rounded = index({ documents: { "1": '{"key":9223372036854775808}' } })
    expect(compareInstallations({ a: index() }, { a: rounded })).toEqual([
      'a: document 1 was {"key":9223372036854775807} and is {"key":9223372036854775808}'
    ])
  })

  it("tells settings, mappings, aliases and documents apart", () => {
    const other = index({
      status: "close",
      settings: {},
      mappings: '{"x":1}',
      aliases: "{}",
      documents: { "2": "{}" }
    })
    expect(compareInstallations({ a: index() }, { a: other })).toEqual([
      "a: setting index.number_of_shards is missing",
      "a: its status was open and is close",
      'a: its mappings was {} and is {"x":1}',
      'a: its aliases was {"a":{}} and is {}',
      "a: document 1 is missing",
      "a: document 2 is new"
    ])
  })

  it("does not list thousands of documents", () => {
    const documents = Object.fromEntries(Array.from({ length: 1000 }, (_, at) => [`d${at}`, "{}"]))
    const differences = compareInstallations({ a: index({ documents }) }, { a: index({ documents: {} }) })
    expect(differences).toHaveLength(6)
    expect(differences.at(-1)).toBe("a: 995 more documents differ")
  })
})
