/**
 * One try to take a backup: what was asked, by whom, with which plan, and how it ended.
 *
 * The journal keeps attempts, because the repository alone cannot tell "between two parts" from "dead", nor remember a try that left
 * no snapshot at all.
 */
import { Brand, type Option } from "effect"
import type { CreatePlan } from "./CreatePlan.ts"

/** Written into the metadata of every snapshot the attempt makes; tells ours from another writer's under the same name. */
export type AttemptId = string & Brand.Brand<"AttemptId">

export const attemptId = Brand.nominal<AttemptId>()

/** How an attempt ended. */
export type End =
  | { readonly _tag: "Completed" }
  /** A part says SUCCESS but lacks indices that exist. */
  | { readonly _tag: "PartLacksIndices"; readonly snapshot: string; readonly indices: ReadonlyArray<string> }
  | { readonly _tag: "PartNotSuccessful"; readonly snapshot: string; readonly state: string }
  | { readonly _tag: "PartRefused"; readonly snapshot: string; readonly reason: string }
  /** Recoverable failures went on for longer than the retry budget. */
  | {
      readonly _tag: "RetryBudgetSpent"
      readonly snapshot: string
      readonly reason: string
      readonly budgetMillis: number
    }
  | { readonly _tag: "PartTimedOut"; readonly snapshot: string; readonly timeoutMillis: number }
  /** Elasticsearch accepted the part and then had it no more: it was restarted, or somebody deleted the snapshot. */
  | { readonly _tag: "PartVanished"; readonly snapshot: string }
  | { readonly _tag: "ForeignSnapshot"; readonly snapshot: string }
  /** Stopped on purpose: by a delete, by the end of the process, or because the lease went to another owner. */
  | { readonly _tag: "Stopped"; readonly reason: string }

export interface Attempt {
  readonly id: AttemptId
  readonly plan: CreatePlan
  readonly repository: string
  /** Milliseconds since 1970. */
  readonly askedAt: number
  /** Who asked: address and user agent. */
  readonly askedBy: string
  readonly ended: Option.Option<{ readonly at: number; readonly how: End }>
}

const seconds = (millis: number): string => `${Math.round(millis / 1000)} s`

/** One sentence for an operator: what happened, and which setting bounds it. */
export const describeEnd = (end: End): string => {
  switch (end._tag) {
    case "Completed":
      return "Completed."
    case "PartLacksIndices":
      return `Snapshot ${end.snapshot} lacks indices that exist: ${end.indices.join(", ")}`
    case "PartNotSuccessful":
      return `Snapshot ${end.snapshot} ended with state ${end.state}.`
    case "PartRefused":
      return `Elasticsearch refused snapshot ${end.snapshot}: ${end.reason}`
    case "RetryBudgetSpent":
      return `Snapshot ${end.snapshot} could not be taken for ${seconds(end.budgetMillis)} (CAMUNDA_BACKUP_RETRY_BUDGET), last: ${end.reason}`
    case "PartTimedOut":
      return `Snapshot ${end.snapshot} was still running after ${seconds(end.timeoutMillis)} (CAMUNDA_BACKUP_PART_TIMEOUT).`
    case "PartVanished":
      return `Snapshot ${end.snapshot} was accepted and is gone again: Elasticsearch was restarted, the repository is full (max_number_of_snapshots), or it was deleted.`
    case "ForeignSnapshot":
      return `Another writer made snapshot ${end.snapshot} meanwhile; it was left untouched.`
    case "Stopped":
      return end.reason
  }
}
