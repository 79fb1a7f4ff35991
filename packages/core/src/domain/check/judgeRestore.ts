/** Judges whether a restore in place was left in the middle. */
import { Option, Result } from "effect"
import type { StoreError } from "../BackupError.ts"
import type { Component } from "../Component.ts"
import * as Finding from "./Finding.ts"

const what = "unfinished-restore"

/** A restore that ended after it had deleted indices, and before it was completed. */
export interface UnfinishedRestore {
  readonly id: string
  readonly backupId: bigint
  /** How it ended, in one sentence. */
  readonly reason: string
}

/** Whether indices of the component are missing, or closed for writes, because of it. */
export const unfinishedRestore = (
  component: Component,
  seen: Result.Result<Option.Option<UnfinishedRestore>, StoreError>
): Finding.Finding => {
  if (Result.isFailure(seen)) return Finding.unknown(what, seen.failure, component)
  return Option.match(seen.success, {
    onNone: () => Finding.ok(what, `No restore of ${component} was left in the middle.`, component),
    onSome: ({ backupId, id, reason }) =>
      Finding.warning(
        what,
        {
          symptom: `The restore of backup ${backupId} of ${component} deleted indices and did not complete: ${reason}`,
          impact: `Indices of ${component} are missing, or closed for writes.`,
          action: `Resume it: camunda-backup restore resume ${id}. Or restore another backup.`
        },
        component
      )
  })
}
