/**
 * Takes the parts of an attempt one after the other, until it ends. The interpreter of `domain/step.ts`: it waits, acts, learns, and asks
 * for the next step.
 */
import { Clock, Effect, Option, Random } from "effect"
import { Settings } from "../config/Settings.ts"
import { type Attempt, describeEnd, type End } from "../domain/Attempt.ts"
import type { PlannedPart } from "../domain/CreatePlan.ts"
import type { Catalog } from "../domain/IndexExpression.ts"
import * as Step from "../domain/step.ts"
import type { IndexCatalog } from "../ports/IndexCatalog.ts"
import { Lease, type Held } from "../ports/Lease.ts"
import type { SnapshotStore } from "../ports/SnapshotStore.ts"
import { compare, existing, expectedIndices, find, take } from "./takePart.ts"

/** The part whose create is on its way, if any: who stops the attempt must wait for it to show. */
export interface InFlight {
  part: PlannedPart | null
}

type Services = Settings | SnapshotStore | IndexCatalog

/** Runs to the end and says how it ended; never fails. */
export const runAttempt = Effect.fnUntraced(function* (attempt: Attempt, held: Held, inFlight: InFlight) {
  return yield* Effect.raceFirst(takeParts(attempt, inFlight), keepLease(held))
})

const takeParts = Effect.fnUntraced(function* (
  attempt: Attempt,
  inFlight: InFlight
): Effect.fn.Return<End, never, Services> {
  const { parts } = attempt.plan
  let seen: Seen | null = null
  for (const [index, part] of parts.entries()) {
    const ahead: Effect.Effect<Seen | null, never, Services> =
      parts[index + 1]?.dated === true ? lookAhead(attempt) : Effect.succeed(null)
    const [end, next]: readonly [End | null, Seen | null] = yield* Effect.all(
      [takeOne(attempt, part, index, inFlight, seen), ahead],
      { concurrency: 2 }
    )
    if (end !== null) return end
    seen = next
    yield* Effect.logInfo("part taken", { snapshot: part.snapshot, part: part.part, of: part.count })
  }
  return { _tag: "Completed" }
})

/** What existed at a time. */
interface Seen {
  readonly at: number
  readonly catalog: Option.Option<Catalog>
}

/** How old it may be to count as "just before a part". */
const freshMillis = 1000

/** Looks up what a dated part must hold while the part before it is being taken: for tiny parts the look-up costs no time of its own. */
const lookAhead = Effect.fnUntraced(function* (attempt: Attempt) {
  const at = yield* Clock.currentTimeMillis
  return { at, catalog: yield* Effect.option(existing(attempt)) }
})

/** `null` when the part is taken and holds what it must. */
const takeOne = Effect.fnUntraced(function* (
  attempt: Attempt,
  part: PlannedPart,
  index: number,
  inFlight: InFlight,
  seen: Seen | null
) {
  const { partTimeoutMillis, retryBudgetMillis } = yield* Settings
  let expected: ReadonlyArray<string> = part.indices
  let progress = Step.begin(index, yield* Clock.currentTimeMillis)
  while (true) {
    const action = Step.step(attempt, progress, yield* Clock.currentTimeMillis, {
      partTimeoutMillis,
      retryBudgetMillis
    })
    let fact: Step.Fact
    switch (action._tag) {
      case "Next":
        return null
      case "End":
        return action.how
      case "Take": {
        yield* pause(action.afterMillis)
        const isFresh = seen !== null && (yield* Clock.currentTimeMillis) - seen.at <= freshMillis
        const justSeen = isFresh ? seen.catalog : Option.none()
        const before = yield* Effect.result(expectedIndices(attempt, part, justSeen))
        if (before._tag === "Failure") {
          fact = { _tag: "Unavailable", reason: before.failure.message, ambiguous: false }
        } else {
          expected = before.success
          inFlight.part = part
          fact = yield* take(attempt, part)
          inFlight.part = null
        }
        break
      }
      case "Find":
        yield* pause(action.afterMillis)
        fact = yield* find(attempt, part)
        break
      case "Compare":
        fact = yield* compare(attempt, part, action.snapshot, expected)
        break
    }
    if (fact._tag === "Unavailable" || fact._tag === "NameTaken")
      yield* Effect.logWarning("Elasticsearch did not carry out a step; trying again", {
        snapshot: part.snapshot,
        step: action._tag,
        try: progress.tries + 1,
        reason: fact.reason
      })
    progress = Step.learn(progress, fact, yield* Clock.currentTimeMillis)
  }
})

/** Waits, give or take a fifth, so that replicas do not knock in step. */
const pause = Effect.fnUntraced(function* (millis: number) {
  if (millis > 0) yield* Effect.sleep(millis * (0.8 + 0.4 * (yield* Random.next)))
})

/** Renews the lease until it is lost. */
const keepLease = Effect.fnUntraced(function* (held: Held): Effect.fn.Return<End, never, Settings | Lease> {
  const { leaseTtlMillis } = yield* Settings
  const lease = yield* Lease
  do yield* Effect.sleep(leaseTtlMillis / 3)
  while (yield* lease.renew(held))
  const reason = "The lease was lost: this process did not renew it in time (CAMUNDA_BACKUP_LEASE_TTL)."
  return { _tag: "Stopped", reason }
})

/** One log line for the end of an attempt. */
export const logEnd = (attempt: Attempt, how: End) => {
  const fields = {
    component: attempt.plan.component,
    backupId: attempt.plan.backupId.toString(),
    attempt: attempt.id
  }
  return how._tag === "Completed"
    ? Effect.logInfo("backup completed", fields)
    : Effect.logError("backup not completed", { ...fields, reason: describeEnd(how) })
}
