/** What retention keeps and removes now, with the reasons for each. */
import type { Candidate, Pin } from "./Candidate.ts"
import type { Rule } from "./RetentionPolicy.ts"

/** Why a backup stays. Several may hold. */
export type Kept =
  /** It is the newest good one of its period, and the rule has a place for it. */
  | { readonly _tag: "Rule"; readonly rule: Rule }
  /** It began shortly before the newest good one. */
  | { readonly _tag: "Within" }
  /** Without it there would be fewer good ones than the policy wants. */
  | { readonly _tag: "MinGood" }
  /** It is the newest that is good in every component, to which a restore would go back. */
  | { readonly _tag: "LastGood" }
  /** It is not good, but young. */
  | { readonly _tag: "NotGoodYet" }
  | { readonly _tag: "Pinned"; readonly pin: Pin }
  /** The policy has no rule. */
  | { readonly _tag: "NoPolicy" }

/** Why a backup goes. */
export type Removed =
  /** It is good, and no rule keeps it. */
  | "no-rule"
  /** It is not good, and was there long enough to be looked at. */
  | "not-good"

/** The verdict on one unit: it goes exactly when no reason keeps it. */
export type Judged =
  | { readonly candidate: Candidate; readonly kept: ReadonlyArray<Kept>; readonly removed: null }
  | { readonly candidate: Candidate; readonly kept: readonly []; readonly removed: Removed }

/** The verdicts, newest first. */
export type RetentionPlan = ReadonlyArray<Judged>

/** What would be deleted, oldest first: should it be stopped halfway, the newer ones are still there. */
export const removals = (plan: RetentionPlan): ReadonlyArray<Candidate> =>
  plan
    .filter((x) => x.removed !== null)
    .map((x) => x.candidate)
    .toReversed()
