/** What happens as time passes, without a key or an answer. */
import type { Model } from "../model/Model.ts"
import { askFacts } from "./askFacts.ts"
import { askLists } from "./askLists.ts"
import { askVerified } from "./askVerified.ts"
import { nextAt as nextAfter } from "./onListed.ts"
import { askRestoring } from "./onRestores.ts"
import { running } from "../model/Selection.ts"
import { stay, type Updated } from "./Updated.ts"

const withoutOldToast = (model: Model): Model =>
  model.toast?.until != null && model.toast.until <= model.now ? { ...model, toast: null } : model

/** Where the server tells what changes, only what runs is asked for, and now and then the newest page. */
const round = (model: Model): Updated => {
  const { following, now, options, refresh } = model
  const isTold = options.paged && following.events === "live" && refresh.failures === 0
  if (!isTold || now >= following.pageAt) return askLists(model)
  const next = nextAfter({ ...refresh, lastMillis: 0 }, running(model).length > 0, now)
  const [asking, facts] = askFacts({ ...model, refresh: { ...refresh, nextAt: next } }, "running")
  const [verifying, drills] = askVerified(asking)
  return [verifying, [...facts, ...drills]]
}

export const tick = (model: Model, now: number): Updated => {
  const next = withoutOldToast({ ...model, now })
  const { nextAt, paused, waiting } = next.refresh
  if (paused) return stay(next)
  const [restoring, restores] = askRestoring(next)
  const [listing, lists] = waiting.size === 0 && now >= nextAt ? round(restoring) : stay(restoring)
  return [listing, [...restores, ...lists]]
}
