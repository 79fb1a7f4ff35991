import { Clock, Effect } from "effect"
import { Settings } from "../../config/Settings.ts"
import type { RestoreEvent, RestoreTransition } from "../../domain/restore/Restore.ts"

/** A transition of now, by this process. */
export const restoreTransition = Effect.fnUntraced(function* (event: RestoreEvent) {
  const { replica } = yield* Settings
  return { at: yield* Clock.currentTimeMillis, by: replica, event } satisfies RestoreTransition
})
