import { snapshotsDigest } from "../Verification.ts"
import type { Comparison, Restored } from "./compareRestored.ts"
import type { Manifest } from "./Manifest.ts"
import type { Restore } from "./Restore.ts"
import { indicesOf } from "./RestorePlan.ts"
import { isLeftOutOfCopy } from "./settingKinds.ts"

/**
 * What a drill learns of a backup of which no manifest is kept; `null` unless it restored all of it, and nothing was wrong.
 *
 * A copy has no aliases, replicas, lifecycle policy and blocks, and is open, whatever the original was: of those it says nothing. Nor does it say
 * that the backup is what stood there when it was taken: only that the same snapshots brought this back before.
 */
export const manifestOfDrill = (
  { id, plan }: Restore,
  { counts, shapes }: Restored,
  comparison: Comparison,
  at: number
): Manifest | null => {
  const planned = indicesOf(plan)
  const isWhole = planned.length === plan.indicesInBackup && planned.every((x) => shapes.has(x.name))
  if (plan.manifestOf !== null || comparison.differences.length > 0 || !isWhole) return null
  return {
    component: plan.component,
    backupId: plan.backupId,
    attempt: id,
    drilled: { at, snapshots: snapshotsDigest(plan.parts) },
    elasticsearch: null,
    templates: null,
    indices: planned.flatMap(({ name }) => {
      const shape = shapes.get(name)
      const count = counts.get(name) ?? null
      return shape === undefined
        ? []
        : [
            {
              ...shape,
              name,
              settings: Object.fromEntries(
                Object.entries(shape.settings).filter(([key]) => !isLeftOutOfCopy(key))
              ),
              aliases: null,
              closed: false,
              writeBlocked: false,
              replicas: null,
              before: count,
              after: count
            }
          ]
    })
  }
}
