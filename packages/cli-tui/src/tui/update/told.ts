/** What the server told by itself: that something changed, that something was missed, or that it tells nothing now. */
import type { ServerEvents } from "@camunda-backup/core"
import { factsKey, type Model } from "../model/Model.ts"

/** More at once are read page by page. */
const mostChanged = 30

/** Everything that is known, as soon as it can be. */
export const sweepNow = (model: Model): Model => ({
  ...model,
  refresh: { ...model.refresh, nextAt: model.now },
  following: { ...model.following, pageAt: model.now, sweepAt: model.now, changed: new Map() }
})

/** This backup by itself, as soon as it can be. */
export const readAgain = (
  model: Model,
  {
    backupId,
    component
  }: Pick<Extract<ServerEvents.ServerEvent, { _tag: "Changed" }>, "backupId" | "component">
): Model => {
  const { following } = model
  if (following.changed.size >= mostChanged) return sweepNow(model)
  const changed = new Map(following.changed)
  changed.set(factsKey(component, backupId.toString()), { component, backupId })
  return { ...model, following: { ...following, changed } }
}

const isOfRestore = (type: string): boolean => type.startsWith("restore-")

export const told = (model: Model, event: ServerEvents.ServerEvent): Model => {
  switch (event._tag) {
    case "Live":
      return { ...model, following: { ...model.following, events: "live" } }
    case "Missed":
      return sweepNow({
        ...model,
        following: { ...model.following, events: "live" },
        verified: { ...model.verified, nextAt: model.now }
      })
    case "Lost":
      return model.following.events === "lost"
        ? model
        : {
            ...model,
            refresh: { ...model.refresh, nextAt: model.now },
            following: { ...model.following, events: "lost" }
          }
    case "Changed":
      return isOfRestore(event.type)
        ? {
            ...model,
            refresh: { ...model.refresh, nextAt: Math.min(model.refresh.nextAt, model.now) },
            verified: { ...model.verified, nextAt: model.now }
          }
        : readAgain(model, event)
  }
}
