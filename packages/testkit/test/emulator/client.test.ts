import { Client } from "@elastic/elasticsearch"
import { describe, expect, it, onTestFinished } from "vitest"
import { testEmulator } from "./testEmulator.ts"

const connect = async () => {
  const emulator = await testEmulator()
  const client = new Client({ node: emulator.url, maxRetries: 0 })
  onTestFinished(() => client.close())
  return { emulator, client }
}

describe("the real client", () => {
  it("registers, creates, reads, lists and deletes", async () => {
    const { client } = await connect()
    await client.snapshot.createRepository({
      name: "r2",
      repository: { type: "fs", settings: { location: "r2" } }
    })
    const created = await client.snapshot.create({
      repository: "r2",
      snapshot: "s1",
      wait_for_completion: true,
      indices: ["a", "b"],
      metadata: { backupId: 7 }
    })
    expect(created.snapshot).toMatchObject({ snapshot: "s1", state: "SUCCESS", indices: ["a", "b"] })
    await client.snapshot.create({
      repository: "r2",
      snapshot: "s2",
      indices: "-*",
      feature_states: ["none"]
    })
    const listed = await client.snapshot.get({ repository: "r2", snapshot: "s*" })
    expect(listed.snapshots?.map(({ snapshot }) => snapshot)).toEqual(["s1", "s2"])
    await client.snapshot.delete({ repository: "r2", snapshot: "s1,s2" })
    await expect(client.snapshot.get({ repository: "r2", snapshot: "s1" })).rejects.toMatchObject({
      statusCode: 404,
      body: { error: { type: "snapshot_missing_exception", reason: "[r2:s1] is missing" } }
    })
  })

  it("restores documents, mappings, settings and aliases", async () => {
    const { client } = await connect()
    await client.indices.create({
      index: "orders",
      mappings: { properties: { total: { type: "long" } } },
      settings: { number_of_replicas: 0 },
      aliases: { recent: {} }
    })
    await client.bulk({
      operations: [
        { index: { _index: "orders", _id: "1" } },
        { total: 3 },
        { index: { _index: "orders", _id: "2" } },
        { total: 4 }
      ]
    })
    await client.snapshot.create({
      repository: "r",
      snapshot: "s",
      indices: "orders",
      wait_for_completion: true
    })
    await client.indices.delete({ index: "orders" })
    const restored = await client.snapshot.restore({
      repository: "r",
      snapshot: "s",
      wait_for_completion: true
    })
    expect(restored.snapshot).toEqual({
      snapshot: "s",
      indices: ["orders"],
      shards: { total: 1, failed: 0, successful: 1 }
    })
    const found = await client.search({ index: "recent", sort: "total" })
    expect(found.hits.hits.map((hit) => [hit._id, hit._source])).toEqual([
      ["1", { total: 3 }],
      ["2", { total: 4 }]
    ])
    const { orders } = await client.indices.get({ index: "orders" })
    expect(orders?.mappings).toEqual({ properties: { total: { type: "long" } } })
    expect(orders?.settings?.index?.number_of_replicas).toBe("0")
    const recovery = await client.indices.recovery({ index: "orders" })
    expect(recovery["orders"]?.shards[0]).toMatchObject({
      type: "SNAPSHOT",
      stage: "DONE",
      source: { snapshot: "s" }
    })
  })

  it("meets a conflict when the document changed since it was read", async () => {
    const { client } = await connect()
    const first = await client.index({ index: "journal", id: "1", document: { owner: "me" } })
    const seen = { if_seq_no: first._seq_no ?? -1, if_primary_term: first._primary_term ?? -1 }
    await client.index({ index: "journal", id: "1", document: { owner: "you" }, ...seen })
    await expect(
      client.index({ index: "journal", id: "1", document: { owner: "me" }, ...seen })
    ).rejects.toMatchObject({
      statusCode: 409,
      body: { error: { type: "version_conflict_engine_exception" } }
    })
    await expect(client.create({ index: "journal", id: "1", document: {} })).rejects.toMatchObject({
      statusCode: 409
    })
  })

  it("reads the version, the health and what an expression means", async () => {
    const { client } = await connect()
    const nodes = await client.nodes.info({ node_id: "_local", filter_path: "nodes.*.version" })
    expect(Object.values(nodes.nodes)).toEqual([{ version: "8.19.21" }])
    expect(await client.cluster.health()).toMatchObject({ status: "yellow", number_of_nodes: 1 })
    expect(await client.indices.resolveIndex({ name: "*" })).toEqual({
      indices: [
        { name: "a", aliases: ["x"], attributes: ["open"] },
        { name: "b", attributes: ["open"] }
      ],
      aliases: [{ name: "x", indices: ["a"] }],
      data_streams: []
    })
    expect(await client.cat.snapshots({ repository: "r", format: "json" })).toEqual([])
    expect(await client.indices.exists({ index: "a" })).toBe(true)
    expect(await client.indices.exists({ index: "nope" })).toBe(false)
  })
})
