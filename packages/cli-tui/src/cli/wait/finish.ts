import type { BackupClient, BackupId, Component } from "@camunda-backup/core"
import { Effect, Result } from "effect"
import type { Context } from "../context/Context.ts"
import type { ExitCode } from "../errors/exitCode.ts"
import { isSilent, render } from "../output/render.ts"
import type { Output } from "../output/Output.ts"
import { awaitBackup } from "./awaitBackup.ts"
import { isFinishedOnceSeen, type Look } from "./Look.ts"
import { conclusion } from "./progressLines.ts"
import { showProgress } from "./showProgress.ts"

/** By how the wait ended: every component COMPLETED, or not, or no backup at all. */
export const exitOf = (looks: ReadonlyArray<Look>): ExitCode => {
  if (looks.every((x) => x.details === null)) return 4
  return looks.every((x) => x.details?.backup.state === "COMPLETED") ? 0 : 3
}

/**
 * Waits for a backup that was requested, and adds to the output how it ended. What was requested is printed even when the wait ends early, so
 * that a script has the id of a create after Ctrl-C and after the time limit.
 */
export const finish = Effect.fnUntraced(function* (
  context: Context,
  backupId: BackupId.BackupId,
  components: ReadonlyArray<Component.Component>,
  asked: Output,
  exitFor: (looks: ReadonlyArray<Look>) => ExitCode = exitOf
): Effect.fn.Return<Output, never, BackupClient> {
  const { invocation, terminal } = context
  const { refreshMillis, waitTimeoutMillis } = invocation
  if (!isSilent(invocation)) yield* Effect.forEach(asked.notes, terminal.note, { discard: true })
  const waited = yield* awaitBackup({
    backupId,
    components,
    until: isFinishedOnceSeen,
    refreshMillis,
    withinMillis: waitTimeoutMillis,
    teller: showProgress(context)
  }).pipe(
    Effect.result,
    Effect.onInterrupt(() => terminal.data(render(asked, invocation)))
  )
  return Result.match(waited, {
    onSuccess: (looks) => ({ ...asked, notes: [conclusion(backupId, looks)], exitCode: exitFor(looks) }),
    onFailure: (stopped) => ({ ...asked, notes: [], stopped })
  })
})
