/**
 * The state machine of an attempt: from the plan, what is known of the current part, and the time, to the next thing to do. Pure, so that
 * every situation can be tested without a server; `operations/runAttempt.ts` carries the actions out and brings back facts.
 *
 * The rule it keeps: after an unknown outcome (an answer that was lost) it looks by name first. A second create sent blindly would be refused as
 * "already exists", and a refused create read as failure would drop a snapshot that is really ours.
 */
import type { Attempt, End } from "./Attempt.ts"
import type { Snapshot } from "./Snapshot.ts"

/** What is known of the current part. */
export type Fact =
  | { readonly _tag: "NotAsked" }
  /** Asked for, or found by name. */
  | { readonly _tag: "Seen"; readonly snapshot: Snapshot }
  /** Looked for by name and not there. */
  | { readonly _tag: "Absent" }
  /** The call failed in a way that may pass. `ambiguous`: it may have been carried out. */
  | { readonly _tag: "Unavailable"; readonly reason: string; readonly ambiguous: boolean }
  | { readonly _tag: "Refused"; readonly reason: string }
  /** The name is taken: ours, whose answer was lost, or another writer's. */
  | { readonly _tag: "NameTaken"; readonly reason: string }
  /** Finished and compared with what existed. */
  | { readonly _tag: "Compared"; readonly lacking: ReadonlyArray<string> }

export interface PartProgress {
  /** Index into the plan's parts. */
  readonly index: number
  readonly startedAt: number
  readonly fact: Fact
  /** Since when calls fail without a break; `null` while they work. */
  readonly failingSince: number | null
  /** Tries since the last change for the better; drives the backoff. */
  readonly tries: number
  /** How often Elasticsearch had the part and then had it no more. */
  readonly vanished: number
  /** The part was seen in Elasticsearch since it was last asked for. */
  readonly seen: boolean
}

export interface Limits {
  readonly partTimeoutMillis: number
  readonly retryBudgetMillis: number
}

export type Action =
  | { readonly _tag: "Take"; readonly afterMillis: number }
  | { readonly _tag: "Find"; readonly afterMillis: number }
  | { readonly _tag: "Compare"; readonly snapshot: Snapshot }
  | { readonly _tag: "Next" }
  | { readonly _tag: "End"; readonly how: End }

export const begin = (index: number, now: number): PartProgress => ({
  index,
  startedAt: now,
  fact: { _tag: "NotAsked" },
  failingSince: null,
  tries: 0,
  vanished: 0,
  seen: false
})

const maxVanished = 2

/** 25 ms, doubling, at most 2 s: fast for tiny parts, easy on Elasticsearch for long ones. */
export const pollDelay = (tries: number): number => Math.min(2000, 25 * 2 ** Math.min(Math.max(tries, 0), 10))

/** 250 ms, doubling, at most 10 s. The interpreter adds jitter. */
export const retryDelay = (tries: number): number => Math.min(10_000, 250 * 2 ** Math.min(tries, 10))

export const step = (attempt: Attempt, part: PartProgress, now: number, limits: Limits): Action => {
  const name = attempt.plan.parts[part.index]?.snapshot ?? ""
  const { fact } = part
  switch (fact._tag) {
    case "NotAsked":
      return { _tag: "Take", afterMillis: 0 }
    case "Refused":
      return { _tag: "End", how: { _tag: "PartRefused", snapshot: name, reason: fact.reason } }
    case "NameTaken":
    case "Unavailable": {
      const failingFor = now - (part.failingSince ?? now)
      if (failingFor >= limits.retryBudgetMillis) {
        const budgetMillis = limits.retryBudgetMillis
        return {
          _tag: "End",
          how: { _tag: "RetryBudgetSpent", snapshot: name, reason: fact.reason, budgetMillis }
        }
      }
      if (fact._tag === "NameTaken" && part.tries <= 1) return { _tag: "Find", afterMillis: 0 }
      const afterMillis = Math.min(retryDelay(part.tries - 1), limits.retryBudgetMillis - failingFor)
      const look = fact._tag === "NameTaken" || fact.ambiguous || part.seen
      return look ? { _tag: "Find", afterMillis } : { _tag: "Take", afterMillis }
    }
    case "Absent":
      if (part.vanished >= maxVanished) return { _tag: "End", how: { _tag: "PartVanished", snapshot: name } }
      return { _tag: "Take", afterMillis: 0 }
    case "Seen":
      return judge(attempt, part, fact.snapshot, now, limits)
    case "Compared":
      return fact.lacking.length === 0
        ? { _tag: "Next" }
        : { _tag: "End", how: { _tag: "PartLacksIndices", snapshot: name, indices: fact.lacking } }
  }
}

const judge = (
  attempt: Attempt,
  part: PartProgress,
  snapshot: Snapshot,
  now: number,
  limits: Limits
): Action => {
  if (snapshot.attempt !== attempt.id)
    return { _tag: "End", how: { _tag: "ForeignSnapshot", snapshot: snapshot.name } }
  if (snapshot.damaged || (snapshot.state !== "SUCCESS" && snapshot.state !== "IN_PROGRESS")) {
    const state = snapshot.damaged ? "damaged" : snapshot.state
    return { _tag: "End", how: { _tag: "PartNotSuccessful", snapshot: snapshot.name, state } }
  }
  if (snapshot.state === "SUCCESS") return { _tag: "Compare", snapshot }
  return now - part.startedAt >= limits.partTimeoutMillis
    ? {
        _tag: "End",
        how: { _tag: "PartTimedOut", snapshot: snapshot.name, timeoutMillis: limits.partTimeoutMillis }
      }
    : { _tag: "Find", afterMillis: pollDelay(part.tries - 1) }
}

/** The progress after a new fact. */
export const learn = (part: PartProgress, fact: Fact, now: number): PartProgress => {
  switch (fact._tag) {
    case "NameTaken":
    case "Unavailable":
      return part.failingSince === null
        ? { ...part, fact, failingSince: now, tries: 1 }
        : { ...part, fact, tries: part.tries + 1 }
    case "Seen":
      return {
        ...part,
        fact,
        failingSince: null,
        seen: true,
        tries: part.failingSince === null ? part.tries + 1 : 0
      }
    case "Absent":
      return part.seen
        ? { ...part, fact, failingSince: null, seen: false, tries: 0, vanished: part.vanished + 1 }
        : { ...part, fact }
    case "NotAsked":
    case "Refused":
    case "Compared":
      return { ...part, fact }
  }
}
