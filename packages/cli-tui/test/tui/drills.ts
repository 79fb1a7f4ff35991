/** What drills found, as core answers it. */
import { type Component, RestoreId, type Verification } from "@camunda-backup/core"
import { Result } from "effect"
import type { Msg } from "../../src/tui/model/Msg.ts"
import { id, now } from "./builders.ts"

const hour = 3_600_000

/** Of all 40 indices, two hours ago, unless told otherwise. */
export const verification = (
  component: Component.Component,
  key: number | string,
  more: Partial<Verification.Verification> = {}
): Verification.Verification => ({
  component,
  backupId: id(key),
  at: now - 2 * hour,
  by: RestoreId.restoreId("0123456789abcdef0123456789abcdef"),
  snapshots: "snapshots",
  result: "verified",
  indices: 40,
  ofIndices: 40,
  bytes: 120_000_000,
  reason: null,
  ...more
})

export const verifiedOf = (
  component: Component.Component,
  found: ReadonlyArray<Verification.Verification>
): Msg => ({
  _tag: "Verified",
  component,
  answer: Result.succeed(new Map(found.map((x) => [x.backupId, x])))
})

const damaged = {
  result: "damaged",
  reason:
    "Shard 0 of index operate-list-view-8.3.0_ cannot be restored from snapshot camunda_operate_1787364003_8.7.2_part_2_of_6: the checksum does not match."
} as const

/** One of each kind over the zoo: whole, damaged, different, a sample, one component only, of an earlier backup with the same id. */
export const zooDrills: ReadonlyArray<Msg> = [
  verifiedOf("operate", [
    verification("operate", 1795651954),
    verification("operate", 1787450403),
    verification("operate", 1787364003, damaged),
    verification("operate", 1787277603, {
      result: "differs",
      reason: "Index a differs from what was backed up."
    }),
    verification("operate", 1787191203, { indices: 3, at: now - 26 * hour }),
    verification("operate", "9223372036854775807")
  ]),
  verifiedOf("tasklist", [
    verification("tasklist", 1787450403, { at: now - 5 * hour }),
    verification("tasklist", 1787364003)
  ])
]
