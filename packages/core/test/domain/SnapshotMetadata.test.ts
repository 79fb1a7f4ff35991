import { Option } from "effect"
import { describe, expect, it } from "vitest"
import * as SnapshotMetadata from "../../src/domain/SnapshotMetadata.ts"
import type { CreatePlan } from "../../src/domain/CreatePlan.ts"
import { id, version } from "./builders.ts"

const attempt = "a".repeat(32)
const part = { part: 10, count: 10 }

const planOf = (description: string | null): CreatePlan => ({
  component: "operate",
  backupId: id(9223372036854775807n),
  version: version("8.7.2"),
  indexPrefix: "operate",
  parts: [{ ...part, snapshot: "" as never, expression: ["-*"], indices: [], dated: false }],
  annotation: { description, labels: {} }
})

const bytesOf = (description: string | null): number =>
  SnapshotMetadata.bytes(SnapshotMetadata.of(planOf(description), part, attempt))

describe("the metadata of a snapshot", () => {
  it("keeps every digit of the id", () => {
    expect(JSON.stringify(SnapshotMetadata.of(planOf("x"), part, attempt))).toBe(
      `{"backupId":9223372036854775807,"version":"8.7.2","partNo":10,"partCount":10,"attempt":"${attempt}","description":"x"}`
    )
  })

  it("is counted in bytes, as Elasticsearch does: 2 for ä, 12 for an emoji, 2 for a quotation mark", () => {
    const bare = bytesOf("x") - 1
    expect([bytesOf("ä"), bytesOf("😀"), bytesOf('"')].map((x) => x - bare)).toEqual([2, 12, 2])
  })

  it("holds 1024 bytes, and says of more how many there are and how many fit", () => {
    const room = 1024 - (bytesOf("x") - 1)
    const own = `,"description":""`.length
    expect(SnapshotMetadata.refusal(planOf("x".repeat(room)))).toEqual(Option.none())
    const refusal = Option.getOrThrow(SnapshotMetadata.refusal(planOf("x".repeat(room + 1))))
    expect([refusal.bytes, refusal.maxBytes]).toEqual([room + own + 1, room + own])
    expect(refusal.message).toMatch(
      /^No backup was taken: description and labels are \d+ bytes.*room for \d+\./
    )
  })
})
