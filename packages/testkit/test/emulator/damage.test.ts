import { describe, expect, it } from "vitest"
import { manualClock } from "../../src/clock/followingClock.ts"
import type { EmulatorOptions } from "../../src/emulator/Emulator.ts"
import { shardDamages } from "../../src/emulator/snapshots/ShardDamage.ts"
import { testEmulator } from "./testEmulator.ts"

const documents = Array.from({ length: 6 }, (_, at) => ({ id: String(at), source: { n: at } }))

/** `wide` has two shards, `a` has one; both are in the snapshot `s`. */
const taken = async (options: EmulatorOptions = {}) => {
  const emulator = await testEmulator(options)
  emulator.indices.create("wide", { settings: { number_of_shards: 2, number_of_replicas: 0 }, documents })
  emulator.indices.create("one", { settings: { number_of_replicas: 0 }, documents })
  await emulator.call("PUT", "/_snapshot/r/s?wait_for_completion=true", { indices: "one,wide" })
  const restore = (query = "?wait_for_completion=true", name = "s") =>
    emulator.call("POST", `/_snapshot/r/${name}/_restore${query}`, {
      rename_pattern: "(.+)",
      rename_replacement: "drill-$1"
    })
  return { emulator, restore }
}

const explain = (index: string, shard: number) => ({ index, shard, primary: true })

describe("a shard that is damaged in the repository", () => {
  it.each(["changed", "truncated", "missing", "unlisted"] as const)(
    "is seen only by a restore that fails: %s",
    async (how) => {
      const { emulator, restore } = await taken()
      expect(emulator.snapshots.damageShard("s", "one", 0, how)).toBe(true)
      expect((await emulator.call("GET", "/_snapshot/r/s")).json).toMatchObject({
        snapshots: [{ state: "SUCCESS", failures: [], shards: { failed: 0 } }]
      })
      const restored = await restore()
      expect(restored).toMatchObject({
        status: 200,
        json: {
          snapshot: { indices: ["drill-one", "drill-wide"], shards: { total: 3, failed: 1, successful: 2 } }
        }
      })
      expect((await emulator.call("GET", "/drill-one/_recovery")).json).toEqual({})
      expect((await emulator.call("GET", "/_cluster/health/drill-one")).json).toMatchObject({
        status: "red",
        initializing_shards: 0,
        unassigned_primary_shards: 1
      })
      const { json } = await emulator.call("POST", "/_cluster/allocation/explain", explain("drill-one", 0))
      expect(json).toMatchObject({
        current_state: "unassigned",
        unassigned_info: {
          reason: "ALLOCATION_FAILED",
          details: expect.stringMatching(
            /failed to restore snapshot \[s\/[\w-]+\](.|\n)*Caused by: .*(CorruptIndex|NoSuchFile)Exception/
          )
        }
      })
    }
  )

  it("leaves the other shards readable, and tells of itself in every search", async () => {
    const { emulator, restore } = await taken()
    emulator.snapshots.damageShard("s", "wide", 1)
    await restore()
    const lost = emulator.indices.get("wide")?.documents
    const left = documents.filter(({ id }) => lost?.shardOf(id) === 0)
    expect((await emulator.call("GET", "/drill-wide/_count")).json).toMatchObject({
      count: left.length,
      _shards: {
        total: 2,
        successful: 1,
        failed: 1,
        failures: [{ shard: 1, index: "drill-wide", node: null }]
      }
    })
    const statuses = await Promise.all(
      documents.map(async ({ id }) => (await emulator.call("GET", `/drill-wide/_doc/${id}`)).status)
    )
    expect(statuses.filter((status) => status === 200)).toHaveLength(left.length)
    expect(statuses.filter((status) => status === 503)).toHaveLength(documents.length - left.length)
    expect((await emulator.call("GET", "/_cluster/health/drill-wide?level=shards")).json).toMatchObject({
      indices: { "drill-wide": { shards: { 0: { status: "green" }, 1: { status: "red" } } } }
    })
    expect((await emulator.call("GET", "/drill-one/_count")).json).toMatchObject({ count: 6 })
  })

  it("fails when its time has come, where a restore takes time", async () => {
    const clock = manualClock()
    const { emulator, restore } = await taken({ clock, restoreDuration: 3000 })
    emulator.snapshots.damageShard("s", "one", 0)
    await restore("")
    const health = async () => (await emulator.call("GET", "/_cluster/health/drill-*?timeout=0s")).json
    expect(await health()).toMatchObject({ status: "yellow", initializing_shards: 3 })
    clock.advance(3000)
    expect(await health()).toMatchObject({ status: "red", initializing_shards: 0, active_shards: 2 })
    expect((await emulator.call("DELETE", "/_snapshot/r/s")).status).toBe(200)
  })

  it("is shared by snapshots that share its file, and gone with the last of them", async () => {
    const { emulator, restore } = await taken()
    await emulator.call("PUT", "/_snapshot/r/t?wait_for_completion=true", { indices: "one" })
    emulator.snapshots.damageShard("s", "one", 0, "missing")
    const failed = { json: { snapshot: { shards: { failed: 1 } } } }
    expect(await restore("?wait_for_completion=true", "t")).toMatchObject(failed)
    emulator.indices.delete("drill-one")
    await emulator.call("DELETE", "/_snapshot/r/s,t")
    await emulator.call("PUT", "/_snapshot/r/u?wait_for_completion=true", { indices: "one" })
    expect(await restore("?wait_for_completion=true", "u")).toMatchObject({
      json: { snapshot: { shards: { failed: 0, successful: 1 } } }
    })
  })

  it("refuses a restore of an index that is not described, and of no other", async () => {
    const { emulator, restore } = await taken()
    emulator.snapshots.damageShard("s", "one", 0, "undescribed")
    expect(await restore()).toMatchObject({
      status: 404,
      json: { error: { type: "snapshot_missing_exception", caused_by: { type: "no_such_file_exception" } } }
    })
    const other = await emulator.call("POST", "/_snapshot/r/s/_restore?wait_for_completion=true", {
      indices: "wide",
      rename_pattern: "^",
      rename_replacement: "drill-"
    })
    expect(other.json).toMatchObject({ snapshot: { shards: { failed: 0 } } })
    expect((await emulator.call("GET", "/_snapshot/r/s/_status")).status).toBe(404)
  })

  it("has to be there", async () => {
    const { emulator } = await taken()
    emulator.indices.create("empty")
    await emulator.call("PUT", "/_snapshot/r/e", { indices: "empty" })
    const { snapshots } = emulator
    expect(shardDamages.map((how) => snapshots.damageShard("nope", "one", 0, how))).not.toContain(true)
    expect(snapshots.damageShard("s", "nope", 0)).toBe(false)
    expect(snapshots.damageShard("s", "one", 1)).toBe(false)
    expect(snapshots.damageShard("e", "empty", 0)).toBe(false)
  })
})
