/**
 * What becomes of a restore whose owner is gone. Pure; `engine/restore/takeOverRestore.ts` carries it out, under the lease.
 *
 * In place it goes on by itself only while little time has passed: later somebody may have begun to mend things by hand. A drill, and one that
 * is to stop, always goes on: only its owner can drop what it made.
 */
import { Option } from "effect"
import * as Restore from "./Restore.ts"
import type { RestoreEvent } from "./Restore.ts"
import * as Quantities from "../Quantities.ts"

/** What becomes of it. */
export type RestoreTakeOver =
  /** Nothing is left to do: it has ended, or its beginning was never recorded. */
  | { readonly _tag: "Free" }
  | { readonly _tag: "Write"; readonly restore: Restore.Restore; readonly event: RestoreEvent }

/** What becomes of a restore of which nothing was heard for a time. */
export const decideTakeOver = (
  restore: Option.Option<Restore.Restore>,
  silentMillis: number,
  resumeWithinMillis: number
): RestoreTakeOver => {
  if (Option.isNone(restore) || !Restore.isOpen(restore.value)) return { _tag: "Free" }
  const { plan } = restore.value
  const goesOn =
    silentMillis <= resumeWithinMillis ||
    plan.target._tag === "Drill" ||
    Option.isSome(Restore.stopRequested(restore.value))
  return {
    _tag: "Write",
    restore: restore.value,
    event: goesOn
      ? { _tag: "TakenOver" }
      : {
          _tag: "Ended",
          how: {
            _tag: "Stopped",
            reason:
              `The process that ran it ended, and none went on with it: nothing was heard of it for ${Quantities.duration(silentMillis)}, and a restore is gone on with ` +
              `by itself within ${Quantities.exactDuration(resumeWithinMillis)} only (CAMUNDA_BACKUP_RESUME_WITHIN). Resume it, or make another.`
          }
        }
  }
}
