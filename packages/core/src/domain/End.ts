import * as Quantities from "./Quantities.ts"

/** How an attempt ends: one case per reason, each with the sentence that an operator reads. */
export type End =
  | { readonly _tag: "Completed" }
  /** A part reports SUCCESS but lacks indices that exist. */
  | { readonly _tag: "PartLacksIndices"; readonly snapshot: string; readonly indices: ReadonlyArray<string> }
  /** A part reports SUCCESS but holds indices of another part, or some that were not requested. */
  | { readonly _tag: "PartHoldsTooMuch"; readonly snapshot: string; readonly indices: ReadonlyArray<string> }
  | {
      readonly _tag: "PartNotSuccessful"
      readonly snapshot: string
      readonly state: string
      /** How often the part was taken, including this time. */
      readonly tries: number
    }
  | { readonly _tag: "PartRefused"; readonly snapshot: string; readonly reason: string }
  /** Recoverable failures lasted longer than the retry budget. */
  | {
      readonly _tag: "RetryBudgetSpent"
      readonly snapshot: string
      readonly reason: string
      readonly budgetMillis: number
    }
  | { readonly _tag: "PartTimedOut"; readonly snapshot: string; readonly timeoutMillis: number }
  /** Elasticsearch accepted the part and later no longer had it: it was restarted, or somebody deleted the snapshot. */
  | { readonly _tag: "PartVanished"; readonly snapshot: string }
  | { readonly _tag: "ForeignSnapshot"; readonly snapshot: string }
  /** Its owner died, and no process resumed it in time. */
  | { readonly _tag: "Abandoned"; readonly silentMillis: number; readonly resumeWithinMillis: number }
  /** Stopped on purpose: by a cancel or a delete. */
  | { readonly _tag: "Stopped"; readonly reason: string }

/** One sentence for an operator: what happened, and which setting bounds it. */
export const describe = (end: End): string => {
  switch (end._tag) {
    case "Completed":
      return "Completed."
    case "PartLacksIndices":
      return `Snapshot ${end.snapshot} lacks indices that exist: ${end.indices.join(", ")}`
    case "PartHoldsTooMuch":
      return `Snapshot ${end.snapshot} holds indices that also stand in another part, or that it was not asked for, and could not be restored with the others: ${end.indices.join(", ")}`
    case "PartNotSuccessful":
      return `Snapshot ${end.snapshot} ended with state ${end.state}, after ${end.tries === 1 ? "one try" : `${end.tries} tries`} (CAMUNDA_BACKUP_PART_ATTEMPTS).`
    case "PartRefused":
      return `Elasticsearch refused snapshot ${end.snapshot}: ${end.reason}`
    case "RetryBudgetSpent":
      return `Snapshot ${end.snapshot} could not be taken for ${Quantities.exactDuration(end.budgetMillis)} (CAMUNDA_BACKUP_RETRY_BUDGET), last: ${end.reason}`
    case "PartTimedOut":
      return `Snapshot ${end.snapshot} was still running after ${Quantities.exactDuration(end.timeoutMillis)} (CAMUNDA_BACKUP_PART_TIMEOUT). Elasticsearch goes on with it; a resume waits for it again.`
    case "PartVanished":
      return `Snapshot ${end.snapshot} was accepted and is gone again: Elasticsearch was restarted, the repository is full (max_number_of_snapshots), or it was deleted.`
    case "ForeignSnapshot":
      return `Another writer made snapshot ${end.snapshot} meanwhile; it was left untouched.`
    case "Abandoned":
      return `The process that took it ended, and none went on with it: nothing was heard of it for ${Quantities.duration(end.silentMillis)}, and a backup is resumed by itself within ${Quantities.exactDuration(end.resumeWithinMillis)} only (CAMUNDA_BACKUP_RESUME_WITHIN).`
    case "Stopped":
      return end.reason
  }
}
