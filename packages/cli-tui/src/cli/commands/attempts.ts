import { AttemptDto, BackupId } from "@camunda-backup/core"
import { Effect } from "effect"
import type { Command } from "../context/Context.ts"
import { attemptText } from "../output/attemptText.ts"
import { perComponent } from "../context/perComponent.ts"
import { output } from "../output/Output.ts"
import { selectBackup } from "../context/selectBackup.ts"
import { onlyId } from "../context/onlyId.ts"

export const attempts: Command = Effect.fnUntraced(function* ({ invocation }) {
  const { components } = invocation
  const backupId = yield* selectBackup(yield* onlyId(invocation), components)
  const { done, failed } = yield* perComponent(components, (api, component) =>
    api.attempts(component, backupId)
  )
  const all = done.flatMap((x) => x.value)
  const documents = all.map(AttemptDto.encode)
  return output({
    text: () => all.map(attemptText).join("\n"),
    document: done.length === 0 ? null : { backupId: BackupId.format(backupId), attempts: documents },
    lines: documents.map((x) => ({ ...x })),
    names: all.map((x) => x.id),
    notes:
      all.length === 0 && done.length > 0
        ? ["The journal has no attempt for it: another program made it, or the journal was lost."]
        : [],
    failed: done.length > 0 ? failed.filter((x) => x.error._tag !== "BackupNotFound") : failed
  })
})
