import { BackupId } from "@camunda-backup/core"
import { Effect } from "effect"
import type { Command } from "../context/Context.ts"
import { headed } from "../output/kinds.ts"
import { detailsDocument } from "../output/detailsDocument.ts"
import { output } from "../output/Output.ts"
import { selectBackup } from "../context/selectBackup.ts"
import { awaitBackup } from "../wait/awaitBackup.ts"
import { isFinished, type Look } from "../wait/Look.ts"
import { exitOf } from "../wait/finish.ts"
import { conclusion } from "../wait/progressLines.ts"
import { showProgress } from "../wait/showProgress.ts"
import { onlyId } from "../context/onlyId.ts"

const linesOf = (looks: ReadonlyArray<Look>): string =>
  looks
    .flatMap(({ details }) =>
      details === null ? [] : [`${JSON.stringify(headed("Backup", detailsDocument(details)))}\n`]
    )
    .join("")

/** Shows the progress of a backup until it is finished; with `-o jsonl` one object per component and look. */
export const watch: Command = Effect.fnUntraced(function* (context) {
  const { invocation, terminal } = context
  const { components, format, refreshMillis, waitTimeoutMillis } = invocation
  const backupId = yield* selectBackup(yield* onlyId(invocation), components)
  const teller = showProgress(context)
  const looks = yield* awaitBackup({
    backupId,
    components,
    until: isFinished,
    refreshMillis,
    withinMillis: waitTimeoutMillis,
    teller: format === "jsonl" ? { ...teller, seen: (looks) => terminal.data(linesOf(looks)) } : teller
  })
  const documents = looks.flatMap((x) => (x.details === null ? [] : [detailsDocument(x.details)]))
  return output({
    document: { backups: documents },
    names: [BackupId.format(backupId)],
    notes: [conclusion(backupId, looks)],
    exitCode: exitOf(looks)
  })
})
