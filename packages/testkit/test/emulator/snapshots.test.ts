import { describe, expect, it } from "vitest"
import { testEmulator } from "./testEmulator.ts"

const nothing = { indices: ["-*"], include_global_state: false, feature_states: ["none"] }
const reasonOf = (type: string, reason: string) => ({ error: { type, reason } })

describe("creating a snapshot", () => {
  it("answers with every key in Elasticsearch's order, times on a grid of 200 ms", async () => {
    const { call } = await testEmulator({ now: () => 1_795_380_687_777 })
    const body = { indices: ["a"], include_global_state: false, metadata: { backupId: 1 } }
    const { json, text } = await call("PUT", "/_snapshot/r/s?wait_for_completion=true", body)
    expect(json).toMatchObject({
      snapshot: { start_time_in_millis: 1_795_380_687_600, duration_in_millis: 0 }
    })
    expect([...text.matchAll(/"(\w+)":/g)].map(([, key]) => key).join(" ")).toBe(
      "snapshot snapshot uuid repository version_id version indices data_streams include_global_state metadata backupId state " +
        "start_time start_time_in_millis end_time end_time_in_millis duration_in_millis failures shards total failed successful " +
        "feature_states"
    )
  })

  it("keeps integers of metadata to the last digit", async () => {
    const { call } = await testEmulator()
    const metadata = '{"id":9223372036854775807,"odd":9007199254740993,"one":1.0}'
    await call("PUT", "/_snapshot/r/s", `{"indices":"-*","metadata":${metadata}}`)
    expect((await call("GET", "/_snapshot/r/s")).text).toContain(`"metadata":${metadata},`)
  })

  it("counts the bytes of metadata", async () => {
    const { call } = await testEmulator()
    const metadata = (bytes: number) => ({ ...nothing, metadata: { m: "x".repeat(bytes - 8) } })
    expect((await call("PUT", "/_snapshot/r/s", metadata(1024))).status).toBe(200)
    expect(await call("PUT", "/_snapshot/r/t", metadata(1025))).toMatchObject({
      status: 400,
      json: reasonOf(
        "action_request_validation_exception",
        "Validation Failed: 1: metadata must be smaller than 1024 bytes, but was [1025];"
      )
    })
  })

  it("takes everything for an empty list and for a misspelt key", async () => {
    const { call } = await testEmulator()
    for (const [name, body] of [
      ["s1", { indices: [] }],
      ["s2", { indicse: ["a"] }],
      ["s3", "[]"]
    ] as const)
      // oxlint-disable-next-line no-await-in-loop -- one after the other on purpose
      expect((await call("PUT", `/_snapshot/r/${name}?wait_for_completion=true`, body)).json).toMatchObject({
        snapshot: { indices: ["a", "b"], shards: { total: 3, successful: 3 } }
      })
  })

  it("names the missing index as a resource", async () => {
    const { call } = await testEmulator()
    const { status, json } = await call("PUT", "/_snapshot/r/s", { indices: ["a", "nope"] })
    const error = {
      type: "index_not_found_exception",
      reason: "no such index [nope]",
      "resource.type": "index_or_alias",
      "resource.id": "nope",
      index_uuid: "_na_",
      index: "nope"
    }
    expect({ status, json }).toEqual({
      status: 404,
      json: { error: { root_cause: [error], ...error }, status: 404 }
    })
    expect((await call("GET", "/_snapshot/r/s")).status).toBe(404)
  })

  it("refuses a name that is used, and says whether it still runs", async () => {
    const emulator = await testEmulator()
    const held = emulator.snapshots.hold("s")
    const create = () => emulator.call("PUT", "/_snapshot/r/s", nothing)
    await create()
    const type = "snapshot_name_already_in_use_exception"
    expect((await create()).json).toMatchObject(
      reasonOf(type, "[r:s] Invalid snapshot name [s], snapshot with the same name is already in-progress")
    )
    held.release()
    expect((await create()).json).toMatchObject(
      reasonOf(type, "[r:s] Invalid snapshot name [s], snapshot with the same name already exists")
    )
  })

  it.each([
    ["8.19", "[r:s/"],
    ["9.2", "[default:r:s/"]
  ] as const)("takes nothing with a primary that has no node (%s)", async (personality, prefix) => {
    const emulator = await testEmulator({ personality })
    emulator.indices.unassign("b")
    const refused = await emulator.call("PUT", "/_snapshot/r/s", { indices: ["a", "b"] })
    expect(refused.status).toBe(500)
    expect(refused.text).toContain(prefix)
    expect(refused.text).toContain("unless [partial] is set to [true]: [b]; for help")
    expect((await emulator.call("GET", "/_snapshot/r/s")).status).toBe(404)
    const partial = await emulator.call("PUT", "/_snapshot/r/s?wait_for_completion=true", {
      indices: "a,b",
      partial: true
    })
    expect(partial.json).toMatchObject({
      snapshot: {
        state: "PARTIAL",
        shards: { total: 3, failed: 2, successful: 1 },
        failures: [{ index: "b", shard_id: 0, reason: "primary shard is not allocated" }, { shard_id: 1 }]
      }
    })
  })

  it("accepts and loses a snapshot beyond the limit of the repository", async () => {
    const emulator = await testEmulator()
    emulator.repositories.put("max", { max_number_of_snapshots: "1" })
    await emulator.call("PUT", "/_snapshot/max/s1", nothing)
    expect((await emulator.call("PUT", "/_snapshot/max/s2", nothing)).json).toEqual({ accepted: true })
    expect((await emulator.call("GET", "/_snapshot/max/s2")).status).toBe(404)
    expect(await emulator.call("PUT", "/_snapshot/max/s3?wait_for_completion=true", nothing)).toMatchObject({
      status: 500,
      json: { error: { type: "snapshot_exception", caused_by: { type: "repository_exception" } } }
    })
  })
})

describe("reading snapshots", () => {
  it("lists a damaged one only without details, and can delete it", async () => {
    const emulator = await testEmulator()
    await emulator.call("PUT", "/_snapshot/r/s1", nothing)
    await emulator.call("PUT", "/_snapshot/r/s2", nothing)
    expect(emulator.snapshots.damage("s1")).toBe(true)
    const uuid = emulator.snapshots.get("r", "s1")?.uuid
    expect(await emulator.call("GET", "/_snapshot/r/*")).toMatchObject({
      status: 404,
      json: {
        error: {
          type: "snapshot_missing_exception",
          reason: `[r:s1/${uuid}] is missing`,
          caused_by: { type: "no_such_file_exception" }
        }
      }
    })
    expect((await emulator.call("GET", "/_snapshot/r/*?verbose=false")).json).toEqual({
      snapshots: ["s1", "s2"].map((snapshot) => ({
        snapshot,
        uuid: emulator.snapshots.get("r", snapshot)?.uuid,
        repository: "r",
        indices: [],
        data_streams: [],
        state: "SUCCESS"
      })),
      total: 2,
      remaining: 0
    })
    expect((await emulator.call("GET", "/_snapshot/r/*?ignore_unavailable=true")).json).toMatchObject({
      total: 1
    })
    expect((await emulator.call("DELETE", "/_snapshot/r/s1")).status).toBe(200)
    expect((await emulator.call("GET", "/_snapshot/r/*")).json).toMatchObject({ total: 1 })
  })

  it("fails as a whole for one missing name, and not for a wildcard", async () => {
    const { call } = await testEmulator()
    await call("PUT", "/_snapshot/r/s1", nothing)
    expect((await call("GET", "/_snapshot/r/s1,nope")).json).toMatchObject(
      reasonOf("snapshot_missing_exception", "[r:nope] is missing")
    )
    expect((await call("GET", "/_snapshot/r/nope*")).json).toEqual({ snapshots: [], total: 0, remaining: 0 })
    expect((await call("GET", "/_snapshot/x/s1")).json).toMatchObject(
      reasonOf("repository_missing_exception", "[x] missing")
    )
  })

  it("knows the parameter `state` from 9.1 on", async () => {
    const old = await testEmulator()
    expect((await old.call("GET", "/_snapshot/r/*?state=SUCCESS")).text).toContain(
      "unrecognized parameter: [state]"
    )
    const recent = await testEmulator({ personality: "9.5" })
    recent.snapshots.add("r", "s1", { state: "PARTIAL" })
    expect((await recent.call("GET", "/_snapshot/r/*?state=SUCCESS")).json).toMatchObject({ total: 0 })
    expect((await recent.call("GET", "/_snapshot/r/*?state=PARTIAL")).json).toMatchObject({ total: 1 })
  })

  it("joins all faults of a list without details", async () => {
    const { call } = await testEmulator()
    expect((await call("GET", "/_snapshot/r/*?verbose=false&size=2&offset=1&order=desc")).text).toContain(
      "Validation Failed: 1: can't use size limit with verbose=false;2: can't use offset with verbose=false;" +
        "3: can't use non-default sort order with verbose=false;"
    )
  })

  it("lists many by the page", async () => {
    const emulator = await testEmulator()
    for (let n = 0; n < 3000; n++)
      emulator.snapshots.add("r", `s${n}`, { startTime: n * 200, metadata: `{"n":${n}}` })
    const { json } = await emulator.call("GET", "/_snapshot/r/*?size=2&order=desc")
    expect(json).toMatchObject({
      snapshots: [{ snapshot: "s2999" }, { snapshot: "s2998" }],
      total: 3000,
      remaining: 2998
    })
  })
})

describe("a running snapshot", () => {
  const running = async () => {
    const emulator = await testEmulator()
    const held = emulator.snapshots.hold("run*")
    const waiting = emulator.call("PUT", "/_snapshot/r/run?wait_for_completion=true", { indices: "a,b" })
    // Tests that leave it running cut this request when they close the server.
    waiting.catch(() => undefined)
    await held.arrived
    return { emulator, held, waiting }
  }

  it("is in progress until it is released", async () => {
    const { emulator, held, waiting } = await running()
    expect((await emulator.call("GET", "/_snapshot/r/_current")).json).toMatchObject({
      snapshots: [
        { state: "IN_PROGRESS", end_time: "1970-01-01T00:00:00.000Z", shards: { total: 3, successful: 0 } }
      ]
    })
    expect((await emulator.call("GET", "/_snapshot/_status")).json).toMatchObject({
      snapshots: [{ snapshot: "run", state: "STARTED", shards_stats: { started: 3 } }]
    })
    held.release()
    expect((await waiting).json).toMatchObject({ snapshot: { state: "SUCCESS" } })
    expect((await emulator.call("GET", "/_snapshot/r/_current")).json).toMatchObject({ total: 0 })
  })

  it("is aborted by its deletion, and the creator is told with a 200", async () => {
    const { emulator, waiting } = await running()
    expect((await emulator.call("DELETE", "/_snapshot/r/run")).json).toEqual({ acknowledged: true })
    expect(await waiting).toMatchObject({
      status: 200,
      json: {
        snapshot: { state: "FAILED", reason: "Snapshot was aborted by deletion", shards: { failed: 3 } }
      }
    })
    expect((await emulator.call("GET", "/_snapshot/r/run")).status).toBe(404)
  })

  it("does not exist for a restore, and protects its indices and its repository", async () => {
    const { emulator } = await running()
    expect((await emulator.call("POST", "/_snapshot/r/run/_restore")).json).toMatchObject(
      reasonOf("snapshot_restore_exception", "[r:run] snapshot does not exist")
    )
    expect((await emulator.call("DELETE", "/a")).json).toMatchObject({
      error: { type: "snapshot_in_progress_exception" }
    })
    expect((await emulator.call("DELETE", "/_snapshot/r")).status).toBe(409)
  })

  it("loses an index that is deleted meanwhile when parts are allowed", async () => {
    const emulator = await testEmulator()
    const held = emulator.snapshots.hold("s")
    await emulator.call("PUT", "/_snapshot/r/s", { indices: "a,b", partial: true })
    expect((await emulator.call("DELETE", "/b")).status).toBe(200)
    held.release()
    expect((await emulator.call("GET", "/_snapshot/r/s")).json).toMatchObject({
      snapshots: [{ state: "SUCCESS", indices: ["a"] }]
    })
  })

  it("vanishes when the server is killed, finished ones stay", async () => {
    const { emulator, waiting } = await running()
    await emulator.call("PUT", "/_snapshot/r/done", nothing)
    await emulator.stop()
    await expect(waiting).rejects.toThrow("fetch failed")
    await expect(emulator.call("GET", "/_snapshot/r/done")).rejects.toThrow("fetch failed")
    await emulator.start()
    expect((await emulator.call("GET", "/_snapshot/r/run")).status).toBe(404)
    expect((await emulator.call("GET", "/_snapshot/r/done")).status).toBe(200)
  })

  it("takes its time when snapshots shall", async () => {
    const emulator = await testEmulator({ snapshotDuration: 20 })
    const answer = emulator.call("PUT", "/_snapshot/r/s?wait_for_completion=true", nothing)
    expect((await answer).json).toMatchObject({ snapshot: { state: "SUCCESS" } })
  })
})

describe("an outcome that a test decides", () => {
  it("is PARTIAL, incomplete, or nothing at all", async () => {
    const emulator = await testEmulator()
    emulator.snapshots.outcome("p*", { state: "PARTIAL" }, 1)
    emulator.snapshots.outcome("less", { state: "SUCCESS", without: ["b"] })
    emulator.snapshots.outcome("gone", { vanish: true })
    const create = async (name: string) =>
      (await emulator.call("PUT", `/_snapshot/r/${name}`, { indices: "a,b" })).json
    expect(await Promise.all(["p1", "p2", "less", "gone"].map(create))).toEqual(
      Array.from({ length: 4 }, () => ({ accepted: true }))
    )
    const state = (name: string) => emulator.snapshots.get("r", name)?.state
    expect(["p1", "p2", "less", "gone"].map(state)).toEqual(["PARTIAL", "SUCCESS", "SUCCESS", undefined])
    expect([...(emulator.snapshots.get("r", "less")?.indices.keys() ?? [])]).toEqual(["a"])
    expect((await emulator.call("GET", "/_snapshot/r/p1")).json).toMatchObject({
      snapshots: [
        {
          failures: [{ index: "a", shard_id: 0, reason: "node shutdown" }],
          shards: { failed: 1, successful: 2 }
        }
      ]
    })
  })
})

describe("deleting snapshots", () => {
  it("deletes nothing when one is missing", async () => {
    const { call, snapshots } = await testEmulator()
    await call("PUT", "/_snapshot/r/s1", nothing)
    expect((await call("DELETE", "/_snapshot/r/s1,nope")).status).toBe(404)
    expect((await call("DELETE", "/_snapshot/r/_all")).status).toBe(404)
    expect(snapshots.names("r")).toEqual(["s1"])
    expect((await call("DELETE", "/_snapshot/r/s*,s1")).status).toBe(200)
    expect((await call("DELETE", "/_snapshot/r/s*")).status).toBe(200)
    expect(snapshots.names("r")).toEqual([])
  })
})
