/** How the state of a primary is read out of Elasticsearch's answers: a shard that was given up must not look like one that waits. */
import { Option, Schema } from "effect"
import { describe, expect, it } from "vitest"
import * as indices from "../../../src/adapters/elasticsearch/indicesWire.ts"
import * as wire from "../../../src/adapters/elasticsearch/recoveryWire.ts"
import * as shapes from "../../../src/adapters/elasticsearch/shapesWire.ts"

type Copy = NonNullable<
  (typeof wire.Routing.Type)["routing_table"]
>["indices"][string]["shards"][string][number]

const shard = (x: Partial<Copy> = {}): Copy => ({ state: "STARTED", primary: true, ...x })

const unassigned = (
  allocation_status: string,
  reason = "NEW_INDEX_RESTORED",
  type = "SNAPSHOT",
  details = "restore_source[r/s1]"
): Copy =>
  shard({
    state: "UNASSIGNED",
    recovery_source: { type },
    unassigned_info: { reason, allocation_status, details }
  })

const routing = (...copies: ReadonlyArray<Copy>): typeof wire.Routing.Type => ({
  cluster_uuid: "c",
  routing_table: { indices: { x: { shards: { "0": copies } } } }
})

const recovery = (type = "SNAPSHOT", primary = true) => ({
  x: {
    shards: [
      {
        id: 0,
        type,
        primary,
        source: type === "SNAPSHOT" ? { snapshot: "s1" } : {},
        index: {
          size: { total_in_bytes: 9, recovered_in_bytes: 4 },
          files: { total: 3, recovered: 1 }
        },
        verify_index: { check_index_time_in_millis: 2 }
      }
    ]
  }
})

const stateOf = (...copies: ReadonlyArray<Copy>) => wire.shardsOf(routing(...copies), {})[0]?.state

describe("the state of a primary", () => {
  it("is started when it can be read, also while it moves", () => {
    expect(stateOf(shard())).toBe("started")
    expect(stateOf(shard({ state: "RELOCATING" }), shard({ state: "INITIALIZING" }))).toBe("started")
  })

  it("says nothing of replicas", () => {
    const replica = { ...unassigned("deciders_no"), primary: false }
    expect(stateOf(shard(), replica)).toBe("started")
    expect(stateOf(unassigned("no_attempt"), shard({ state: "STARTED", primary: false }))).toBe("waiting")
  })

  it("is copying while it comes back, also after a try that failed", () => {
    const again = shard({
      state: "INITIALIZING",
      recovery_source: { type: "SNAPSHOT" },
      unassigned_info: {
        reason: "ALLOCATION_FAILED",
        allocation_status: "no_attempt",
        details: "failed shard on node [n]"
      }
    })
    expect(stateOf(again)).toBe("copying")
    expect(wire.shardsOf(routing(again), {})[0]?.reason).toBe("failed shard on node [n]")
  })

  it("is failed only when its restore was tried and given up", () => {
    expect(stateOf(unassigned("deciders_no", "ALLOCATION_FAILED"))).toBe("failed")
    expect(stateOf(unassigned("no_attempt", "ALLOCATION_FAILED"))).toBe("waiting")
    expect(stateOf(unassigned("deciders_throttled", "ALLOCATION_FAILED"))).toBe("waiting")
  })

  it("is unplaced when its restore was given up and never tried, or cut off by a node that left", () => {
    for (const reason of ["NEW_INDEX_RESTORED", "EXISTING_INDEX_RESTORED", "NODE_LEFT"])
      expect(stateOf(unassigned("deciders_no", reason))).toBe("unplaced")
  })

  it("is lost when it does not come from the snapshot any longer and no node has it", () => {
    for (const reason of ["CLUSTER_RECOVERED", "ALLOCATION_FAILED", "NODE_LEFT"])
      expect(stateOf(unassigned("no_valid_shard_copy", reason, "EXISTING_STORE"))).toBe("lost")
    // A node has the half of it that was there when it was killed, and has tried to open it as often as it may.
    expect(stateOf(unassigned("deciders_no", "ALLOCATION_FAILED", "EXISTING_STORE"))).toBe("lost")
    expect(stateOf(unassigned("no_attempt", "ALLOCATION_FAILED", "EXISTING_STORE"))).toBe("waiting")
    // It is there, and may not be started yet.
    expect(stateOf(unassigned("deciders_no", "CLUSTER_RECOVERED", "EXISTING_STORE"))).toBe("waiting")
  })

  it("is waiting otherwise", () => {
    for (const status of ["no_attempt", "deciders_throttled", "fetching_shard_data", "delayed_allocation"])
      for (const type of ["SNAPSHOT", "EXISTING_STORE"])
        expect(stateOf(unassigned(status, "NEW_INDEX_RESTORED", type))).toBe("waiting")
  })

  it("comes with what was brought back from a snapshot, and with nothing else", () => {
    const recovered = { snapshot: "s1", bytes: 4, totalBytes: 9, files: 1, totalFiles: 3, checkedMillis: 2 }
    expect(wire.shardsOf(routing(shard()), recovery())).toEqual([
      { index: "x", shard: 0, state: "started", reason: null, recovered }
    ])
    for (const other of [recovery("EXISTING_STORE"), recovery("SNAPSHOT", false), {}])
      expect(wire.shardsOf(routing(shard()), other)[0]?.recovered).toBeNull()
  })

  it("is in the order of the shards", () => {
    const shards = Object.fromEntries(["10", "9", "0"].map((x) => [x, [shard()]]))
    const found = wire.shardsOf({ cluster_uuid: "c", routing_table: { indices: { x: { shards } } } }, {})
    expect(found.map((x) => x.shard)).toEqual([0, 9, 10])
    expect(wire.shardsOf({ cluster_uuid: "c" }, {})).toEqual([])
  })
})

describe("why no node may take a shard", () => {
  const decider = (name: string, decision: string) => ({ decider: name, decision, explanation: `of ${name}` })
  const explained = (...deciders: ReadonlyArray<ReturnType<typeof decider>>) =>
    wire.obstacleOf({ current_state: "unassigned", node_allocation_decisions: [{ deciders }] })

  it("is another refusal than that of the restore, where there is one", () => {
    const given = decider("restore_in_progress", "NO")
    expect(explained(given, decider("disk_threshold", "NO"), decider("filter", "YES"))).toBe(
      "of disk_threshold"
    )
    expect(explained(given)).toBe("of restore_in_progress")
    expect(explained(decider("throttling", "THROTTLE"))).toBeNull()
    expect(wire.obstacleOf({ current_state: "unassigned" })).toBeNull()
  })
})

describe("what runs", () => {
  it("is each snapshot, each that is being deleted, and each index that is being restored", () => {
    const restored = (name: string, state: string) => ({ index: { index_name: name }, state })
    expect(
      wire.runningOf({
        cluster_uuid: "c",
        snapshots: { snapshots: [{ repository: "r", snapshot: "s1" }] },
        snapshot_deletions: { snapshot_deletions: [{ repository: "q", snapshots: ["s2", "s3"] }] },
        restore: {
          snapshots: [
            {
              repository: "r",
              shards: [
                restored("a", "INIT"),
                restored("a", "SUCCESS"),
                restored("b", "SUCCESS"),
                restored("c", "FAILURE"),
                restored("d", "STARTED")
              ]
            }
          ]
        }
      })
    ).toEqual([
      { what: "snapshot", name: "s1", repository: "r" },
      { what: "deletion", name: "s2", repository: "q" },
      { what: "deletion", name: "s3", repository: "q" },
      { what: "restore", name: "a", repository: "r" },
      { what: "restore", name: "d", repository: "r" }
    ])
    expect(wire.runningOf({ cluster_uuid: "c" })).toEqual([])
  })
})

describe("an answer that is not Elasticsearch's", () => {
  const schemas: Readonly<Record<string, Schema.Codec<unknown, unknown>>> = {
    Resolved: indices.Resolved,
    SettingsByIndex: indices.SettingsByIndex,
    Stats: indices.Stats,
    ShapesByIndex: shapes.ShapesByIndex,
    IndexTemplates: shapes.IndexTemplates,
    ComponentTemplates: shapes.ComponentTemplates,
    Policies: shapes.Policies,
    Routing: wire.Routing,
    Recoveries: wire.Recoveries,
    Explanation: wire.Explanation,
    Status: wire.Status,
    Begun: wire.Begun,
    Customs: wire.Customs
  }
  const notOurs: ReadonlyArray<unknown> = [
    null,
    "",
    "<html></html>",
    17,
    [17],
    { status: "UP" },
    { message: "no Route matched" },
    { accepted: false },
    { version: { distribution: "opensearch", number: "2.19.0" }, tagline: "The OpenSearch Project" }
  ]

  it.each(Object.keys(schemas))("is refused by %s", (name) => {
    const schema = schemas[name]
    if (schema === undefined) throw new Error(name)
    const decode = Schema.decodeUnknownOption(schema)
    expect(notOurs.filter((x) => Option.isSome(decode(x)))).toEqual([])
  })
})
