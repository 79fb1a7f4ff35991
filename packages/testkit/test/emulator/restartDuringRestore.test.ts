import { describe, expect, it } from "vitest"
import { manualClock } from "../../src/clock/followingClock.ts"
import { testEmulator } from "./testEmulator.ts"

const restoring = async () => {
  const clock = manualClock()
  const emulator = await testEmulator({ clock, restoreDuration: 4000 })
  const documents = Array.from({ length: 8 }, (_, at) => ({ id: String(at), source: { n: at } }))
  emulator.indices.create("wide", { settings: { number_of_shards: 2, number_of_replicas: 0 }, documents })
  await emulator.call("PUT", "/_snapshot/r/s", { indices: "wide" })
  await emulator.call("POST", "/_snapshot/r/s/_restore", {
    rename_pattern: "^",
    rename_replacement: "drill-",
    index_settings: { "index.camunda_backup": "abc" }
  })
  return { emulator, clock }
}

describe("a server that goes down", () => {
  it.each(["stop", "shutdown"] as const)(
    "forgets a restore that runs, and loses its shards (%s)",
    async (how) => {
      const { emulator, clock } = await restoring()
      clock.advance(2500)
      await emulator[how]()
      await expect(fetch(emulator.url)).rejects.toThrow("fetch failed")
      await emulator.start()
      clock.advance(60_000)
      expect((await emulator.call("GET", "/_cluster/health/drill-wide?timeout=0s")).json).toMatchObject({
        status: "red",
        initializing_shards: 0,
        active_shards: 1,
        unassigned_primary_shards: 1
      })
      expect((await emulator.call("GET", "/drill-wide/_recovery")).json).toMatchObject({
        "drill-wide": { shards: [{ id: 0, type: "EXISTING_STORE", stage: "DONE" }] }
      })
      expect((await emulator.call("GET", "/drill-wide/_settings?flat_settings=true")).text).toContain(
        '"archived.index.camunda_backup":"abc"'
      )
      const { json } = await emulator.call("POST", "/_cluster/allocation/explain", {
        index: "drill-wide",
        shard: 1,
        primary: true
      })
      expect(json).toMatchObject({
        unassigned_info: {
          reason: "ALLOCATION_FAILED",
          details: expect.stringContaining("failed to recover from gateway")
        }
      })
      expect((await emulator.call("DELETE", "/_snapshot/r/s")).status).toBe(200)
    }
  )

  it("keeps what is there, and says no more where it came from", async () => {
    const { emulator, clock } = await restoring()
    clock.advance(4000)
    await emulator.call("PUT", "/drill-wide/_doc/9", { n: 9 })
    await emulator.stop()
    await expect(fetch(emulator.url)).rejects.toThrow("fetch failed")
    await emulator.start()
    expect((await emulator.call("GET", "/drill-wide/_doc/9")).json).toMatchObject({ found: true })
    const { json } = await emulator.call("GET", "/drill-wide/_recovery")
    expect(json).toMatchObject({
      "drill-wide": {
        shards: [
          { type: "EXISTING_STORE", source: { bootstrap_new_history_uuid: false } },
          { type: "EXISTING_STORE" }
        ]
      }
    })
    expect((await emulator.call("GET", "/drill-wide/_stats/indexing")).json).toMatchObject({
      _all: { primaries: { indexing: { index_total: 0 } } }
    })
  })
})
