import { Option, Result, Schema } from "effect"
import { describe, expect, it } from "vitest"
import { type Backup, PageDto } from "../../src/index.ts"
import { listedBackup } from "../../src/contract/listedBackup.ts"
import { id, snapshot } from "../domain/builders.ts"

const failure = { index: "i", shard: 0, reason: "disk", node: null, status: null }

const backup = (x: Partial<Backup.Backup> = {}): Backup.Backup => ({
  component: "operate",
  backupId: id(9223372036854775807n),
  state: "COMPLETED",
  reason: null,
  snapshots: [snapshot({ part: 1 }), snapshot({ part: 2, startTime: null })].map((y) => ({
    ...y,
    uuid: "",
    indices: null,
    attempt: null
  })),
  ...x
})

type Json = Readonly<Record<string, unknown>>

const jsonOf = (...backups: ReadonlyArray<Backup.Backup>): { readonly backups: ReadonlyArray<Json> } =>
  JSON.parse([...PageDto.encode({ backups, next: Option.none() }, null)].join(""))

const [item = {}] = jsonOf(backup()).backups
const [part = {}] = item["snapshots"] as ReadonlyArray<Json>

const bySchema = Schema.decodeUnknownResult(PageDto.Body)

describe("a backup of a list", () => {
  it.each([
    [backup()],
    [backup({ state: "FAILED", reason: "why", snapshots: [] })],
    [backup({ annotation: { description: "d", labels: { a: "b" } } })]
  ])("is read without Schema as it was written (%#)", (x) => {
    const [json] = jsonOf(x).backups
    expect(listedBackup(json)).toEqual(Option.some(x))
    expect(PageDto.decode(jsonOf(x))).toEqual(Result.succeed({ backups: [x], next: Option.none() }))
  })

  it("is read by Schema where a part failed", () => {
    const [first, ...others] = backup().snapshots
    const failed = backup({
      snapshots: first === undefined ? [] : [{ ...first, failures: [failure] }, ...others]
    })
    expect(Option.isNone(listedBackup(jsonOf(failed).backups[0]))).toBe(true)
    expect(PageDto.decode(jsonOf(backup(), failed))).toEqual(
      Result.succeed({ backups: [backup(), failed], next: Option.none() })
    )
  })

  it.each<readonly [string, unknown]>([
    ["no object", 7],
    ["no snapshots", { ...item, snapshots: undefined }],
    ["another component", { ...item, component: "zeebe" }],
    ["another state", { ...item, state: "GONE" }],
    ["an id that is a number", { ...item, backupId: 7 }],
    ["an id that is none", { ...item, backupId: "007x" }],
    ["a reason that is no text", { ...item, reason: 7 }],
    ["a version that is no text", { ...item, version: 7 }],
    ["a time that is none", { ...item, startedAt: "yesterday" }],
    ["parts that are none", { ...item, parts: null }],
    ["half a part", { ...item, parts: { done: 0.5, total: 1 } }],
    ["labels that are no texts", { ...item, labels: { a: 1 } }],
    ["a description that is no text", { ...item, description: 1 }],
    ["snapshots that are none", { ...item, snapshots: {} }],
    ["a part that is no object", { ...item, snapshots: [7] }],
    ["a part of another component", { ...item, component: "tasklist" }],
    ["a part with another state", { ...item, snapshots: [{ ...part, state: "X" }] }],
    ["a part with a time that is none", { ...item, snapshots: [{ ...part, startedAt: "x" }] }],
    ["a part without a time", { ...item, snapshots: [{ ...part, startedAt: undefined }] }],
    ["a part that is damaged in a way", { ...item, snapshots: [{ ...part, damaged: "yes" }] }],
    ["a part whose failures are none", { ...item, snapshots: [{ ...part, failures: null }] }],
    ["a part whose failures are wrong", { ...item, snapshots: [{ ...part, failures: [7] }] }]
  ])("is not believed with %s, by which Schema is not taken in either", (_, wrong) => {
    expect(Option.isNone(listedBackup(wrong))).toBe(true)
    const page = { backups: [item, wrong], next: null }
    const decoded = PageDto.decode(page)
    expect(Result.isFailure(decoded)).toBe(true)
    // A name of another component passes the schema of the body, and is refused after it.
    const said = Result.match(bySchema(page), {
      onFailure: (error) => Option.some(error.message),
      onSuccess: () => Result.getFailure(decoded)
    })
    expect(Result.getFailure(decoded)).toEqual(said)
  })
})
