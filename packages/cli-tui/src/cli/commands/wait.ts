import { BackupId } from "@camunda-backup/core"
import { Effect } from "effect"
import type { Command } from "../context/Context.ts"
import type { ExitCode } from "../errors/exitCode.ts"
import type { Invocation } from "../parse/Invocation.ts"
import { detailsDocument } from "../output/detailsDocument.ts"
import { output } from "../output/Output.ts"
import { selectBackup } from "../context/selectBackup.ts"
import { awaitBackup } from "../wait/awaitBackup.ts"
import { isFinished, isGone, type Look } from "../wait/Look.ts"
import { exitOf } from "../wait/finish.ts"
import { conclusion } from "../wait/progressLines.ts"
import { showProgress } from "../wait/showProgress.ts"
import { onlyId } from "../context/onlyId.ts"

/** Whether the wait ended with the requested condition. */
const exitFor = (what: Invocation["waitFor"], looks: ReadonlyArray<Look>): ExitCode => {
  const exit = exitOf(looks)
  switch (what) {
    case "usable":
      return exit
    case "finished":
      return exit === 4 ? 4 : 0
    case "deleted":
      return 0
  }
}

export const wait: Command = Effect.fnUntraced(function* (context) {
  const { invocation } = context
  const { components, refreshMillis, waitFor, waitTimeoutMillis } = invocation
  const backupId = yield* selectBackup(yield* onlyId(invocation), components)
  const looks = yield* awaitBackup({
    backupId,
    components,
    until: waitFor === "deleted" ? isGone : isFinished,
    refreshMillis,
    withinMillis: waitTimeoutMillis,
    teller: showProgress(context)
  })
  const documents = looks.flatMap((x) => (x.details === null ? [] : [detailsDocument(x.details)]))
  return output({
    document: { backups: documents },
    lines: documents,
    names: documents.length === 0 ? [] : [BackupId.format(backupId)],
    notes: [conclusion(backupId, looks)],
    exitCode: exitFor(waitFor, looks)
  })
})
