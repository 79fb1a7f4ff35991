/** What drills found, as core answers it. */
import {
  type Component,
  type Finding,
  Restore,
  type RestoreEnd,
  RestoreId,
  type RestorePlan,
  RestorePlan as Plans,
  type RestoreStatus,
  type Verification
} from "@camunda-backup/core"
import { Result } from "effect"
import { drillOf } from "@camunda-backup/core"
import type { Model } from "../../src/tui/model/Model.ts"
import type { Msg } from "../../src/tui/model/Msg.ts"
import { restoreQuestion } from "../../src/tui/model/Wizard.ts"
import { backup, id, now } from "./builders.ts"

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

export const restoreId = RestoreId.restoreId("0123456789abcdef0123456789abcdef")

/** Of 6 parts, an index each. */
export const planOf = (
  component: Component.Component,
  key: number | string,
  more: Partial<RestorePlan.RestorePlan> = {}
): RestorePlan.RestorePlan => ({
  component,
  backupId: id(key),
  repository: "camunda-backup",
  version: "8.7.2",
  indexPrefix: component,
  target: { _tag: "Drill" },
  proof: { _tag: "NotNeeded" },
  manifestOf: null,
  manifestDrilledAt: null,
  parts: backup(component, key).snapshots.map(({ name, part, uuid }) => ({
    snapshot: name,
    uuid,
    part,
    indices: [{ name: `${component}-index-${part}`, shards: 2, bytes: 1_000_000, files: 3 }]
  })),
  indicesInBackup: 6,
  doomed: [],
  staying: [],
  templates: [],
  findings: [],
  estimateMillis: null,
  digest: Plans.planDigest("digest"),
  ...more
})

export const restoreOf = (
  plan: RestorePlan.RestorePlan,
  ...events: ReadonlyArray<Restore.RestoreEvent>
): Restore.Restore =>
  Restore.append(
    { id: restoreId, plan, requestedAt: now, requestedBy: "terminal UI", term: 1, transitions: [] },
    ...events.map((event, i) => ({ at: now + i, by: "host-1", event }))
  )

export const statusOf = (restore: Restore.Restore, shards = 5): RestoreStatus => ({
  restore,
  stage: Restore.isOpen(restore) ? (restore.plan.target._tag === "Drill" ? "drill" : "restore") : null,
  shards: { done: shards, total: 12 },
  files: { done: 7, total: 18 },
  bytes: { done: shards * 500_000, total: 6_000_000 }
})

export const begunOf = (restore: Restore.Restore): Msg => ({
  _tag: "RestoreStarted",
  question: drillOf(restore.plan.component, restore.plan.backupId),
  answer: Result.succeed(restore)
})

export const toldOf = (restore: Restore.Restore, shards?: number): Msg => ({
  _tag: "RestoreTold",
  id: restore.id,
  answer: Result.succeed(statusOf(restore, shards)),
  at: now
})

export const shardFailed: RestoreEnd.RestoreEnd = {
  _tag: "ShardFailed",
  index: "operate-list-view-8.3.0_",
  shard: 0,
  snapshot: "camunda_operate_1787450403_8.7.2_part_2_of_6",
  reason: "checksum failed (hardware problem?)"
}

const finding = (severity: Finding.Severity, symptom: string): Finding.Finding => ({
  what: "restore-something",
  component: null,
  severity,
  symptom,
  impact: severity === "ok" ? null : "What it means.",
  action: severity === "ok" ? null : "What to do."
})

/** In place: of 7 indices that go, one is not in the backup. */
export const inPlacePlan = (key: number | string, blocked = false): RestorePlan.RestorePlan =>
  planOf("operate", key, {
    target: { _tag: "InPlace" },
    proof: { _tag: "DrillFirst" },
    doomed: Array.from({ length: 7 }, (_, i) => ({
      name: i === 3 ? "operate-event-2.0.0_" : `operate-index-${i}`,
      uuid: `uuid-${i}`,
      open: i !== 5,
      documents: 1200 * (i + 1),
      bytes: 1_000_000,
      inBackup: i !== 3
    })),
    findings: [
      finding("ok", "Every part can be read."),
      finding("warning", "Operate answers at http://operate:9600."),
      ...(blocked ? [finding("error", "Somebody writes to index operate-index-1.")] : [])
    ],
    estimateMillis: 95_000
  })

export const plannedRestore = (wizard: Model["dialog"], plan: RestorePlan.RestorePlan): Msg => {
  if (wizard?._tag !== "Wizard") throw new Error("no wizard is open")
  return { _tag: "RestorePlanned", question: restoreQuestion(wizard), answer: Result.succeed(plan) }
}

export const wizardBegun = (wizard: Model["dialog"], restore: Restore.Restore): Msg => {
  if (wizard?._tag !== "Wizard") throw new Error("no wizard is open")
  return { _tag: "RestoreStarted", question: restoreQuestion(wizard), answer: Result.succeed(restore) }
}
