import type { BackupDesk, BackupError, BackupId, Component } from "@camunda-backup/core"
import { Effect } from "effect"
import type { WaitTimedOut } from "../CommandError.ts"
import type { Context } from "../Context.ts"
import type { ExitCode } from "../exitCode.ts"
import type { Report } from "../Report.ts"
import { awaitBackup, isFinished, type Look } from "./awaitBackup.ts"
import { conclusion } from "./progressLines.ts"
import { showProgress } from "./showProgress.ts"

/** Of what was waited for: every component COMPLETED, or not. */
export const exitOf = (looks: ReadonlyArray<Look>): ExitCode =>
  looks.every((x) => x.details?.backup.state === "COMPLETED") ? 0 : 3

/** Waits for a backup that was asked for, and adds to the report how it ended. */
export const finish = Effect.fnUntraced(function* (
  { invocation, terminal }: Context,
  backupId: BackupId.BackupId,
  components: ReadonlyArray<Component.Component>,
  asked: Report
): Effect.fn.Return<Report, BackupError.BackupError | WaitTimedOut, BackupDesk> {
  const { quiet, refreshMillis, waitTimeoutMillis } = invocation
  if (!quiet) yield* Effect.forEach(asked.notes, terminal.note, { discard: true })
  const looks = yield* awaitBackup({
    backupId,
    components,
    until: isFinished,
    refreshMillis,
    withinMillis: waitTimeoutMillis,
    onLook: showProgress(terminal, quiet)
  })
  return { ...asked, notes: [conclusion(backupId, looks)], exitCode: exitOf(looks) }
})
