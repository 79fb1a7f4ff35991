import { Effect, Option, Result } from "effect"
import { configuredRepository, type Settings } from "../../config/Settings.ts"
import type { ReadError } from "../../domain/BackupError.ts"
import { groupById, lastGood } from "../../domain/BackupGroup.ts"
import type { BackupId } from "../../domain/BackupId.ts"
import type { Component } from "../../domain/Component.ts"
import { drillOf } from "../../domain/restore/RestoreQuestion.ts"
import * as ListPattern from "../../domain/ListPattern.ts"
import { BackupApi } from "../../ports/BackupApi.ts"
import { RestoreApi } from "../../ports/RestoreApi.ts"
import { RestoreJournal } from "../../ports/RestoreJournal.ts"
import type { Begun } from "./Begun.ts"

/** A process that went down after it had begun the drill of this time said so in the journal: it is not begun twice. */
const isBegun = Effect.fnUntraced(function* (component: Component, backupId: BackupId, dueAt: number) {
  const journal = yield* RestoreJournal
  const restores = yield* journal.list(yield* configuredRepository(), component)
  return restores.some(
    ({ plan, requestedAt }) =>
      plan.target._tag === "Drill" && plan.backupId === backupId && requestedAt >= dueAt
  )
})

/** Drills the newest backup that is good in every component. */
export const beginDrill = Effect.fnUntraced(function* (
  components: ReadonlyArray<Component>,
  dueAt: number
): Effect.fn.Return<Begun, ReadError, Settings | BackupApi | RestoreApi | RestoreJournal> {
  const api = yield* BackupApi
  const restores = yield* RestoreApi
  const lists = yield* Effect.forEach(components, (x) =>
    api.list(x, { pattern: ListPattern.everything, verbose: true })
  )
  const newest = lastGood(groupById(lists.flat()), components)
  if (newest === undefined)
    return {
      _tag: "Trouble",
      reason: `No backup is COMPLETED in ${components.join(" and ")}, so that none could be drilled.`
    }
  const { backupId } = newest
  const reasons: Array<string> = []
  for (const component of components) {
    if (yield* isBegun(component, backupId, dueAt)) continue
    const started = yield* Effect.result(restores.start(drillOf(component, backupId), Option.none()))
    if (Result.isFailure(started)) reasons.push(`${component}: ${started.failure.message}`)
  }
  return reasons.length === 0 ? { _tag: "Begun", backupId } : { _tag: "Trouble", reason: reasons.join(" ") }
})
