import { describe, expect, it } from "vitest"
import { manualClock } from "../../src/clock/followingClock.ts"
import type { EmulatorOptions } from "../../src/emulator/Emulator.ts"
import { type Caller, testEmulator } from "./testEmulator.ts"

const wait = "?wait_for_completion=true"

/** Two indices of some ten kilobytes, a repository that copies a kilobyte a second, and a clock that stands still. */
const throttled = async (options: EmulatorOptions = {}) => {
  const clock = manualClock()
  const emulator = await testEmulator({ clock, ...options })
  const document = { source: { text: "x".repeat(10 * 1024) } }
  emulator.indices.create("big", { documents: [document] })
  emulator.indices.create("wide", { settings: { number_of_shards: 2 }, documents: [document, document] })
  emulator.repositories.put("slow", { max_snapshot_bytes_per_sec: "1kb" })
  const status = async (name: string) => {
    const { json } = await emulator.call("GET", `/_snapshot/slow/${name}/_status`)
    return (json as { snapshots: [{ state: string; shards_stats: object; stats: object; indices: object }] })
      .snapshots[0]
  }
  return { emulator, clock, status, seconds: (count: number) => clock.advance(count * 1000) }
}

/** Resolves once the next request of this method has been carried out as far as it goes at once. */
const arrival = (emulator: Caller, method: string): Promise<void> => {
  const seen = emulator.faults.next({ method, hold: "after" })
  seen.release()
  return seen.arrived
}

/** Sends a request that is answered later; tests that leave it open cut it when they close the emulator. */
const begin = async (emulator: Caller, method: string, path: string, body?: unknown) => {
  const arrived = arrival(emulator, method)
  const answered = emulator.call(method, path, body)
  answered.catch(() => undefined)
  await arrived
  return { answered }
}

describe("a snapshot that takes time", () => {
  it("copies shard by shard, and counts whole files", async () => {
    const { emulator, status, seconds } = await throttled()
    const { answered } = await begin(emulator, "PUT", `/_snapshot/slow/s${wait}`, { indices: "big,wide" })
    expect(await status("s")).toMatchObject({
      state: "STARTED",
      shards_stats: { initializing: 0, started: 3, finalizing: 0, done: 0, failed: 0, total: 3 },
      stats: { incremental: { file_count: 12 }, processed: { file_count: 0 }, total: { file_count: 12 } }
    })
    seconds(5)
    expect((await status("s")).stats).toMatchObject({ processed: { file_count: 3, size_in_bytes: 1099 } })
    seconds(6)
    expect(await status("s")).toMatchObject({
      shards_stats: { started: 2, finalizing: 1, done: 0 },
      indices: { big: { shards: { "0": { stage: "FINALIZE", node: emulator.state.nodeId } } } }
    })
    seconds(2)
    const after = await status("s")
    expect(after).toMatchObject({
      shards_stats: { started: 2, done: 1 },
      indices: { big: { shards: { "0": { stage: "DONE" } } } }
    })
    expect(JSON.stringify(after.indices)).toContain('"stage":"DONE","stats":{"incremental":{"file_count":4')
    expect((await emulator.call("GET", "/_snapshot/slow/s")).json).toMatchObject({
      snapshots: [
        {
          state: "IN_PROGRESS",
          end_time: "1970-01-01T00:00:00.000Z",
          duration_in_millis: 0,
          shards: { total: 3, failed: 0, successful: 1 }
        }
      ]
    })
    seconds(30)
    expect((await answered).json).toMatchObject({ snapshot: { state: "SUCCESS", shards: { successful: 3 } } })
    const done = await status("s")
    expect(done).toMatchObject({ state: "SUCCESS", shards_stats: { done: 3 } })
    expect(JSON.stringify(done)).not.toContain("processed")
  })

  it("does not copy again what did not change", async () => {
    const { emulator, status, seconds } = await throttled()
    await emulator.call("PUT", "/_snapshot/slow/s1", { indices: "big" })
    seconds(60)
    const again = await emulator.call("PUT", `/_snapshot/slow/s2${wait}`, { indices: "big" })
    expect(again.json).toMatchObject({ snapshot: { state: "SUCCESS", duration_in_millis: 0 } })
    expect((await status("s2")).stats).toMatchObject({
      incremental: { file_count: 0, size_in_bytes: 0 },
      total: { file_count: 4 }
    })
    await emulator.call("PUT", "/big/_doc/more?refresh=true", { n: 1 })
    await emulator.call("PUT", "/_snapshot/slow/s3", { indices: "big" })
    seconds(60)
    expect((await status("s3")).stats).toMatchObject({
      incremental: { file_count: 4 },
      total: { file_count: 7 }
    })
  })

  it("copies again what only a deleted snapshot held", async () => {
    const { emulator, status, seconds } = await throttled()
    await emulator.call("PUT", "/_snapshot/slow/s1", { indices: "big" })
    seconds(60)
    await emulator.call("DELETE", "/_snapshot/slow/s1")
    await emulator.call("PUT", "/_snapshot/slow/s2", { indices: "big" })
    expect((await status("s2")).stats).toMatchObject({ incremental: { file_count: 4 } })
  })

  it("spreads a duration over its shards", async () => {
    const clock = manualClock()
    const emulator = await testEmulator({ clock, snapshotDuration: 300 })
    await emulator.call("PUT", "/_snapshot/r/s", { indices: "a,b" })
    clock.advance(210)
    expect((await emulator.call("GET", "/_snapshot/r/s")).json).toMatchObject({
      snapshots: [{ shards: { total: 3, successful: 2 } }]
    })
    clock.advance(100)
    expect(emulator.snapshots.names("r")).toEqual(["s"])
  })

  it("leaves the eleventh shard waiting for a thread", async () => {
    const { emulator, status } = await throttled()
    emulator.indices.create("many", { settings: { number_of_shards: 12 } })
    await emulator.call("PUT", "/_snapshot/slow/s", { indices: "many" })
    expect(await status("s")).toMatchObject({
      shards_stats: { initializing: 2, started: 10 },
      indices: { many: { shards: { "11": { stage: "INIT", stats: { total: { file_count: 0 } } } } } }
    })
  })
})

describe("two snapshots of one repository", () => {
  it.each([
    ["8.19", "STARTED"],
    ["9.5", "INIT"]
  ] as const)("queue for the same shard (%s)", async (personality, stage) => {
    const { emulator, status, seconds } = await throttled({ personality })
    await emulator.call("PUT", "/_snapshot/slow/one", { indices: "big" })
    await emulator.call("PUT", "/_snapshot/slow/two", { indices: "big,a" })
    const queued = await status("two")
    expect(queued).toMatchObject({
      state: "STARTED",
      indices: {
        big: { shards: { "0": { stage, stats: { total: { file_count: 0 }, start_time_in_millis: 0 } } } }
      }
    })
    const overtaking = await emulator.call("PUT", `/_snapshot/slow/empty${wait}`, { indices: "-*" })
    expect(overtaking.json).toMatchObject({ snapshot: { state: "SUCCESS" } })
    seconds(60)
    expect(emulator.snapshots.names("slow")).toEqual(["empty", "one", "two"])
    expect((await status("two")).indices).toMatchObject({
      big: { stats: { incremental: { file_count: 0 }, total: { file_count: 4 } } }
    })
  })

  it("count against the limit of operations, with deletes that wait", async () => {
    const { emulator } = await throttled()
    await emulator.call("PUT", "/_snapshot/slow/done", { indices: "-*" })
    await emulator.call("PUT", "/_snapshot/slow/s", { indices: "big" })
    await begin(emulator, "DELETE", "/_snapshot/slow/done")
    await emulator.call("PUT", "/_cluster/settings", {
      persistent: { "snapshot.max_concurrent_operations": 2 }
    })
    expect(await emulator.call("PUT", "/_snapshot/slow/t", { indices: "-*" })).toMatchObject({
      status: 503,
      json: {
        error: {
          reason:
            "[slow:t] Cannot start another operation, already running [2] operations and the current limit for " +
            "concurrent snapshot operations is set to [2]"
        }
      }
    })
  })
})

describe("a delete", () => {
  it("aborts what runs, and is answered when its shards have noticed", async () => {
    const { emulator, status, seconds } = await throttled({ personality: "9.5" })
    const created = await begin(emulator, "PUT", `/_snapshot/slow/s${wait}`, { indices: "a,big" })
    seconds(2)
    const deleted = await begin(emulator, "DELETE", "/_snapshot/slow/s")
    expect(await status("s")).toMatchObject({
      state: "ABORTED",
      shards_stats: { done: 1, failed: 1 },
      stats: { incremental: { file_count: 0 } },
      indices: {
        a: {
          shards: {
            "0": { stats: { total: { file_count: -1 } }, description: expect.stringContaining("missing") }
          }
        },
        big: { shards: { "0": { stage: "FAILURE" } } }
      }
    })
    expect((await emulator.call("GET", "/_snapshot/slow/s")).json).toMatchObject({
      snapshots: [{ state: "IN_PROGRESS", failures: [], shards: { successful: 1 } }]
    })
    expect((await emulator.call("PUT", "/_snapshot/slow/s")).text).toContain("already in-progress")
    seconds(5)
    expect((await deleted.answered).json).toEqual({ acknowledged: true })
    expect(await created.answered).toMatchObject({
      status: 200,
      json: {
        snapshot: {
          state: "FAILED",
          reason: "Snapshot was aborted by deletion",
          failures: [{ index: "big", reason: "aborted", node_id: emulator.state.nodeId }],
          shards: { total: 2, failed: 1, successful: 1 }
        }
      }
    })
    expect((await emulator.call("GET", "/_snapshot/slow/s")).status).toBe(404)
  })

  it("ends a snapshot whose shards were all queued at once, and its creator gets an error", async () => {
    const { emulator } = await throttled()
    await emulator.call("PUT", "/_snapshot/slow/one", { indices: "big" })
    const created = await begin(emulator, "PUT", `/_snapshot/slow/two${wait}`, { indices: "big" })
    expect((await emulator.call("DELETE", "/_snapshot/slow/two")).status).toBe(200)
    const { status, text } = await created.answered
    expect(status).toBe(500)
    expect(text).toMatch(/"reason":"\[slow:two\/[\w-]{22}\] Snapshot was aborted by deletion"/)
  })

  it("waits for what is being copied into the repository, and keeps its names until then", async () => {
    const { emulator, seconds } = await throttled()
    await emulator.call("PUT", "/_snapshot/slow/done", { indices: "-*" })
    await emulator.call("PUT", "/_snapshot/slow/s", { indices: "big" })
    const deleted = await begin(emulator, "DELETE", "/_snapshot/slow/done")
    expect((await emulator.call("DELETE", "/_snapshot/slow/done?wait_for_completion=false")).status).toBe(200)
    expect((await emulator.call("PUT", "/_snapshot/slow/done")).text).toContain("already exists")
    seconds(60)
    expect((await deleted.answered).status).toBe(200)
    expect(emulator.snapshots.names("slow")).toEqual(["s"])
  })
})

describe("the ends of a snapshot", () => {
  it("is PARTIAL when a shard cannot be read, although parts were not allowed", async () => {
    const emulator = await testEmulator()
    const { repair } = emulator.snapshots.corrupt("b", 1)
    const create = (name: string) => emulator.call("PUT", `/_snapshot/r/${name}${wait}`, { indices: "a,b" })
    expect((await create("s1")).json).toMatchObject({
      snapshot: {
        state: "PARTIAL",
        failures: [
          {
            index: "b",
            shard_id: 1,
            reason: expect.stringMatching(/^CorruptIndexException\[verification failed/)
          }
        ],
        shards: { total: 3, failed: 1, successful: 2 }
      }
    })
    expect((await emulator.call("GET", "/_snapshot/r/s1/_status")).json).toMatchObject({
      snapshots: [{ state: "SUCCESS", shards_stats: { done: 2, failed: 1 } }]
    })
    repair()
    expect((await create("s2")).json).toMatchObject({ snapshot: { state: "SUCCESS" } })
  })

  it("is nothing after a kill, and SUCCESS after an orderly stop", async () => {
    const { emulator, seconds } = await throttled()
    // A connection that is kept may be taken for the next call before its end is noticed.
    const last = { connection: "close" }
    await emulator.call("PUT", "/_snapshot/slow/lost", { indices: "big" }, last)
    await emulator.stop()
    await emulator.start()
    expect((await emulator.call("GET", "/_snapshot/slow/lost")).status).toBe(404)
    await emulator.call("PUT", "/_snapshot/slow/kept", { indices: "big" }, last)
    const stopped = emulator.shutdown()
    seconds(60)
    await stopped
    await expect(emulator.call("GET", "/_snapshot/slow/kept")).rejects.toThrow("fetch failed")
    await emulator.start()
    expect((await emulator.call("GET", "/_snapshot/slow/kept")).json).toMatchObject({
      snapshots: [{ state: "SUCCESS" }]
    })
  })

  it("shows an index that was deleted under it until its end, and is SUCCESS without it", async () => {
    const { emulator, seconds } = await throttled()
    const created = await begin(emulator, "PUT", `/_snapshot/slow/s${wait}`, {
      indices: "big,wide",
      partial: true
    })
    await emulator.call("DELETE", "/wide")
    expect((await emulator.call("GET", "/_snapshot/slow/s")).json).toMatchObject({
      snapshots: [{ indices: ["big", "wide"], shards: { total: 3, failed: 2 } }]
    })
    seconds(60)
    expect((await created.answered).json).toMatchObject({
      snapshot: { state: "SUCCESS", indices: ["big"], failures: [], shards: { total: 1, successful: 1 } }
    })
  })

  it("tells of a primary without a node while it runs, its reason in `_status` only at the end", async () => {
    const { emulator, status, seconds } = await throttled()
    emulator.indices.unassign("wide")
    await emulator.call("PUT", "/_snapshot/slow/s", { indices: "big,wide", partial: true })
    expect((await emulator.call("GET", "/_snapshot/slow/s")).json).toMatchObject({
      snapshots: [
        { failures: [{ reason: "primary shard is not allocated" }, {}], shards: { total: 3, failed: 2 } }
      ]
    })
    expect(JSON.stringify(await status("s"))).not.toContain("reason")
    seconds(60)
    expect(JSON.stringify(await status("s"))).toContain('"reason":"primary shard is not allocated"')
  })
})

describe("an emulator whose time of day a test gives", () => {
  it("still lets things take their time", async () => {
    const emulator = await testEmulator({ now: () => 1_795_380_687_777, snapshotDuration: 20 })
    const { json } = await emulator.call("PUT", `/_snapshot/r/s${wait}`, { indices: "a,b" })
    expect(json).toMatchObject({ snapshot: { state: "SUCCESS", start_time_in_millis: 1_795_380_687_600 } })
  })
})
