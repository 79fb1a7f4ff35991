import { BackupClient, BackupId } from "@camunda-backup/core"
import { Effect } from "effect"
import type { Command } from "../context/Context.ts"
import type { ExitCode } from "../errors/exitCode.ts"
import { detailsDocument } from "../output/detailsDocument.ts"
import { detailsText } from "../output/detailsText.ts"
import { perComponent } from "../context/perComponent.ts"
import { output } from "../output/Output.ts"
import { selectBackup } from "../context/selectBackup.ts"
import { onlyId } from "../context/onlyId.ts"

export const get: Command = Effect.fnUntraced(function* ({ invocation }) {
  const { components } = invocation
  const backupId = yield* selectBackup(yield* onlyId(invocation), components)
  const api = yield* BackupClient
  const { done, failed } = yield* perComponent(components, (_api, component) =>
    api.details(component, backupId)
  )
  const all = done.map((x) => x.value)
  const documents = all.map(detailsDocument)
  const isBad = all.some(({ backup }) => backup.state !== "COMPLETED" && backup.state !== "IN_PROGRESS")
  // A backup that only one of the components has is shown as far as it is.
  const missing = failed.filter((x) => x.error._tag === "BackupNotFound")
  const exitCode: ExitCode = isBad ? 3 : 0
  return output({
    text: (wide, columns) => all.map((x) => detailsText(x, wide, columns)).join("\n"),
    document: all.length === 0 ? null : { backups: documents },
    lines: documents,
    names: all.length === 0 ? [] : [BackupId.format(backupId)],
    failed: all.length > 0 ? failed.filter((x) => !missing.includes(x)) : failed,
    notes: all.length > 0 ? missing.map((x) => `${x.component}: ${x.error.message}`) : [],
    exitCode
  })
})
