import { describe, expect, it } from "vitest"
import { manualClock } from "../../src/clock/followingClock.ts"
import type { EmulatorOptions } from "../../src/emulator/Emulator.ts"
import { type Caller, testEmulator } from "./testEmulator.ts"

/** A snapshot of an index of two shards, ten kilobytes each, in a repository that brings back a kilobyte a second. */
const slow = async (options: EmulatorOptions = {}) => {
  const clock = manualClock()
  const emulator = await testEmulator({ clock, ...options })
  const document = { source: { text: "x".repeat(20 * 1024) } }
  emulator.indices.create("wide", {
    settings: { number_of_shards: 2, number_of_replicas: 0 },
    documents: [document]
  })
  emulator.repositories.put("slow", { max_restore_bytes_per_sec: "1kb" })
  await emulator.call("PUT", "/_snapshot/slow/s", { indices: "wide" })
  emulator.indices.delete("wide")
  return { emulator, clock, seconds: (count: number) => clock.advance(count * 1000) }
}

const restore = (emulator: Caller, query = "") =>
  emulator.call("POST", `/_snapshot/slow/s/_restore${query}`, { indices: "wide" })

const shards = async (emulator: Caller, query = "") => {
  const { json } = await emulator.call("GET", `/wide/_recovery${query}`)
  const { wide } = json as {
    wide?: { shards: { stage: string; index: { size: { recovered_in_bytes: number } } }[] }
  }
  return wide?.shards.map(({ stage, index }) => [stage, index.size.recovered_in_bytes] as const)
}

const health = async (emulator: Caller, query = "timeout=0s") =>
  emulator.call("GET", `/_cluster/health/wide?${query}`)

/** Sends a request that is answered later. */
const begin = async (emulator: Caller, method: string, path: string, body?: unknown) => {
  const seen = emulator.faults.next({ method, hold: "after" })
  seen.release()
  const answered = emulator.call(method, path, body)
  answered.catch(() => undefined)
  await seen.arrived
  return { answered }
}

describe("a restore that takes time", () => {
  it("comes back shard by shard, stage by stage", async () => {
    const { emulator, seconds } = await slow()
    expect((await restore(emulator)).json).toEqual({ accepted: true })
    expect(await shards(emulator)).toEqual([
      ["INIT", 0],
      ["INIT", 0]
    ])
    seconds(5)
    const [first, second] = (await shards(emulator)) ?? []
    expect(first?.[0]).toBe("INDEX")
    expect(first?.[1]).toBeGreaterThan(4000)
    expect(second).toEqual(["INIT", 0])
    seconds(7)
    expect((await shards(emulator, "?active_only=true"))?.map(([stage]) => stage)).toEqual(["INDEX"])
    seconds(15)
    expect((await shards(emulator))?.map(([stage]) => stage)).toEqual(["DONE", "DONE"])
    expect(await shards(emulator, "?active_only=true")).toBeUndefined()
  })

  it("is yellow with initializing shards until it is done", async () => {
    const { emulator, seconds } = await slow()
    await restore(emulator)
    expect((await health(emulator)).json).toMatchObject({
      status: "yellow",
      initializing_shards: 2,
      active_shards: 0
    })
    expect((await health(emulator, "wait_for_no_initializing_shards=true&timeout=0s")).status).toBe(408)
    seconds(30)
    expect((await health(emulator)).json).toMatchObject({ status: "green", initializing_shards: 0 })
  })

  it("answers a caller that waits when it is over", async () => {
    const { emulator, seconds } = await slow()
    const { answered } = await begin(
      emulator,
      "POST",
      "/_snapshot/slow/s/_restore?wait_for_completion=true",
      {
        indices: "wide"
      }
    )
    seconds(30)
    expect((await answered).json).toEqual({
      snapshot: { snapshot: "s", indices: ["wide"], shards: { total: 2, failed: 0, successful: 2 } }
    })
  })

  it("fails for an index that is deleted meanwhile", async () => {
    const { emulator } = await slow()
    const hold = emulator.snapshots.holdRestore("s")
    const answered = restore(emulator, "?wait_for_completion=true")
    await hold.arrived
    expect((await emulator.call("DELETE", "/wide")).status).toBe(200)
    expect((await answered).json).toMatchObject({
      snapshot: { shards: { total: 2, failed: 2, successful: 0 } }
    })
    expect((await emulator.call("DELETE", "/_snapshot/slow/s")).status).toBe(200)
  })

  it("keeps its snapshot and its repository, and its index open", async () => {
    const { emulator, seconds } = await slow()
    await restore(emulator)
    expect((await emulator.call("DELETE", "/_snapshot/slow/s")).status).toBe(503)
    expect((await emulator.call("DELETE", "/_snapshot/slow")).status).toBe(409)
    expect((await emulator.call("POST", "/wide/_close")).status).toBe(400)
    expect((await emulator.call("GET", "/wide/_doc/1")).status).toBe(503)
    seconds(30)
    expect((await emulator.call("POST", "/wide/_close")).status).toBe(200)
    expect((await emulator.call("DELETE", "/_snapshot/slow")).status).toBe(200)
  })

  it("makes a snapshot of its index wait", async () => {
    const { emulator, seconds } = await slow()
    await restore(emulator)
    await emulator.call("PUT", "/_snapshot/r/during", { indices: "wide" })
    expect(emulator.snapshots.running()).toEqual(["during"])
    seconds(30)
    expect(emulator.snapshots.running()).toEqual([])
    expect(emulator.snapshots.get("r", "during")?.state).toBe("SUCCESS")
  })

  it("lasts as long as the emulator is told, and is instant by default", async () => {
    const { emulator, seconds } = await slow({ restoreDuration: 60_000 })
    await emulator.call("PUT", "/_snapshot/r/t", { indices: "a" })
    emulator.indices.delete("a")
    await emulator.call("POST", "/_snapshot/r/t/_restore", { indices: "a" })
    const initializing = async () => (await emulator.call("GET", "/_cat/indices/a?h=docs.count")).text.trim()
    expect(await initializing()).toBe("")
    seconds(60)
    expect(await initializing()).toBe("1")
  })
})
