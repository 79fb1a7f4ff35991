/**
 * The state machine of an attempt: from the attempt, what is known about its current part, and the time, to the next action. Pure, so that every
 * situation can be tested without a server and explored exhaustively; `engine/takePart.ts` carries out the actions and returns facts.
 *
 * Rules it keeps:
 * - After a call whose answer was lost it looks by name first. A second create sent blindly would be refused as "already exists", and taking that
 *   for a failure would drop a snapshot that is really ours.
 * - A snapshot under our name without our attempt id is another writer's: never adopted, never deleted.
 * - A part is deleted only after the journal records that it will be taken again, or while the attempt is being stopped.
 * - A part is taken or deleted again, or found to be finished, only when no DELETE of its name can still be carried out.
 * - A stopped attempt ends only when none of its creates, and no DELETE of its current part, can still be carried out.
 *
 * Times are milliseconds of a monotonic clock.
 */
import { Option } from "effect"
import * as Attempt from "./Attempt.ts"
import * as Coverage from "./Coverage.ts"
import type { End } from "./End.ts"
import type { Snapshot } from "./Snapshot.ts"
import { canStillCome, canStillGo, type Work } from "./Work.ts"

export interface Limits {
  readonly partTimeoutMillis: number
  readonly retryBudgetMillis: number
  /** How often a part is taken before its failure is the attempt's; at least 1. */
  readonly partAttempts: number
  /** After this time an unanswered create or DELETE is no longer carried out. */
  readonly settleMillis: number
}

export type Action =
  | { readonly _tag: "Take"; readonly afterMillis: number }
  | { readonly _tag: "Find"; readonly afterMillis: number }
  | { readonly _tag: "Compare"; readonly snapshot: Snapshot }
  /** Record in the journal that this snapshot is given up, before it is removed. */
  | { readonly _tag: "RecordRetry"; readonly snapshot: Snapshot }
  /** Delete this snapshot by its exact name. */
  | { readonly _tag: "Remove"; readonly snapshot: Snapshot; readonly afterMillis: number }
  | { readonly _tag: "Next" }
  | { readonly _tag: "End"; readonly how: End }

const maxVanished = 2

/** 25 ms, doubling, at most 2 s: fast for tiny parts, easy on Elasticsearch for long ones. */
export const pollDelay = (tries: number): number => Math.min(2000, 25 * 2 ** Math.min(Math.max(tries, 0), 10))

/** 250 ms, doubling, at most 10 s. The interpreter adds jitter. */
export const retryDelay = (tries: number): number => Math.min(10_000, 250 * 2 ** Math.min(tries, 10))

const nameOf = ({ attempt, index }: Work): string => attempt.plan.parts[index]?.snapshot ?? ""

const end = (how: End): Action => ({ _tag: "End", how })

export const step = (work: Work, now: number, limits: Limits): Action => {
  const stop = Attempt.stopAsked(work.attempt)
  return Option.isSome(stop) ? stopping(work, stop.value, now, limits) : going(work, now, limits)
}

const going = (work: Work, now: number, limits: Limits): Action => {
  const { fact } = work
  const snapshot = nameOf(work)
  switch (fact._tag) {
    case "Unknown":
      return { _tag: "Find", afterMillis: 0 }
    case "NotAsked":
      return { _tag: "Take", afterMillis: 0 }
    case "Refused":
      return end({ _tag: "PartRefused", snapshot, reason: fact.reason })
    case "NameTaken":
    case "Unavailable": {
      const budgetMillis = limits.retryBudgetMillis
      const failingFor = now - (work.failingSince ?? now)
      if (failingFor >= budgetMillis)
        return end({ _tag: "RetryBudgetSpent", snapshot, reason: fact.reason, budgetMillis })
      if (fact._tag === "NameTaken" && work.tries <= 1) return { _tag: "Find", afterMillis: 0 }
      const afterMillis = Math.min(retryDelay(work.tries - 1), budgetMillis - failingFor)
      const look =
        fact._tag === "NameTaken" || fact.ambiguous || work.mayExist || canStillGo(work, limits.settleMillis)
      return look ? { _tag: "Find", afterMillis } : { _tag: "Take", afterMillis }
    }
    case "Absent":
      if (work.vanished >= maxVanished) return end({ _tag: "PartVanished", snapshot })
      return canStillGo(work, limits.settleMillis)
        ? { _tag: "Find", afterMillis: pollDelay(work.tries) }
        : { _tag: "Take", afterMillis: 0 }
    case "RetryRecorded":
      return remove(work, fact.snapshot, 0, limits)
    case "Removed":
      return { _tag: "Find", afterMillis: 0 }
    case "Seen":
      return judge(work, fact.snapshot, now, limits)
    case "Compared":
      if (Coverage.isExact(fact)) return { _tag: "Next" }
      return fact.lacking.length > 0
        ? end({ _tag: "PartLacksIndices", snapshot, indices: fact.lacking })
        : end({ _tag: "PartHoldsTooMuch", snapshot, indices: fact.surplus })
  }
}

const isOurs = (work: Work, snapshot: Snapshot): boolean => snapshot.attempt === work.attempt.id

const judge = (work: Work, snapshot: Snapshot, now: number, limits: Limits): Action => {
  // Elasticsearch gives no metadata of a damaged snapshot, so that its writer is unknown: it ends the attempt and is not touched.
  if (snapshot.damaged)
    return end({ _tag: "PartNotSuccessful", snapshot: snapshot.name, state: "damaged", tries: 1 })
  if (!isOurs(work, snapshot)) return end({ _tag: "ForeignSnapshot", snapshot: snapshot.name })
  const givenUp = Attempt.retriesOf(work.attempt, snapshot.name)
  if (givenUp.includes(snapshot.uuid)) return removeAgain(work, snapshot, now, limits)
  if (snapshot.state === "SUCCESS") return whenItStays(work, { _tag: "Compare", snapshot }, limits)
  if (snapshot.state === "IN_PROGRESS") {
    const timeoutMillis = limits.partTimeoutMillis
    return now - work.startedAt >= timeoutMillis
      ? end({ _tag: "PartTimedOut", snapshot: snapshot.name, timeoutMillis })
      : { _tag: "Find", afterMillis: pollDelay(work.tries - 1) }
  }
  const tries = givenUp.length + 1
  return tries < limits.partAttempts
    ? { _tag: "RecordRetry", snapshot }
    : end({ _tag: "PartNotSuccessful", snapshot: snapshot.name, state: snapshot.state, tries })
}

/** A snapshot that a DELETE on its way may still delete is not deleted again: by then another writer could have its name. */
const remove = (work: Work, snapshot: Snapshot, afterMillis: number, limits: Limits): Action =>
  whenItStays(work, { _tag: "Remove", snapshot, afterMillis }, limits)

/** A snapshot that a DELETE on its way may still delete is not finished: it is looked at until it is certain to stay. */
const whenItStays = (work: Work, action: Action, limits: Limits): Action =>
  canStillGo(work, limits.settleMillis) ? { _tag: "Find", afterMillis: pollDelay(work.tries - 1) } : action

/** It still exists although it was removed: the delete was lost, or Elasticsearch is still working on it. */
const removeAgain = (work: Work, snapshot: Snapshot, now: number, limits: Limits): Action => {
  if (now - work.startedAt < limits.partTimeoutMillis)
    return remove(work, snapshot, pollDelay(work.tries), limits)
  const timeoutMillis = limits.partTimeoutMillis
  return end({ _tag: "PartTimedOut", snapshot: snapshot.name, timeoutMillis })
}

/** Whether an unanswered create or DELETE of this part can still be carried out. */
const isOutstanding = (work: Work, { settleMillis }: Limits): boolean =>
  canStillCome(work, settleMillis) || canStillGo(work, settleMillis)

/** Aborts what runs, leaves what is finished, and ends when no part of the attempt can appear any longer. */
const stopping = (work: Work, reason: string, now: number, limits: Limits): Action => {
  const { fact } = work
  const stopped = end({ _tag: "Stopped", reason })
  switch (fact._tag) {
    case "NotAsked":
      return stopped
    case "Refused":
      // That one create was refused says nothing about an earlier one that was not answered.
      return isOutstanding(work, limits) ? { _tag: "Find", afterMillis: retryDelay(work.tries) } : stopped
    case "Compared":
      // The part is finished. If it is the last one, so is the backup, and then completed is the truer end.
      return Coverage.isExact(fact) ? { _tag: "Next" } : stopped
    case "Unknown":
    case "RetryRecorded":
    case "Removed":
    case "NameTaken":
      return { _tag: "Find", afterMillis: 0 }
    case "Unavailable": {
      const failingFor = now - (work.failingSince ?? now)
      if (failingFor >= limits.retryBudgetMillis)
        return end({
          _tag: "Stopped",
          reason: `${reason} Whether part ${nameOf(work)} still runs is not known: ${fact.reason}`
        })
      const afterMillis = fact.ambiguous ? pollDelay(work.tries) : retryDelay(work.tries - 1)
      return { _tag: "Find", afterMillis }
    }
    case "Absent":
      return isOutstanding(work, limits) ? { _tag: "Find", afterMillis: pollDelay(work.tries) } : stopped
    case "Seen": {
      const { snapshot } = fact
      if (!isOurs(work, snapshot)) return stopped
      const gone = Attempt.retriesOf(work.attempt, snapshot.name).includes(snapshot.uuid)
      const running = snapshot.state === "IN_PROGRESS"
      // A running snapshot that is deleted reads FAILED for a moment before it is gone.
      const aborting = work.removing === snapshot.uuid && snapshot.state !== "SUCCESS"
      if (!gone && !running && !aborting) {
        const isDone = snapshot.state === "SUCCESS" && !snapshot.damaged
        return whenItStays(work, isDone ? { _tag: "Compare", snapshot } : stopped, limits)
      }
      return now - work.startedAt >= limits.partTimeoutMillis
        ? stopped
        : remove(work, snapshot, work.removing === null ? 0 : pollDelay(work.tries), limits)
    }
  }
}
