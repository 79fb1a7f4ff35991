import { Option } from "effect"
import { describe, expect, it } from "vitest"
import { isReadOnly, snapshotOf, snapshotsOf } from "../../../src/adapters/elasticsearch/wire.ts"

const snapshot = "camunda_operate_9007199254740993_8.7.2_part_1_of_6"
const read = (value: unknown) => Option.getOrNull(snapshotOf("operate", value))

describe("snapshotOf", () => {
  it("takes the id from the name, where it is exact, and not from the metadata, where JavaScript rounded it", () => {
    expect(read({ snapshot, metadata: { backupId: 9007199254740992 } })?.backupId).toBe(9007199254740993n)
  })

  it.each([
    [{ snapshot }, "UNKNOWN"],
    [{ snapshot, state: null }, "UNKNOWN"],
    [{ snapshot, state: "WHATEVER" }, "UNKNOWN"],
    [{ snapshot, state: "PARTIAL" }, "PARTIAL"]
  ])("reads the state of %j as %s (issues 59901, 33310)", (value, state) => {
    expect(read(value)?.state).toBe(state)
  })

  it("lives with fields that are missing or of another type", () => {
    expect(
      read({ snapshot, start_time_in_millis: "soon", failures: "none", metadata: 5, indices: {} })
    ).toMatchObject({
      startTime: null,
      failures: [],
      attempt: null,
      indices: null
    })
    expect(read({ snapshot, failures: [{}, 5] })?.failures).toHaveLength(2)
  })

  it.each([
    [null],
    [5],
    [{}],
    [{ snapshot: 5 }],
    [{ snapshot: "nightly" }],
    [{ snapshot: "camunda_operate_notes" }]
  ])("leaves out %j", (value) => {
    expect(read(value)).toBe(null)
  })
})

describe("snapshotsOf", () => {
  it("is null for what is no list of snapshots", () => {
    for (const body of [null, "<html>", {}, { snapshots: {} }, [], { total: 5 }])
      expect(snapshotsOf("operate", body)).toBe(null)
  })
  it("is empty for the answer of an empty repository", () => {
    for (const body of [{ total: 0 }, { snapshots: [], total: 0 }])
      expect(snapshotsOf("operate", body)).toEqual([])
  })
})

describe("isReadOnly", () => {
  it("knows the setting, whatever its type, and the url type", () => {
    expect(isReadOnly("r", { r: { type: "fs", settings: { readonly: "true" } } })).toBe(true)
    expect(isReadOnly("r", { r: { type: "fs", settings: { readonly: true } } })).toBe(true)
    expect(isReadOnly("r", { r: { type: "url", settings: {} } })).toBe(true)
    expect(isReadOnly("r", { r: { type: "fs", settings: { readonly: "false" } } })).toBe(false)
    expect(isReadOnly("r", {})).toBe(null)
  })
})
