import { Clock, Effect } from "effect"
import { Settings } from "../config/Settings.ts"
import type * as Attempt from "../domain/Attempt.ts"

/** A transition that happens now, written by this process. */
export const transition = Effect.fnUntraced(function* (event: Attempt.Event) {
  const { replica } = yield* Settings
  return { at: yield* Clock.currentTimeMillis, by: replica, event } satisfies Attempt.Transition
})
