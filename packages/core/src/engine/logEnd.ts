import { Effect } from "effect"
import type * as Attempt from "../domain/Attempt.ts"
import * as End from "../domain/End.ts"
import { countEnd } from "./counters.ts"

/** One log line, and one count, for the end of an attempt. */
export const logEnd = (attempt: Attempt.Attempt, how: End.End) => {
  const fields = {
    component: attempt.plan.component,
    backupId: attempt.plan.backupId.toString(),
    attempt: attempt.id
  }
  const told =
    how._tag === "Completed"
      ? Effect.logInfo("backup completed", fields)
      : Effect.logError("backup not completed", { ...fields, reason: End.describe(how) })
  return Effect.andThen(countEnd(attempt, how), told)
}
