/**
 * What the owner of an attempt knows about its current part: the last fact, and what it must remember of earlier ones to decide correctly.
 *
 * Kept in memory only: a process that takes over begins with `resume`, looks, and then knows enough.
 */
import { type Attempt, mayHaveDeleted } from "./Attempt.ts"
import type { Comparison } from "./Coverage.ts"
import type { Snapshot } from "./Snapshot.ts"

/** What is known about the current part. */
export type Fact =
  /** Another process may have requested it. */
  | { readonly _tag: "Unknown" }
  | { readonly _tag: "NotAsked" }
  /** Requested and answered, or found by name. */
  | { readonly _tag: "Seen"; readonly snapshot: Snapshot }
  /** Looked for by name and not found. */
  | { readonly _tag: "Absent" }
  /** The call failed for a reason that may be temporary. `ambiguous`: it may have been carried out, or may still be. */
  | { readonly _tag: "Unavailable"; readonly reason: string; readonly ambiguous: boolean }
  | { readonly _tag: "Refused"; readonly reason: string }
  /** The name is taken: ours, whose answer was lost, or another writer's. */
  | { readonly _tag: "NameTaken"; readonly reason: string }
  /** The journal records that this snapshot is given up. */
  | { readonly _tag: "RetryRecorded"; readonly snapshot: Snapshot }
  /** Elasticsearch was asked to delete this snapshot, and answered. */
  | { readonly _tag: "Removed"; readonly snapshot: Snapshot }
  /** Finished and compared with what existed. */
  | ({ readonly _tag: "Compared" } & Comparison)

export interface Work {
  readonly attempt: Attempt
  /** Index into the plan's parts. */
  readonly index: number
  readonly startedAt: number
  readonly fact: Fact
  /** The time for which the fact is known: for an answer, when its request was sent. */
  readonly knownAt: number
  /** Since when all calls have failed; `null` while they succeed. */
  readonly failingSince: number | null
  /** Tries since the last change for the better; drives the backoff. */
  readonly tries: number
  /** How often Elasticsearch had the part and later no longer had it. */
  readonly vanished: number
  /** The part was seen in Elasticsearch since it was last requested or removed, so that an absent one may have existed. */
  readonly mayExist: boolean
  /** Creates of this part that may still be carried out: no answer came, and no snapshot was seen that can be theirs. */
  readonly outstanding: number
  /** When the last of them was sent; `null` when there is none. */
  readonly unsettledSince: number | null
  /** The same for earlier parts, or for an earlier owner: such a create finds its name taken, until the part is deleted. */
  readonly unsettledBefore: number | null
  /**
   * When the last unanswered DELETE of this part was sent; `null` when there is none. A DELETE goes by name, and would take the next snapshot of
   * that name.
   */
  readonly deletesSince: number | null
  /** The uuid of the last snapshot that was seen. */
  readonly uuid: string | null
  /** An earlier owner may have requested this part. */
  readonly inherited: boolean
  /** The uuid of the snapshot that is being removed. */
  readonly removing: string | null
}

const fresh = (attempt: Attempt, index: number, now: number, fact: Fact): Work => ({
  attempt,
  index,
  startedAt: now,
  fact,
  knownAt: now,
  failingSince: null,
  tries: 0,
  vanished: 0,
  mayExist: false,
  outstanding: 0,
  unsettledSince: null,
  unsettledBefore: null,
  deletesSince: null,
  uuid: null,
  inherited: false,
  removing: null
})

/** A part that nobody can have requested yet. */
export const begin = (attempt: Attempt, index: number, now: number): Work =>
  fresh(attempt, index, now, { _tag: "NotAsked" })

/** A part that another process may have requested, even a moment ago. */
export const resume = (attempt: Attempt, index: number, now: number): Work => ({
  ...fresh(attempt, index, now, { _tag: "Unknown" }),
  outstanding: 1,
  unsettledSince: now,
  unsettledBefore: now,
  deletesSince: mayHaveDeleted(attempt, attempt.plan.parts[index]?.snapshot) ? now : null,
  inherited: true
})

/**
 * The next part; calls of this one that are not settled are remembered. Parts are requested in order: after one that this owner requested there
 * is none of an earlier owner.
 */
export const next = (work: Work, now: number): Work => ({
  ...(work.inherited ? resume : begin)(work.attempt, work.index + 1, now),
  unsettledBefore: lastOf(work)
})

const lastOf = ({ unsettledSince, unsettledBefore }: Work): number | null =>
  unsettledSince === null ? unsettledBefore : Math.max(unsettledSince, unsettledBefore ?? unsettledSince)

/**
 * Whether this part, looked for and not found, can still appear. How many creates of an earlier owner are outstanding is not known, so that seeing
 * the snapshot of one proves nothing about the others.
 */
export const canStillCome = (work: Work, settleMillis: number): boolean => {
  const last = work.inherited ? lastOf(work) : work.unsettledSince
  return isYoung(last, work.knownAt, settleMillis)
}

/** Whether an unanswered DELETE can still change what was found, or not found, under the name of this part. */
export const canStillGo = ({ deletesSince, knownAt }: Work, settleMillis: number): boolean =>
  isYoung(deletesSince, knownAt, settleMillis)

/** Whether a create of this part or an earlier one, or a DELETE of this one, can still be carried out. */
export const isUnsettled = (work: Work, now: number, settleMillis: number): boolean =>
  isYoung(lastOf(work), now, settleMillis) || isYoung(work.deletesSince, now, settleMillis)

const isYoung = (last: number | null, now: number, settleMillis: number): boolean =>
  last !== null && now - last < settleMillis

/** The attempt as the journal holds it now, maybe with a request to stop. */
export const withAttempt = (work: Work, attempt: Attempt): Work => ({ ...work, attempt })

/** What is known after a new fact. `now`: when its request was sent. */
export const learn = (known: Work, fact: Fact, now: number): Work => {
  const work = { ...known, knownAt: now }
  switch (fact._tag) {
    case "NameTaken":
    case "Unavailable":
      return {
        ...work,
        fact,
        failingSince: work.failingSince ?? now,
        tries: work.failingSince === null ? 1 : work.tries + 1
      }
    case "Seen":
      return {
        ...accounted(work, fact.snapshot.uuid),
        fact,
        failingSince: null,
        mayExist: true,
        tries: work.failingSince === null ? work.tries + 1 : 0
      }
    case "Absent":
      if (work.removing !== null)
        return {
          ...work,
          fact,
          startedAt: now,
          failingSince: null,
          tries: 0,
          mayExist: false,
          removing: null
        }
      return work.mayExist
        ? { ...work, fact, failingSince: null, tries: 0, mayExist: false, vanished: work.vanished + 1 }
        : { ...work, fact, tries: work.tries + 1 }
    case "Removed":
      return { ...work, fact, removing: fact.snapshot.uuid, failingSince: null, tries: work.tries + 1 }
    case "Unknown":
    case "NotAsked":
    case "Refused":
    case "RetryRecorded":
    case "Compared":
      return { ...work, fact }
  }
}

/** A create is about to be sent. */
export const asking = (work: Work, now: number): Work => ({
  ...work,
  inherited: false,
  outstanding: work.outstanding + 1,
  unsettledSince: now
})

/** The create was answered. Earlier, unanswered ones stay outstanding. */
export const answered = (work: Work, fact: Fact): Work => ({
  ...oneLess(work),
  uuid: fact._tag === "Seen" ? fact.snapshot.uuid : work.uuid
})

const oneLess = (work: Work): Work => {
  const outstanding = Math.max(0, work.outstanding - 1)
  return { ...work, outstanding, unsettledSince: outstanding === 0 ? null : work.unsettledSince }
}

/** A DELETE that was sent at this time was not answered. */
export const deleteLost = (work: Work, sentAt: number): Work => ({ ...work, deletesSince: sentAt })

/** A snapshot that was not seen before comes from one of the unanswered creates. */
const accounted = (work: Work, uuid: string): Work => (uuid === work.uuid ? work : { ...oneLess(work), uuid })
