/** Requests the list: as a whole, or its newest page. What has been requested and not answered is not requested twice. */
import type { Component } from "@camunda-backup/core"
import type { Following } from "../model/Following.ts"
import type { Model } from "../model/Model.ts"
import type { Task } from "../model/Task.ts"
import type { Updated } from "./Updated.ts"

/** More than a screen shows, and decoded in the time between two keys. */
export const newestPage = 100

/** While the server tells what changes, for what it may have lost. */
const pageEveryMillis = 30_000
const sweepEveryMillis = { live: 300_000, lost: 60_000 } as const

const taskOf = (model: Model, component: Component.Component): Task =>
  model.options.paged
    ? { _tag: "Page", component, after: null, limit: newestPage }
    : { _tag: "List", component }

const followed = (model: Model): Following => {
  const { following, now } = model
  const isDue = now >= following.sweepAt
  return {
    ...following,
    pageAt: now + pageEveryMillis,
    ...(isDue
      ? {
          sweepAt: now + sweepEveryMillis[following.events],
          sweeping: new Set(model.options.components)
        }
      : {})
  }
}

export const askLists = (model: Model): Updated => {
  const missing = model.options.components.filter((x) => !model.refresh.waiting.has(x))
  if (missing.length === 0) return [model, []]
  const waiting = new Set([...model.refresh.waiting, ...missing])
  return [
    {
      ...model,
      refresh: { ...model.refresh, waiting, askedAt: model.now },
      following: model.options.paged ? followed(model) : model.following
    },
    missing.map((component) => taskOf(model, component))
  ]
}
