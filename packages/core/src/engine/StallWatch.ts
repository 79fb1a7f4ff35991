/**
 * Looks at the backups this process takes now and then, so that one that stands still is noticed although nobody looks at it. The warning is
 * `BackupProgress`'s.
 */
import { Duration, Effect, Layer, Option, Schedule } from "effect"
import { Settings } from "../config/Settings.ts"
import * as Component from "../domain/Component.ts"
import { BackupApi } from "../ports/BackupApi.ts"
import { Attempts } from "./Attempts.ts"

const between = { minimum: Duration.seconds(1), maximum: Duration.minutes(1) }

export const layer: Layer.Layer<never, never, Settings | Attempts | BackupApi> = Layer.effectDiscard(
  Effect.gen(function* () {
    const { repository, stallAfter } = yield* Settings
    if (Option.isNone(repository)) return
    const attempts = yield* Attempts
    const api = yield* BackupApi
    const every = Duration.clamp(Duration.divideUnsafe(stallAfter, 10), between)
    const look = Effect.fnUntraced(function* (component: Component.Component) {
      const backupId = yield* attempts.running(component)
      if (Option.isSome(backupId)) yield* api.details(component, backupId.value)
    })
    // What cannot be read now is read the next time; the attempt itself says what fails.
    const all = Effect.forEach(Component.all, (x) => Effect.ignore(look(x)), { discard: true })
    yield* Effect.forkScoped(Effect.schedule(all, Schedule.spaced(every)))
  })
)
