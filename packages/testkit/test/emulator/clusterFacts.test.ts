import { describe, expect, it } from "vitest"
import { testEmulator } from "./testEmulator.ts"

describe("what a plan looks at", () => {
  it("counts writes by shard, and keeps sequence numbers through a restore", async () => {
    const { call, indices } = await testEmulator()
    const stats = async (index: string) => {
      const { json } = await call("GET", `/${index}/_stats/docs,indexing?level=shards`)
      return (json as { indices: { [name: string]: { shards: object; primaries: object } } }).indices[index]
    }
    expect((await stats("a"))?.primaries).toMatchObject({ docs: { count: 1 }, indexing: { index_total: 1 } })
    await call("PUT", "/a/_doc/2?refresh=true", { n: 2 })
    await call("DELETE", "/a/_doc/1?refresh=true")
    expect(await stats("a")).toMatchObject({
      primaries: { docs: { count: 1 }, indexing: { index_total: 2, delete_total: 1 } },
      shards: { 0: [{ seq_no: { max_seq_no: 2, local_checkpoint: 2, global_checkpoint: 2 } }] }
    })
    await call("PUT", "/_snapshot/r/s", { indices: "a" })
    indices.delete("a")
    await call("POST", "/_snapshot/r/s/_restore", { indices: "a" })
    expect(await stats("a")).toMatchObject({
      primaries: { docs: { count: 1 }, indexing: { index_total: 0, delete_total: 0 } },
      shards: { 0: [{ seq_no: { max_seq_no: 2 } }] }
    })
  })

  it("tells of a disk that a test decides on", async () => {
    const emulator = await testEmulator()
    emulator.state.disk = { totalBytes: 1000, availableBytes: 250 }
    expect((await emulator.call("GET", "/_cat/allocation?format=json&bytes=b")).json).toMatchObject([
      { "disk.total": "1000", "disk.avail": "250", "disk.used": "750", "disk.percent": "75", node: "n1" },
      { shards: "3", node: "UNASSIGNED", "disk.avail": null }
    ])
    const { json } = await emulator.call("GET", "/_nodes/stats/fs?filter_path=nodes.*.fs.total")
    expect(Object.values((json as { nodes: object }).nodes)).toEqual([
      { fs: { total: { total_in_bytes: 1000, free_in_bytes: 250, available_in_bytes: 250 } } }
    ])
  })

  it("shows defaults only of settings that are not set, flat and nested", async () => {
    const { call } = await testEmulator()
    await call("PUT", "/_cluster/settings", { persistent: { "cluster.max_shards_per_node": 500 } })
    const settings = async (query: string) => (await call("GET", `/_cluster/settings?${query}`)).json
    expect(await settings("flat_settings=true&include_defaults=true")).toMatchObject({
      persistent: { "cluster.max_shards_per_node": "500" },
      defaults: {
        "action.destructive_requires_name": "true",
        "cluster.routing.allocation.enable": "all",
        "cluster.routing.allocation.disk.watermark.low": "85%"
      }
    })
    expect(await settings("flat_settings=true&include_defaults=true")).not.toHaveProperty([
      "defaults",
      "cluster.max_shards_per_node"
    ])
    expect(await settings("include_defaults=true")).toMatchObject({
      defaults: {
        cluster: {
          max_shards_per_node: { frozen: "3000" },
          routing: { allocation: { disk: { watermark: { low: "85%", "low.max_headroom": "200GB" } } } }
        }
      }
    })
  })

  it("refuses a restore over the limit of shards, index by index, and brings none back", async () => {
    const { call, indices } = await testEmulator()
    await call("PUT", "/_snapshot/r/s", { indices: "a,b" })
    for (const name of ["a", "b"]) indices.delete(name)
    await call("PUT", "/_cluster/settings", { persistent: { "cluster.max_shards_per_node": 3 } })
    const refused = await call("POST", "/_snapshot/r/s/_restore")
    expect(refused).toMatchObject({ status: 400, json: { error: { type: "validation_exception" } } })
    expect(refused.text).toContain("this action would add [4] shards, but this cluster currently has [0]/[3]")
    expect(indices.names()).toEqual([])
    const fewer = await call("POST", "/_snapshot/r/s/_restore?wait_for_completion=true", {
      index_settings: { "index.number_of_replicas": 0 }
    })
    expect(fewer.status).toBe(200)
  })

  it("deletes exact names all or none, and lets go of a cluster that makes room", async () => {
    const { call, indices } = await testEmulator()
    expect((await call("DELETE", "/a,nope,b")).status).toBe(404)
    expect(indices.names()).toEqual(["a", "b"])
    await call("PUT", "/_cluster/settings", { persistent: { "cluster.blocks.read_only_allow_delete": true } })
    expect((await call("PUT", "/c")).status).toBe(403)
    expect((await call("DELETE", "/a,b")).status).toBe(200)
    expect(indices.names()).toEqual([])
  })
})
