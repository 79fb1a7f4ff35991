/** What listeners are told: what happens to backups, and to restores and drills of them. */
import * as BackupEvent from "../BackupEvent.ts"
import type { Component } from "../Component.ts"
import { restoreEvents, type RestoreWhat, type SeenRestores } from "./restoreEvents.ts"

/** What happened. */
export type What = BackupEvent.What | RestoreWhat

/** Something that happened to one backup, or to a restore or drill of it, and when. */
export interface FeedEvent extends Omit<BackupEvent.BackupEvent, "what"> {
  readonly what: What
}

/** One look at a component. */
export interface World extends BackupEvent.World {
  /** Those that are open, and the last that have ended. */
  readonly restores: SeenRestores
  /** Terms of leases under which nothing is left to happen to a restore. */
  readonly settled: ReadonlySet<string>
}

/** What happened between two looks at a component. */
export const between = (component: Component, before: World, after: World): ReadonlyArray<FeedEvent> => [
  ...BackupEvent.between(component, before, after),
  ...restoreEvents(before.restores, after.restores, before.at - BackupEvent.slackMillis).map((x) => ({
    ...x,
    component
  }))
]
