/** Judges what proves a backup before anything is deleted, and how what Operate and Tasklist own beside indices compares with the manifest. */
import * as Finding from "../check/Finding.ts"
import { utc } from "../Quantities.ts"
import type { Captured, CapturedTemplates } from "./CapturedTemplates.ts"
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

/** Templates and policies: a restore does not bring them back. */
export const judgeTemplates = ({
  backup,
  manifest,
  templates
}: RestoreFacts): ReadonlyArray<Finding.Finding> => {
  const what = "restore-templates"
  const { component } = backup
  if (manifest === null || manifest.templates === null || templates === null)
    return [
      Finding.warning(
        what,
        {
          symptom: "The templates of the backup are not known: none were kept when it was taken.",
          impact: "Without its templates Camunda makes later indices with guessed mappings.",
          action: "Compare GET /_index_template with another cluster of the same Camunda version."
        },
        component
      )
    ]
  const differing = templateDifferences(manifest.templates, templates)
  return differing.length === 0
    ? [Finding.ok(what, "Index templates, component templates and policies are as at the backup.", component)]
    : [
        Finding.warning(
          what,
          {
            symptom: `Not as at the backup: ${differing.join("; ")}.`,
            impact: "Indices that Camunda makes later could get other mappings than those it restored.",
            action:
              "Start Camunda of the backup's version once, which makes them; or put the captured ones back, each by name (docs/restore.md)."
          },
          component
        )
      ]
}

/** What is missing or not as it was captured, in words. What is there beside is left alone. */
export const templateDifferences = (
  captured: CapturedTemplates,
  now: CapturedTemplates
): ReadonlyArray<string> => [
  ...differences("index template", captured.indexTemplates, now.indexTemplates),
  ...differences("component template", captured.componentTemplates, now.componentTemplates),
  ...differences("policy", captured.policies, now.policies)
]

const differences = (
  kind: string,
  captured: ReadonlyArray<Captured>,
  now: ReadonlyArray<Captured>
): ReadonlyArray<string> => {
  const there = new Map(now.map((x) => [x.name, x.body]))
  return captured.flatMap(({ name, body }) => {
    const found = there.get(name)
    if (found === undefined) return [`${kind} ${name} is missing`]
    return found === body ? [] : [`${kind} ${name} differs`]
  })
}
