/**
 * Takes the parts of an attempt one after the other, until it ends. The interpreter of `domain/step.ts`: it waits, acts, learns, and asks
 * for the next step.
 */
import { Deferred, Effect, Option, Random, Ref } from "effect"
import { Settings } from "../config/Settings.ts"
import * as Attempt from "../domain/Attempt.ts"
import type { PlannedPart } from "../domain/CreatePlan.ts"
import * as End from "../domain/End.ts"
import type { Catalog } from "../domain/IndexExpression.ts"
import { monotonicMillis } from "../ports/monotonicMillis.ts"
import * as Step from "../domain/step.ts"
import * as Work from "../domain/Work.ts"
import type { IndexCatalog } from "../ports/IndexCatalog.ts"
import type { Journal } from "../ports/Journal.ts"
import { Lease } from "../ports/Lease.ts"
import type { SnapshotStore } from "../ports/SnapshotStore.ts"
import * as Ownership from "./Ownership.ts"
import { compare, existing, find, planNow, remove, take } from "./takePart.ts"

type Services = Settings | SnapshotStore | IndexCatalog | Journal | Lease

/** Runs to the end and records it; `lost` when another process has taken over, which then records it. Never fails. */
export const runAttempt = Effect.fnUntraced(function* (
  ownership: Ownership.Ownership,
  resumed: boolean
): Effect.fn.Return<Ownership.Lost | "ended", never, Services> {
  return yield* Effect.raceFirst(takeParts(ownership, resumed), Ownership.keep(ownership))
})

const takeParts = Effect.fnUntraced(function* (
  ownership: Ownership.Ownership,
  resumed: boolean
): Effect.fn.Return<Ownership.Lost | "ended", never, Services> {
  const attempt = yield* Ref.get(ownership.attempt)
  const { parts } = attempt.plan
  let seen: Seen | null = null
  const held = new Map<number, ReadonlyArray<string>>()
  let work = (resumed ? Work.resume : Work.begin)(attempt, 0, yield* monotonicMillis)
  for (const [index, part] of parts.entries()) {
    const ahead: Effect.Effect<Seen | null, never, Services> =
      parts[index + 1]?.dated === true ? lookAhead(attempt) : Effect.succeed(null)
    const [done, next]: readonly [PartDone, Seen | null] = yield* Effect.all(
      [takeOne(ownership, part, work, seen, elsewhere(parts, part, held)), ahead],
      { concurrency: 2 }
    )
    if (done.outcome === "lost") return done.outcome
    if (done.outcome !== "there") return yield* recordEnd(ownership, done.work, done.outcome)
    held.set(part.part, done.held)
    seen = next
    work = Work.next(done.work, yield* monotonicMillis)
    yield* Effect.logInfo("part taken", { snapshot: part.snapshot, part: part.part, of: part.count })
  }
  return yield* recordEnd(ownership, work, { _tag: "Completed" })
})

/** What the other parts hold; of those that are still to be taken, and of no dates, what they will. */
const elsewhere = (
  parts: ReadonlyArray<PlannedPart>,
  part: PlannedPart,
  held: ReadonlyMap<number, ReadonlyArray<string>>
): ReadonlySet<string> =>
  new Set(
    parts.flatMap((x) => (x.part === part.part ? [] : (held.get(x.part) ?? (x.dated ? [] : x.indices))))
  )

/** As often as it takes: the lease is kept meanwhile, so nobody else decides otherwise. */
const recordEnd = Effect.fnUntraced(function* (
  ownership: Ownership.Ownership,
  work: Work.Work,
  how: End.End
) {
  const { settleMillis } = yield* limitsOf
  const unsettled = Work.isUnsettled(work, yield* monotonicMillis, settleMillis)
  // A failure is said at once, also while the journal is away; a success only when the journal holds it.
  if (how._tag !== "Completed") yield* logEnd(work.attempt, how)
  for (let tries = 0; ; tries++) {
    const written = yield* Effect.result(Ownership.write(ownership, { _tag: "Ended", how, unsettled }))
    if (written._tag === "Success") {
      if (written.success === "lost") return "lost"
      if (how._tag === "Completed") yield* logEnd(work.attempt, how)
      return "ended"
    }
    yield* Effect.logWarning("the end of the backup could not be recorded; trying again", {
      reason: written.failure.message
    })
    yield* pause(Step.retryDelay(tries))
  }
})

/** What existed at a time. */
interface Seen {
  readonly at: number
  readonly catalog: Option.Option<Catalog>
}

/** How old it may be to count as "just before a part". */
const freshMillis = 1000

/** Looks up what a dated part must hold while the part before it is being taken: for tiny parts the look-up costs no time of its own. */
const lookAhead = Effect.fnUntraced(function* (attempt: Attempt.Attempt) {
  const at = yield* monotonicMillis
  return { at, catalog: yield* Effect.option(existing(attempt)) }
})

/** `there`: the part is there and holds what it must. Otherwise the attempt ends. */
interface PartDone {
  readonly outcome: "there" | End.End | Ownership.Lost
  readonly work: Work.Work
  /** The indices of its snapshot, as far as it was seen finished. */
  readonly held: ReadonlyArray<string>
}

const takeOne = Effect.fnUntraced(function* (
  ownership: Ownership.Ownership,
  part: PlannedPart,
  begun: Work.Work,
  justSeen: Seen | null,
  others: ReadonlySet<string>
): Effect.fn.Return<PartDone, never, Services> {
  const limits = yield* limitsOf
  const lease = yield* Lease
  // What a part must hold that another process asked for: by what existed when the plan was made.
  let planned = part
  let held: ReadonlyArray<string> = []
  let seen = justSeen
  let work = begun
  const confirmed = lease.confirm(ownership.held).pipe(
    Effect.map((held) => (held ? "mine" : "lost")),
    Effect.catch((error) =>
      Effect.succeed<Work.Fact>({ _tag: "Unavailable", reason: error.message, ambiguous: false })
    )
  )
  while (true) {
    work = Work.withAttempt(work, yield* Ref.get(ownership.attempt))
    const action = Step.step(work, yield* monotonicMillis, limits)
    if ("afterMillis" in action) {
      yield* pauseUnlessStopped(ownership, work, action.afterMillis)
      if (isStopNews(work, yield* Ref.get(ownership.attempt))) continue
    }
    let fact: Work.Fact
    let askedAt = yield* monotonicMillis
    switch (action._tag) {
      case "Next":
        return { outcome: "there", work, held }
      case "End":
        return { outcome: action.how, work, held }
      case "Take": {
        const catalog =
          seen !== null && (yield* monotonicMillis) - seen.at <= freshMillis ? seen.catalog : Option.none()
        // Good for one try: the next one may be due because it is out of date.
        seen = null
        const before = yield* Effect.result(planNow(work.attempt, part, catalog))
        if (before._tag === "Failure") {
          fact = { _tag: "Unavailable", reason: before.failure.message, ambiguous: false }
          break
        }
        planned = before.success
        // Nothing may come between this and the create: a process that was paused before it finds out here.
        const mine = yield* confirmed
        if (mine === "lost") return { outcome: mine, work, held }
        if (mine !== "mine") {
          fact = mine
          break
        }
        askedAt = yield* monotonicMillis
        work = Work.asking(work, yield* monotonicMillis)
        fact = yield* Effect.raceFirst(take(work.attempt, planned), stopped(ownership, work))
        if (!(fact._tag === "Unavailable" && fact.ambiguous)) work = Work.answered(work, fact)
        break
      }
      case "Find":
        fact = yield* find(work.attempt, part)
        break
      case "Compare":
        held = action.snapshot.indices ?? []
        fact = yield* compare(work.attempt, part, action.snapshot, planned.indices, others)
        break
      case "RecordRetry": {
        const { name, uuid, state } = action.snapshot
        const written = yield* Effect.result(
          Ownership.write(ownership, { _tag: "PartRetried", snapshot: name, uuid, state })
        )
        if (written._tag === "Success" && written.success === "lost") return { outcome: "lost", work, held }
        fact =
          written._tag === "Success"
            ? { _tag: "RetryRecorded", snapshot: action.snapshot }
            : { _tag: "Unavailable", reason: written.failure.message, ambiguous: false }
        break
      }
      case "Remove": {
        const mine = yield* confirmed
        if (mine === "lost") return { outcome: mine, work, held }
        fact = mine === "mine" ? yield* remove(work.attempt, action.snapshot) : mine
        break
      }
    }
    if (fact._tag === "Unavailable" || fact._tag === "NameTaken")
      yield* Effect.logWarning("Elasticsearch did not carry out a step; trying again", {
        snapshot: part.snapshot,
        step: action._tag,
        try: work.tries + 1,
        reason: fact.reason
      })
    work = Work.learn(work, fact, askedAt)
  }
})

const limitsOf = Effect.map(Settings, (x): Step.Limits => ({
  partTimeoutMillis: x.partTimeoutMillis,
  retryBudgetMillis: x.retryBudgetMillis,
  partAttempts: x.partAttempts,
  settleMillis: x.masterTimeoutMillis
}))

/** A create that is given up for a request to stop: it may have been carried out, as if its answer was lost. */
const stopped = (ownership: Ownership.Ownership, work: Work.Work): Effect.Effect<Work.Fact> =>
  Option.isSome(Attempt.stopAsked(work.attempt))
    ? Effect.never
    : Effect.as(Deferred.await(ownership.stop), {
        _tag: "Unavailable",
        reason: "The backup was asked to stop while the part was being created.",
        ambiguous: true
      })

/** Somebody asked to stop since the action was decided on. */
const isStopNews = (work: Work.Work, now: Attempt.Attempt): boolean =>
  Option.isNone(Attempt.stopAsked(work.attempt)) && Option.isSome(Attempt.stopAsked(now))

/** Waits, give or take a fifth, so that replicas do not knock in step. */
const pause = Effect.fnUntraced(function* (millis: number) {
  if (millis > 0) yield* Effect.sleep(millis * (0.8 + 0.4 * (yield* Random.next)))
})

const pauseUnlessStopped = (ownership: Ownership.Ownership, work: Work.Work, millis: number) =>
  Option.isSome(Attempt.stopAsked(work.attempt))
    ? pause(millis)
    : Effect.raceFirst(pause(millis), Deferred.await(ownership.stop))

/** One log line for the end of an attempt. */
export const logEnd = (attempt: Attempt.Attempt, how: End.End) => {
  const fields = {
    component: attempt.plan.component,
    backupId: attempt.plan.backupId.toString(),
    attempt: attempt.id
  }
  return how._tag === "Completed"
    ? Effect.logInfo("backup completed", fields)
    : Effect.logError("backup not completed", { ...fields, reason: End.describe(how) })
}
