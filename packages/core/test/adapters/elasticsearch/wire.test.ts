import { Option } from "effect"
import { describe, expect, it } from "vitest"
import {
  createdOf,
  isAcknowledged,
  isReadOnly,
  isRepositories,
  snapshotOf,
  snapshotsOf
} from "../../../src/adapters/elasticsearch/wire.ts"

const snapshot = "camunda_operate_9007199254740993_8.7.2_part_1_of_6"
const uuid = "u"
const read = (value: object) => {
  const found = snapshotOf("operate", { snapshot, uuid, ...value })
  return found === null || found === "foreign" ? null : found
}

describe("snapshotOf", () => {
  it("takes the id from the name, where it is exact, and not from the metadata, where JavaScript rounded it", () => {
    expect(read({ metadata: { backupId: 9007199254740992 } })?.backupId).toBe(9007199254740993n)
  })

  it.each([
    [{}, "UNKNOWN"],
    [{ state: null }, "UNKNOWN"],
    [{ state: "WHATEVER" }, "UNKNOWN"],
    [{ state: "PARTIAL" }, "PARTIAL"]
  ])("reads the state of %j as %s (issues 59901, 33310)", (value, state) => {
    expect(read(value)?.state).toBe(state)
  })

  it("lives without what Elasticsearch leaves out, and with what others put into metadata", () => {
    const unknown = { startTime: null, failures: [], attempt: null, indices: null }
    expect(read({})).toMatchObject(unknown)
    const nulls = { start_time_in_millis: null, failures: null, metadata: null, indices: null }
    expect(read(nulls)).toMatchObject(unknown)
    expect(read({ metadata: { attempt: 5 } })?.attempt).toBe(null)
    expect(read({ failures: [{}, 5] })?.failures).toHaveLength(2)
  })

  it.each([
    [{ state: 17 }],
    [{ state: {} }],
    [{ start_time_in_millis: "soon" }],
    [{ failures: "none" }],
    [{ failures: {} }],
    [{ metadata: 5 }],
    [{ metadata: [] }],
    [{ indices: {} }],
    [{ indices: ["a", 5] }],
    [{ uuid: 5 }],
    [{ uuid: undefined }],
    [{ snapshot: 17 }],
    [{ snapshot: undefined }]
  ])("does not understand one with %j", (value) => {
    expect(snapshotOf("operate", { snapshot, uuid, ...value })).toBe(null)
  })

  it("knows foreign snapshots by their names, whatever else they have", () => {
    for (const name of ["nightly", "camunda_operate_notes", "camunda_tasklist_1_8.7.2_part_1_of_6"])
      expect(snapshotOf("operate", { snapshot: name, uuid, state: 5 })).toBe("foreign")
    for (const value of [null, 5, [], "x", {}, { snapshot: "nightly" }])
      expect(snapshotOf("operate", value)).toBe(null)
  })
})

describe("snapshotsOf", () => {
  it("is null for what is no list of snapshots", () => {
    const bodies = [
      null,
      undefined,
      "",
      "<html>",
      17,
      {},
      [],
      { snapshots: {}, total: 0 },
      { snapshots: [] },
      { total: 5 },
      { total: "0" },
      { snapshots: [{ snapshot: 17 }], total: 1 },
      {
        snapshots: [
          { snapshot, uuid },
          { snapshot: 17, uuid }
        ],
        total: 2
      },
      { snapshots: [{ snapshot, uuid }], total: 0 },
      { snapshots: [null], total: 1 }
    ]
    for (const body of bodies) expect(snapshotsOf("operate", body)).toBe(null)
  })
  it("is empty for the answer of an empty repository, and of one with foreign snapshots", () => {
    for (const body of [
      { total: 0 },
      { snapshots: [], total: 0 },
      { snapshots: [{ snapshot: "nightly", uuid }], total: 1 }
    ])
      expect(snapshotsOf("operate", body)).toEqual([])
  })
})

describe("createdOf", () => {
  it("takes only the snapshot that was asked for", () => {
    const created = (body: unknown) => Option.isSome(createdOf("operate", snapshot, body))
    expect(created({ snapshot: { snapshot, uuid, state: "SUCCESS" } })).toBe(true)
    const other = snapshot.replace("part_1", "part_2")
    for (const body of [
      { accepted: true },
      { acknowledged: true },
      {},
      "",
      { snapshot },
      { snapshot: { snapshot } },
      { snapshot: { snapshot: other, uuid } }
    ])
      expect(created(body)).toBe(false)
  })
})

describe("isAcknowledged", () => {
  it("takes no other answer for one", () => {
    expect(isAcknowledged({ acknowledged: true })).toBe(true)
    expect(isAcknowledged({ acknowledged: false })).toBe(false)
    for (const body of [null, "", {}, { acknowledged: "true" }, { ok: true }, []])
      expect(isAcknowledged(body)).toBe(null)
  })
})

describe("isRepositories", () => {
  it("tells a list of repositories, also an empty one, from other JSON", () => {
    for (const body of [{}, { r: { type: "fs" } }]) expect(isRepositories(body)).toBe(true)
    for (const body of [null, "", [], { status: "UP" }, { name: {} }, { version: { number: "2.1" } }])
      expect(isRepositories(body)).toBe(false)
  })
})

describe("isReadOnly", () => {
  it("knows the setting, whatever its type, and the url type", () => {
    expect(isReadOnly("r", { r: { type: "fs", settings: { readonly: "true" } } })).toBe(true)
    expect(isReadOnly("r", { r: { type: "fs", settings: { readonly: true } } })).toBe(true)
    expect(isReadOnly("r", { r: { type: "url", settings: {} } })).toBe(true)
    expect(isReadOnly("r", { r: { type: "fs", settings: { readonly: "false" } } })).toBe(false)
    for (const body of [{}, { r: {} }, { r: { type: 5 } }, { r: { type: "fs", settings: "x" } }, ""])
      expect(isReadOnly("r", body)).toBe(null)
  })
})
