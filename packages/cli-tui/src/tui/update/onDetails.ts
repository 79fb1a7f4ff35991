/** The details of one backup arrived, or failed. */
import { BackupId } from "@camunda-backup/core"
import { Result } from "effect"
import { factsKey, type Model } from "../model/Model.ts"
import type { MsgOf } from "../model/Msg.ts"
import { withBackup } from "../model/Reading.ts"
import { rowsWith } from "../model/Row.ts"
import { askFacts } from "./askFacts.ts"
import { boundList } from "./keepInBounds.ts"
import type { Updated } from "./Updated.ts"

const without = <A>(map: ReadonlyMap<string, A>, key: string): ReadonlyMap<string, A> =>
  map.has(key) ? new Map([...map].filter(([x]) => x !== key)) : map

/** What was read of one backup by itself is also what the list has of it, where the list is not read as a whole. */
const inList = (model: Model, { answer, backupId, component }: MsgOf<"Detailed">): Model => {
  const reading = model.readings.get(component)
  if (!model.options.paged || reading === undefined || reading.at === null) return model
  if (Result.isFailure(answer) && answer.failure._tag !== "BackupNotFound") return failed(model)
  const backup = Result.isSuccess(answer) ? answer.success.backup : null
  const changed = withBackup(reading, backupId, backup)
  if (changed.reading === reading) return model
  const readings = new Map([...model.readings, [component, changed.reading]])
  const rows = rowsWith(model.rows, changed.ids, lists(readings))
  return { ...model, readings, rows }
}

const lists = (readings: Model["readings"]) => [...readings.values()].map((x) => x.backups)

/** Whether the server can be reached at all is said by the list, in the next round. */
const failed = (model: Model): Model => ({
  ...model,
  following: { ...model.following, pageAt: model.now }
})

export const detailed = (before: Model, msg: MsgOf<"Detailed">): Updated => {
  const { answer, at, backupId, component } = msg
  const model = inList(before, msg)
  const key = factsKey(component, BackupId.format(backupId))
  const asking = new Set([...model.asking].filter((x) => x !== key))
  const next: Model = Result.match(answer, {
    onSuccess: (details) => ({
      ...model,
      asking,
      facts: new Map([...model.facts, [key, { details, at }]]),
      detailErrors: without(model.detailErrors, key)
    }),
    onFailure: (error) => ({ ...model, asking, detailErrors: new Map([...model.detailErrors, [key, error]]) })
  })
  return askFacts(boundList(before, next), "none")
}

export const attempted = (model: Model, { answer, backupId, component }: MsgOf<"Attempted">): Model => {
  const key = factsKey(component, BackupId.format(backupId))
  const value = Result.match(answer, { onSuccess: (x) => x, onFailure: (x) => x })
  const notOffered =
    Result.isFailure(answer) && answer.failure._tag === "NotOffered"
      ? answer.failure.message
      : model.notOffered
  return { ...model, notOffered, attempts: new Map([...model.attempts, [key, value]]) }
}
