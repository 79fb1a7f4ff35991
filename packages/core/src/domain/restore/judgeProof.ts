/** Judges what proves a backup before anything is deleted, and whether the other component goes with it. */
import * as Finding from "../check/Finding.ts"
import { utc } from "../Quantities.ts"
import type { RestoreFacts } from "./RestoreFacts.ts"
import type { Proof, Target } from "./RestorePlan.ts"
import { snapshotsDigest } from "../Verification.ts"

/** The proof that a restore has, or will get. */
export const judgeProof = (facts: RestoreFacts, proof: Proof): ReadonlyArray<Finding.Finding> => {
  const what = "restore-proof"
  const { component } = facts.backup
  switch (proof._tag) {
    case "NotNeeded":
      return []
    case "Drilled":
      return [Finding.ok(what, `A drill proved these very snapshots at ${utc(proof.at)} UTC.`, component)]
    case "DrillFirst":
      return [
        Finding.ok(
          what,
          "Before anything is deleted, the backup is restored under other names, compared and dropped.",
          component
        )
      ]
    case "Waived":
      return [
        Finding.warning(
          what,
          {
            symptom: "Nothing proves that the backup can be restored.",
            impact:
              "A damaged file shows only after the indices are deleted: every list says COMPLETED until then.",
            action: "Leave --unverified out, so that a drill comes first."
          },
          component
        )
      ]
  }
}

/**
 * The last drill of it did not succeed. Where no drill comes before the first delete, that is known and reason enough: what is damaged would be
 * found when the indices are gone.
 */
export const judgeLastDrill = (
  { backup, verification }: RestoreFacts,
  proof: Proof
): ReadonlyArray<Finding.Finding> => {
  if (verification === null || verification.result === "verified") return []
  const same = verification.snapshots === snapshotsDigest(backup.snapshots)
  const trouble = {
    symptom: `The last drill of it, at ${utc(verification.at)} UTC, found it ${verification.result === "damaged" ? "damaged" : "different"}: ${verification.reason ?? ""}`,
    impact: "A restore would find the same.",
    action: "Take another backup, or restore another one; or mend the repository and drill it again."
  }
  return [
    (proof._tag === "Waived" && same ? Finding.error : Finding.warning)(
      "restore-last-drill",
      trouble,
      backup.component
    )
  ]
}

/** Backups of both components belong together. */
export const judgeOther = (
  { backup, otherComponent }: RestoreFacts,
  target: Target
): ReadonlyArray<Finding.Finding> =>
  otherComponent === null || target._tag !== "InPlace"
    ? []
    : [
        Finding.warning(
          "restore-other-component",
          {
            symptom: `The other component: ${otherComponent}`,
            impact: `${backup.component} would be of another time than the other component and Zeebe.`,
            action: "Restore an id of which both components have a COMPLETED backup."
          },
          backup.component
        )
      ]
