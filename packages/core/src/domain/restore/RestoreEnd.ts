/** How a restore or drill ends: one case a reason, each with the sentence an operator reads. */
import type { Difference } from "./compareRestored.ts"
import * as Quantities from "../Quantities.ts"

/** How a restore or drill ended. */
export type RestoreEnd =
  /** Everything that was planned is there and is as it was backed up. Of a drill: and what it made is gone again. */
  | { readonly _tag: "Completed" }
  /** It is there, but not as it was backed up. In place it stays write-blocked for a person to look at. */
  | { readonly _tag: "Differs"; readonly differences: ReadonlyArray<Difference> }
  /** Elasticsearch cannot bring a shard back. */
  | {
      readonly _tag: "ShardFailed"
      readonly index: string
      readonly shard: number
      readonly snapshot: string
      readonly reason: string
    }
  /** What the plan stands on is not so any more: an index it would delete, or make, is another one. */
  | { readonly _tag: "PlanOutdated"; readonly reason: string }
  /** Elasticsearch refused a step. */
  | { readonly _tag: "Refused"; readonly step: string; readonly reason: string }
  /** Recoverable failures went on for longer than the retry budget. */
  | {
      readonly _tag: "RetryBudgetSpent"
      readonly step: string
      readonly reason: string
      readonly budgetMillis: number
    }
  | {
      readonly _tag: "PartTimedOut"
      readonly snapshot: string
      readonly reason: string
      readonly timeoutMillis: number
    }
  /** Stopped on purpose. */
  | { readonly _tag: "Stopped"; readonly reason: string }

/** All ways to end. */
export const endTags = [
  "Completed",
  "Differs",
  "ShardFailed",
  "PlanOutdated",
  "Refused",
  "RetryBudgetSpent",
  "PartTimedOut",
  "Stopped"
] as const satisfies ReadonlyArray<RestoreEnd["_tag"]>

/** One sentence for an operator. */
export const describe = (end: RestoreEnd): string => {
  switch (end._tag) {
    case "Completed":
      return "Completed: everything was compared and is as it was backed up."
    case "Differs": {
      const [first] = end.differences
      const more = end.differences.length - 1
      return first === undefined
        ? "What was restored differs from what was backed up."
        : `Index ${first.index} differs from what was backed up: ${first.what} ${first.found} instead of ${first.expected}${more > 0 ? `, and ${more} more differences` : ""}.`
    }
    case "ShardFailed":
      return `Shard ${end.shard} of index ${end.index} cannot be restored from snapshot ${end.snapshot}: ${end.reason}`
    case "PlanOutdated":
      return `What was planned is out of date: ${end.reason} Make a new plan.`
    case "Refused":
      return `Elasticsearch refused while ${end.step}: ${end.reason}`
    case "RetryBudgetSpent":
      return `It did not succeed for ${Quantities.exactDuration(end.budgetMillis)} (CAMUNDA_BACKUP_RETRY_BUDGET) while ${end.step}, last: ${end.reason}`
    case "PartTimedOut":
      return `Snapshot ${end.snapshot} was not restored within ${Quantities.exactDuration(end.timeoutMillis)} (CAMUNDA_BACKUP_PART_TIMEOUT): ${end.reason}`
    case "Stopped":
      return end.reason
  }
}
