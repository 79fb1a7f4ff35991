import * as Finding from "../check/Finding.ts"
import { utc } from "../Quantities.ts"
import type { RestoreFacts } from "./RestoreFacts.ts"

/** What the indices can be compared with, and whether that was taken with the backup. */
export const judgeManifest = ({ backup, manifest }: RestoreFacts): Finding.Finding => {
  const what = "restore-manifest"
  if (manifest === null)
    return Finding.warning(
      what,
      {
        symptom:
          "No manifest of the backup is kept: it was taken by Camunda or before there were any, or the journal is lost.",
        impact:
          "Mappings, settings, aliases and document counts cannot be compared with the backup, and indices that were closed come back open.",
        action: "Nothing has to be done. A drill of the whole backup makes a manifest of what it brings back."
      },
      backup.component
    )
  return manifest.drilled === null
    ? Finding.ok(
        what,
        "What the indices have to look like was kept when the backup was taken.",
        backup.component
      )
    : Finding.ok(
        what,
        `What the indices have to look like is what a drill brought back at ${utc(manifest.drilled.at)}, not what was seen when the backup was taken: nothing is known of aliases, lifecycle policies, blocks, and of indices that were closed.`,
        backup.component
      )
}
