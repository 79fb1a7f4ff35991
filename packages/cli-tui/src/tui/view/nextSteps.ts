/** What to do next, the most urgent first, each with its key. */
import { BackupId, type Standing } from "@camunda-backup/core"
import * as disabled from "../keymap/disabled.ts"
import type { Model } from "../model/Model.ts"
import { concernOf, provedLast } from "../model/standing.ts"

export interface Step {
  readonly key: string
  readonly text: string
}

export const nextSteps = (model: Model, standing: Standing.Standing): ReadonlyArray<Step> => {
  const { errors, isLate, lastGood, running } = standing
  const concern = concernOf(model, standing)
  const canCreate = disabled.create(model) === null
  const isProved = lastGood !== null && provedLast(model)?.row.backupId === lastGood.backupId
  const canDrill =
    lastGood !== null &&
    model.verified.of.size > 0 &&
    model.restoresNotOffered === null &&
    disabled.mayDrill(model) &&
    !isProved
  return [
    ...(model.refresh.failures > 0
      ? [{ key: "ctrl+r", text: "reads again: the server does not answer" }]
      : []),
    ...(errors.length > 0 ? [{ key: "2", text: "shows what the check found, and what to do" }] : []),
    ...(running.some((x) => BackupId.format(x.backupId) === concern)
      ? [{ key: "enter", text: `follows ${concern} in the list` }]
      : concern === null
        ? []
        : [{ key: "enter", text: `shows ${concern}, with the reason` }]),
    ...(isLate && running.length === 0 && canCreate ? [{ key: "c", text: "takes a backup now" }] : []),
    ...(canDrill && running.length === 0
      ? [
          {
            key: "v",
            text: `in the list: a drill proves ${BackupId.format(lastGood.backupId)}`
          }
        ]
      : []),
    ...(concern === null ? [{ key: "enter", text: "shows the list of backups" }] : [])
  ]
}
