import { IndexSets } from "@camunda-backup/core"
import { describe, expect, it } from "vitest"
import { describeInstallation } from "../../src/installation/describeInstallation.ts"

const names = (options = {}) => describeInstallation(options).indices.map(({ name }) => name)
const texts = (options = {}) =>
  describeInstallation(options).indices.map(({ name, documents }) =>
    [name, ...documents].map((it) => JSON.stringify(it))
  )

describe("describeInstallation", () => {
  it("has every main index of both components, and dated ones of some templates only", () => {
    const all = names()
    expect(all).toContain("operate-list-view-8.3.0_")
    expect(all).toContain("tasklist-process-instance-8.3.0_")
    const dated = all.filter((name) => !name.endsWith("_"))
    expect(all.length - dated.length).toBe(35)
    expect(dated.filter((name) => name.startsWith("operate-list-view-"))).toEqual([
      "operate-list-view-8.3.0_2024-01-01",
      "operate-list-view-8.3.0_2024-01-02",
      "operate-list-view-8.3.0_2024-01-03"
    ])
    expect(dated.filter((name) => /^operate-(batch-operation|decision-instance)-/.test(name))).toEqual([
      "operate-batch-operation-1.0.0_2024-01-01"
    ])
  })

  it("dates only what the table of the core calls a template", () => {
    const { templates, indices } = describeInstallation()
    const mains = new Set(templates.map(({ name }) => name.replace(/template$/, "")))
    for (const { name } of indices.filter((it) => !it.name.endsWith("_"))) {
      expect(mains).toContain(name.slice(0, name.lastIndexOf("_") + 1))
    }
    expect(mains.size).toBe(17)
    expect(mains).not.toContain("tasklist-variable-8.3.0_")
    expect(IndexSets.minors("operate")).toContain("8.7")
  })

  it("has a template for dated indices, with the same body and no data stream", () => {
    const { templates, indices } = describeInstallation()
    const template = templates.find(({ name }) => name === "operate-list-view-8.3.0_template")
    const index = indices.find(({ name }) => name === "operate-list-view-8.3.0_")
    expect(template?.body).toEqual({
      index_patterns: ["operate-list-view-8.3.0_*"],
      template: { settings: index?.settings, mappings: index?.mappings, aliases: index?.aliases }
    })
    expect(index?.aliases).toEqual({ "operate-list-view-8.3.0_alias": {} })
  })

  it("follows the options: components, prefixes, version, days, shards, indices of late patches", () => {
    const other = { components: ["operate"] as const, prefixes: { operate: "prod" }, datedDays: 0 }
    expect(names(other).every((name) => /^prod-.*_$/.test(name))).toBe(true)
    expect(names({ ...other, optionalIndices: true })).toContain("prod-metadata-8.8.0_")
    expect(names(other)).not.toContain("prod-metadata-8.8.0_")
    expect(names({ camundaVersion: "8.5.1" })).not.toContain("operate-job-8.6.0_")
    expect(describeInstallation({ shards: 3 }).indices[0]?.settings.index).toEqual({
      number_of_shards: 3,
      number_of_replicas: 0
    })
    expect(() => describeInstallation({ camundaVersion: "7.0" })).toThrow("known are 8.5, 8.6, 8.7")
  })

  it("has the same documents on every pass, others with another seed", () => {
    expect(texts()).toEqual(texts())
    expect(texts({ seed: 2 })).not.toEqual(texts())
  })

  it("has documents that fit their strict mapping, all of it", () => {
    for (const { mappings, documents } of describeInstallation({ documentsPerIndex: 2 }).indices) {
      for (const { source } of documents) {
        expect(Object.keys(JSON.parse(source) as object)).toEqual(Object.keys(mappings.properties))
      }
    }
  })

  it("has what breaks careless readers: int64 keys, characters beyond ASCII, nulls, nested arrays", () => {
    const all = texts().flat().join("\n")
    expect(all).toContain(String.raw`\"key\":9223372036854775807,`)
    expect(all).toContain("🚀")
    expect(all).toContain("支払い")
    expect(all).toContain(String.raw`\"state\":null`)
    expect(all).toMatch(/\[\[9223372036854\d{6},/)
  })

  it("makes documents as large as asked, with text that does not repeat", () => {
    const { indices } = describeInstallation({ documentsPerIndex: 2, payloadBytes: 40_000 })
    const sources = [...(indices[0]?.documents ?? [])].map(({ source }) => source)
    expect(sources.map((source) => source.length > 40_000)).toEqual([true, true])
    expect(new Set(sources.join("").match(/.{20}/g)).size).toBeGreaterThan(4000)
  })
})
