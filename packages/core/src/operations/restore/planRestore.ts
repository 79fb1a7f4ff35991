import { Effect, Option } from "effect"
import type { GetError } from "../../domain/BackupError.ts"
import * as Restore from "../../domain/restore/Restore.ts"
import { bytesOf, type RestorePlan } from "../../domain/restore/RestorePlan.ts"
import { planRestore as plan } from "../../domain/restore/planRestore.ts"
import type { RestoreQuestion } from "../../domain/restore/RestoreQuestion.ts"
import { RestoreJournal } from "../../ports/RestoreJournal.ts"
import { type PlanServices, restoreFacts } from "./restoreFacts.ts"

/** What a restore would do now, and what keeps it from being done. Nothing is written. */
export const planRestore = Effect.fn("Restore.plan")(function* (
  question: RestoreQuestion
): Effect.fn.Return<RestorePlan, GetError, PlanServices> {
  return yield* planWith(question, true)
})

/** `busy`: whether whoever holds the lease is in the way. */
export const planWith = Effect.fnUntraced(function* (
  question: RestoreQuestion,
  busy: boolean
): Effect.fn.Return<RestorePlan, GetError, PlanServices> {
  const facts = yield* restoreFacts(question, busy)
  if (question.bytesPerSecond !== null) return plan(facts, question)
  const journal = yield* RestoreJournal
  const before = yield* journal.list(facts.repository, question.component)
  return plan(facts, { ...question, bytesPerSecond: measuredRate(before) })
})

/** Bytes in a second of the last restore or drill that copied something; `null` when there was none. */
const measuredRate = (restores: ReadonlyArray<Restore.Restore>): number | null => {
  for (const restore of restores) {
    const compared = restore.transitions.find((x) => x.event._tag === "Compared")
    const millis = (compared?.at ?? 0) - restore.requestedAt
    if (Option.isSome(Restore.ended(restore)) && compared !== undefined && millis > 0)
      return (bytesOf(restore.plan) * 1000) / millis
  }
  return null
}
