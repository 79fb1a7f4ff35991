/** What every operation begins with. */
import { Effect, Option } from "effect"
import { Settings } from "../config/Settings.ts"
import type { Attempt } from "../domain/Attempt.ts"
import { RepositoryNotConfigured } from "../domain/BackupError.ts"
import type { Known } from "../domain/BackupState.ts"
import type { AttemptId } from "../domain/Attempt.ts"

/** The configured repository, or the documented error. */
export const configuredRepository = Effect.fnUntraced(function* () {
  const { repository } = yield* Settings
  if (Option.isNone(repository)) return yield* new RepositoryNotConfigured()
  return repository.value
})

/** Whether an attempt is alive: not ended, and its owner still renews the lease. */
export const known = (attempt: Option.Option<Attempt>, owner: Option.Option<AttemptId>): Known => ({
  attempt,
  live: Option.exists(attempt, (x) => Option.isNone(x.ended) && Option.exists(owner, (id) => id === x.id))
})
