/**
 * What a restore is going to do: which snapshots it reads, which indices it makes, and which it deletes before, each by its full name. Made by
 * `planRestore` from facts alone; nothing outside a plan is ever deleted or written.
 *
 * Invariants: every index to be made stands in exactly one part; every index to be deleted is named with the uuid it had when the plan was
 * made; a drill and a restore into other names delete nothing.
 */
import { Brand, Option } from "effect"
import type { BackupId } from "../BackupId.ts"
import type { Finding } from "../check/Finding.ts"
import type { Component } from "../Component.ts"
import type { SnapshotName } from "../SnapshotName.ts"
import { digest } from "../digest.ts"
import type { PlannedTemplate } from "./PlannedTemplate.ts"
import type { RestoreId } from "../RestoreId.ts"

/** Where the indices go. */
export type Target =
  /** Under their own names; what has them is deleted first. */
  | { readonly _tag: "InPlace" }
  /** Under names that begin with this. They stay. */
  | { readonly _tag: "Into"; readonly prefix: string }
  /** Under names that begin with `drill-`, without aliases and replicas, to be compared and dropped. */
  | { readonly _tag: "Drill" }

/** What proves, before anything is deleted, that the backup can be restored. */
export type Proof =
  /** Nothing is deleted. */
  | { readonly _tag: "NotNeeded" }
  /** A drill of the very same snapshots, recent enough. */
  | { readonly _tag: "Drilled"; readonly at: number; readonly by: RestoreId }
  /** A drill that is run before the first delete. */
  | { readonly _tag: "DrillFirst" }
  /** None: whoever asked for the restore waived it. */
  | { readonly _tag: "Waived" }

/** One index that is going to be made. */
export interface PlannedIndex {
  /** As in the backup. */
  readonly name: string
  readonly shards: number
  /** What has to be copied. */
  readonly bytes: number
  readonly files: number
}

/** One snapshot that is read. */
export interface RestorePart {
  readonly snapshot: SnapshotName
  readonly uuid: string
  /** 1-based. */
  readonly part: number
  readonly indices: ReadonlyArray<PlannedIndex>
}

/** One index that is deleted before the first part is restored. */
export interface DoomedIndex {
  readonly name: string
  /** What has the name later is another index, and is not deleted. */
  readonly uuid: string
  readonly open: boolean
  /** `null` when it is not known. */
  readonly documents: number | null
  readonly bytes: number | null
  /** `false`: the backup has no index of this name. What it holds is gone for good. */
  readonly inBackup: boolean
}

/** Names a plan: a run is refused when the facts that it stands for have changed. */
export type PlanDigest = string & Brand.Brand<"PlanDigest">

/** Brands a text that was sent as a digest. Checks nothing. */
export const planDigest = Brand.nominal<PlanDigest>()

/** What a restore is going to do. */
export interface RestorePlan {
  readonly component: Component
  readonly backupId: BackupId
  readonly repository: string
  /** The Camunda version of the backup: the one to start afterwards. */
  readonly version: string
  readonly indexPrefix: string
  readonly target: Target
  readonly proof: Proof
  /** The attempt whose manifest says what the indices have to look like, or the drill that made one; `null`: none was kept. */
  readonly manifestOf: string | null
  /** When a drill made the manifest, in milliseconds since 1970; `null`: it was taken with the backup, or there is none. */
  readonly manifestDrilledAt: number | null
  readonly parts: ReadonlyArray<RestorePart>
  /** Indices of the backup; more than the parts have when a drill takes a sample. */
  readonly indicesInBackup: number
  readonly doomed: ReadonlyArray<DoomedIndex>
  /** Indices of the component that are not in the backup and stay as they are, beside older ones. */
  readonly staying: ReadonlyArray<string>
  /** Templates and policies that are put back, in this order, after the comparison and before anybody may write; empty unless asked for. */
  readonly templates: ReadonlyArray<PlannedTemplate>
  /** Everything that was looked at. An `error` blocks: the plan cannot be run. */
  readonly findings: ReadonlyArray<Finding>
  /** How long the copying takes by the configured or measured rate; `null` when no rate is known. */
  readonly estimateMillis: number | null
  readonly digest: PlanDigest
}

/** What keeps the plan from being run. */
export const blockers = (plan: Pick<RestorePlan, "findings">): ReadonlyArray<Finding> =>
  plan.findings.filter((x) => x.severity === "error")

/** All indices that are made, in the order of parts. */
export const indicesOf = (plan: Pick<RestorePlan, "parts">): ReadonlyArray<PlannedIndex> =>
  plan.parts.flatMap((x) => x.indices)

/** Bytes that have to be copied. */
export const bytesOf = (plan: Pick<RestorePlan, "parts">): number =>
  indicesOf(plan).reduce((sum, x) => sum + x.bytes, 0)

/** Over the facts that a run must find unchanged. Counts of documents are not among them: they move while Camunda runs. */
export const digestOf = (plan: Omit<RestorePlan, "digest" | "findings" | "estimateMillis">): PlanDigest =>
  planDigest(
    digest({
      component: plan.component,
      backupId: plan.backupId,
      repository: plan.repository,
      target: plan.target,
      waived: plan.proof._tag === "Waived",
      parts: plan.parts.map((x) => [x.snapshot, x.uuid, x.indices.map((y) => [y.name, y.shards])]),
      doomed: plan.doomed.map((x) => [x.name, x.uuid]),
      staying: plan.staying,
      templates: plan.templates.map((x) => [x.kind, x.name, x.now, x.body])
    })
  )

/** The names of a drill begin with this; so that no pattern of Camunda's or of its templates selects them. */
export const drillPrefix = "drill-"

/** What the plan makes and compares in one go. In place a drill can come before. */
export type Stage = "drill" | "restore"

/** The stages of a plan, in order. */
export const stagesOf = (plan: Pick<RestorePlan, "target" | "proof">): ReadonlyArray<Stage> =>
  plan.target._tag === "Drill"
    ? ["drill"]
    : plan.proof._tag === "DrillFirst"
      ? ["drill", "restore"]
      : ["restore"]

/** What stands before the names of the indices that a stage makes. A drill's holds the beginning of its id, so that two do not meet. */
export const namePrefixOf = (plan: Pick<RestorePlan, "target">, stage: Stage, id: RestoreId): string =>
  stage === "drill"
    ? `${drillPrefix}${id.slice(0, 8)}-`
    : plan.target._tag === "Into"
      ? plan.target.prefix
      : ""

/** The longest name of an index that Elasticsearch accepts, in bytes; ours are ASCII beyond what the backup has. */
export const maxNameBytes = 255

/** The first name that would be too long; `none` when all fit. */
export const tooLong = (plan: Pick<RestorePlan, "parts">, namePrefix: string): Option.Option<string> =>
  Option.fromNullishOr(
    indicesOf(plan)
      .map((x) => `${namePrefix}${x.name}`)
      .find((x) => new TextEncoder().encode(x).length > maxNameBytes)
  )
