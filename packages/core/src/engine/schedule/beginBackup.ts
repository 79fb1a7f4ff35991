import { Effect, Option, Result } from "effect"
import type { ReadError } from "../../domain/BackupError.ts"
import * as BackupId from "../../domain/BackupId.ts"
import type { Component } from "../../domain/Component.ts"
import type { CreateOutcome } from "../../domain/CreateOutcome.ts"
import { BackupApi } from "../../ports/BackupApi.ts"
import type { Begun } from "./Begun.ts"

const exists = ({ result }: CreateOutcome): boolean =>
  Result.isFailure(result) && result.failure._tag === "BackupExists"

const troubleOf = (outcomes: ReadonlyArray<CreateOutcome>): Option.Option<string> => {
  const reasons = outcomes.flatMap(({ component, result }) =>
    Result.isFailure(result) &&
    result.failure._tag !== "BackupExists" &&
    result.failure._tag !== "BackupWithheld"
      ? [`${component}: ${result.failure.message}`]
      : []
  )
  return reasons.length === 0 ? Option.none() : Option.some(reasons.join(" "))
}

/**
 * Takes the backup of a scheduled time. Its id is that time in seconds: of several replicas that begin, one does, and who comes after a crash finds
 * what was begun, and takes what is missing of it.
 */
export const beginBackup = Effect.fnUntraced(function* (
  components: ReadonlyArray<Component>,
  dueAt: number
): Effect.fn.Return<Begun, ReadError, BackupApi> {
  const api = yield* BackupApi
  const backupId = BackupId.fromUnixMillis(dueAt)
  const { outcomes } = yield* api.createGroup(components, Option.some(backupId), false)
  const missing = outcomes.filter((x) => Result.isFailure(x.result) && !exists(x)).map((x) => x.component)
  if (missing.length === 0) return { _tag: "Begun", backupId }
  if (!outcomes.some(exists))
    return { _tag: "Trouble", reason: Option.getOrElse(troubleOf(outcomes), () => "It was refused.") }
  const rest = yield* api.createGroup(missing, Option.some(backupId), true)
  return Option.match(troubleOf(rest.outcomes), {
    onNone: (): Begun => ({ _tag: "Begun", backupId }),
    onSome: (reason) => ({ _tag: "Trouble", reason })
  })
})
