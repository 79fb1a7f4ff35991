import { BackupId } from "@camunda-backup/core"
import { Effect } from "effect"
import type { Command } from "../Context.ts"
import type { ExitCode } from "../exitCode.ts"
import type { Invocation } from "../Invocation.ts"
import { detailsDocument } from "../output/detailsDocument.ts"
import { report } from "../Report.ts"
import { selectBackup } from "../selectBackup.ts"
import { awaitBackup, isFinished, isGone, type Look } from "../wait/awaitBackup.ts"
import { exitOf } from "../wait/finish.ts"
import { conclusion } from "../wait/progressLines.ts"
import { showProgress } from "../wait/showProgress.ts"
import { onlyId } from "./onlyId.ts"

/** Whether it ended as it was waited for; `usable` is done with a backup that will not become so. */
const exitFor = (what: Invocation["waitFor"], looks: ReadonlyArray<Look>): ExitCode =>
  what === "usable" ? (isGone(looks) ? 4 : exitOf(looks)) : 0

export const wait: Command = Effect.fnUntraced(function* ({ invocation, terminal }) {
  const { components, quiet, refreshMillis, waitFor, waitTimeoutMillis } = invocation
  const backupId = yield* selectBackup(yield* onlyId(invocation), components)
  const looks = yield* awaitBackup({
    backupId,
    components,
    until: waitFor === "deleted" ? isGone : isFinished,
    refreshMillis,
    withinMillis: waitTimeoutMillis,
    onLook: showProgress(terminal, quiet)
  })
  const documents = looks.flatMap((x) => (x.details === null ? [] : [detailsDocument(x.details)]))
  return report({
    document: { backups: documents },
    lines: documents,
    names: documents.length === 0 ? [] : [BackupId.format(backupId)],
    notes: [conclusion(backupId, looks)],
    exitCode: exitFor(waitFor, looks)
  })
})
