/** The details of one backup arrived, or failed. */
import { BackupId } from "@camunda-backup/core"
import { Result } from "effect"
import { factsKey, type Model } from "../model/Model.ts"
import type { MsgOf } from "../model/Msg.ts"
import { askFacts } from "./askFacts.ts"
import type { Updated } from "./Updated.ts"

const without = <A>(map: ReadonlyMap<string, A>, key: string): ReadonlyMap<string, A> =>
  map.has(key) ? new Map([...map].filter(([x]) => x !== key)) : map

export const detailed = (model: Model, { answer, at, backupId, component }: MsgOf<"Detailed">): Updated => {
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
  return askFacts(next, false)
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
