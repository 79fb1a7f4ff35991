/**
 * Looks now and then at the backups that this process is taking, so that a stalled one is noticed although nobody looks at it. `BackupProgress` logs
 * the warning.
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
    // What cannot be read now is read the next time; the attempt itself reports what fails.
    const all = Effect.forEach(Component.all, (x) => Effect.ignore(look(x)), { discard: true })
    yield* Effect.forkScoped(Effect.schedule(all, Schedule.spaced(every)))
  })
)
