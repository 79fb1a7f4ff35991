import { assert, describe, it } from "@effect/vitest"
import { Option } from "effect"
import * as Wire from "../../../src/adapters/elasticsearch/factsWire.ts"

const progressOf = (body: unknown) => Wire.progressOf(body) ?? assert.fail("not understood")

const allFactsOf = (component: "operate", snapshots: ReadonlyArray<unknown>) =>
  Wire.allFactsOf(component, { snapshots, total: snapshots.length }) ?? assert.fail("not understood")

const status = (x: object) => ({
  snapshots: [
    {
      state: "STARTED",
      shards_stats: { initializing: 0, started: 1, finalizing: 0, done: 2, failed: 1, total: 4 },
      stats: {
        incremental: { file_count: 10, size_in_bytes: 4000 },
        processed: { file_count: 4, size_in_bytes: 1000 },
        total: { file_count: 20, size_in_bytes: 9000 }
      },
      ...x
    }
  ]
})

describe("progressOf", () => {
  it("reads shards, and of files and bytes what has to be copied", () => {
    assert.deepStrictEqual(Option.getOrNull(progressOf(status({}))), {
      shards: { done: 2, total: 4, failed: 1 },
      files: { done: 4, total: 10 },
      bytes: { done: 1000, total: 4000 }
    })
  })

  it("takes all for copied when `processed` is left out", () => {
    const stats = { incremental: { file_count: 3, size_in_bytes: 7 } }
    assert.deepInclude(Option.getOrThrow(progressOf(status({ stats }))), {
      files: { done: 3, total: 3 },
      bytes: { done: 7, total: 7 }
    })
  })

  it("counts the -1 of shards whose node has left as nothing", () => {
    const lost = { file_count: -1, size_in_bytes: -1 }
    const { files } = Option.getOrThrow(progressOf(status({ stats: { incremental: lost, processed: lost } })))
    assert.deepStrictEqual(files, { done: 0, total: 0 })
  })

  it.each([["SUCCESS"], ["FAILED"], ["ABORTED"]])("is none for state %s", (state) => {
    assert.isTrue(Option.isNone(progressOf(status({ state }))))
  })

  it.each([[{}], [{ snapshots: [] }]])("is none for %j", (body) => {
    assert.isTrue(Option.isNone(progressOf(body)))
  })

  it.each([
    [null],
    [""],
    ["<html>"],
    [{ status: "UP" }],
    [{ snapshots: 5 }],
    [{ snapshots: [5] }],
    [status({ state: undefined })],
    [status({ state: 5 })],
    [status({ stats: "many" })],
    [status({ shards_stats: undefined })]
  ])("does not understand %j", (body) => {
    assert.isNull(Wire.progressOf(body))
  })
})

describe("allFactsOf", () => {
  const one = {
    snapshot: "camunda_operate_5_8.7.2_part_1_of_6",
    uuid: "u",
    end_time_in_millis: 7,
    indices: ["a", "b"],
    shards: { total: 2, failed: 0, successful: 2 },
    index_details: { a: { size_in_bytes: 10 }, b: { size_in_bytes: 5 } }
  }

  it("adds up the sizes of its indices", () => {
    assert.deepInclude(allFactsOf("operate", [one])[0], { endTime: 7, bytes: 15 })
  })

  it("knows neither end nor size of one that runs, and no size where Elasticsearch says none", () => {
    const running = { ...one, end_time_in_millis: 0 }
    const { index_details: _, ...silent } = one
    assert.deepStrictEqual(
      allFactsOf("operate", [running, silent]).map((x) => [x.endTime, x.bytes]),
      [
        [null, null],
        [7, null]
      ]
    )
  })

  it("leaves foreign names out", () => {
    assert.deepStrictEqual(allFactsOf("operate", [{ ...one, snapshot: "nightly" }]), [])
  })

  it.each([
    { indices: "a" },
    { indices: [5] },
    { shards: "two" },
    { shards: { total: "2" } },
    { end_time_in_millis: "7" },
    { index_details: "none" },
    { index_details: { a: 5 } },
    { index_details: { a: { size_in_bytes: "10" } } }
  ])("does not understand %j, and makes no size of it", (x) => {
    assert.isNull(Wire.allFactsOf("operate", { snapshots: [{ ...one, ...x }], total: 1 }))
  })
})
