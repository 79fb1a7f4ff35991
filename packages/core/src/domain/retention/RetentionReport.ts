/** What retention keeps and removes, as front ends show it: a row for each unit, with the reasons in one word each. */
import type { BackupId } from "../BackupId.ts"
import type { BackupState } from "../BackupState.ts"
import type { Component } from "../Component.ts"
import type { Kept, Removed, RetentionPlan } from "./RetentionPlan.ts"
import type { RetentionPolicy } from "./RetentionPolicy.ts"

/** Why a backup stays, in one word. */
export const keptWords = [
  "last",
  "hourly",
  "daily",
  "weekly",
  "monthly",
  "yearly",
  "within",
  "min-good",
  "last-good",
  "young-not-good",
  "running",
  "not-begun",
  "restoring",
  "foreign",
  "no-policy"
] as const
/** One of `keptWords`. */
export type KeptWord = (typeof keptWords)[number]

/** Why a backup goes, in one word. */
export const removedWords = ["no-rule", "not-good"] as const satisfies ReadonlyArray<Removed>

/** The verdict on an id, or on the backup of one component. */
export interface RetentionRow {
  readonly backupId: BackupId
  readonly backups: ReadonlyArray<{ readonly component: Component; readonly state: BackupState }>
  /** Milliseconds since 1970; `null`: no part has begun. */
  readonly startedAt: number | null
  readonly good: boolean
  /** Empty exactly when `removed` is not `null`. */
  readonly kept: ReadonlyArray<KeptWord>
  readonly removed: Removed | null
}

/** What a policy does now. */
export interface RetentionReport {
  /** `null`: none is set, and everything is kept. */
  readonly policy: RetentionPolicy | null
  /** Newest first. */
  readonly rows: ReadonlyArray<RetentionRow>
}

const wordOf = (kept: Kept): KeptWord => {
  switch (kept._tag) {
    case "Rule":
      return kept.rule
    case "Within":
      return "within"
    case "MinGood":
      return "min-good"
    case "LastGood":
      return "last-good"
    case "NotGoodYet":
      return "young-not-good"
    case "Pinned":
      return kept.pin
    case "NoPolicy":
      return "no-policy"
  }
}

/** The plan as rows. */
export const reportOf = (policy: RetentionPolicy | null, plan: RetentionPlan): RetentionReport => ({
  policy,
  rows: plan.map(({ candidate, kept, removed }) => ({
    backupId: candidate.backupId,
    backups: candidate.backups.map(({ component, state }) => ({ component, state })),
    startedAt: candidate.startedAt,
    good: candidate.good,
    kept: kept.map(wordOf),
    removed
  }))
})

/** The rows of what would go, oldest first. */
export const doomed = ({ rows }: RetentionReport): ReadonlyArray<RetentionRow> =>
  rows.filter((x) => x.removed !== null).toReversed()
