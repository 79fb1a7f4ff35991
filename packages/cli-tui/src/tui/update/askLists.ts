/** Requests everything the screen shows; what has been requested and not answered is not requested twice. */
import type { Model } from "../model/Model.ts"
import type { Updated } from "./Updated.ts"

export const askLists = (model: Model): Updated => {
  const missing = model.options.components.filter((x) => !model.refresh.waiting.has(x))
  if (missing.length === 0) return [model, []]
  const waiting = new Set([...model.refresh.waiting, ...missing])
  return [
    { ...model, refresh: { ...model.refresh, waiting, askedAt: model.now } },
    missing.map((component) => ({ _tag: "List", component }))
  ]
}
