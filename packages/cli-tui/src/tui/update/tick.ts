/** What happens as time passes, without a key or an answer. */
import type { Model } from "../model/Model.ts"
import { askLists } from "./askLists.ts"
import { askRestoring } from "./onRestores.ts"
import { stay, type Updated } from "./Updated.ts"

const withoutOldToast = (model: Model): Model =>
  model.toast?.until != null && model.toast.until <= model.now ? { ...model, toast: null } : model

export const tick = (model: Model, now: number): Updated => {
  const next = withoutOldToast({ ...model, now })
  const { nextAt, paused, waiting } = next.refresh
  if (paused) return stay(next)
  const [restoring, restores] = askRestoring(next)
  const [listing, lists] = waiting.size === 0 && now >= nextAt ? askLists(restoring) : stay(restoring)
  return [listing, [...restores, ...lists]]
}
