/**
 * What the owner of an attempt knows of the part it is at: the last fact, and what must be remembered of earlier ones to decide well.
 *
 * Only in memory: whoever takes over begins with `resume`, looks, and knows enough.
 */
import { type Attempt, mayHaveDeleted } from "./Attempt.ts"
import type { Comparison } from "./Coverage.ts"
import type { Snapshot } from "./Snapshot.ts"

/** What is known of the current part. */
export type Fact =
  /** Another process may have asked for it. */
  | { readonly _tag: "Unknown" }
  | { readonly _tag: "NotAsked" }
  /** Asked for, or found by name. */
  | { readonly _tag: "Seen"; readonly snapshot: Snapshot }
  /** Looked for by name and not there. */
  | { readonly _tag: "Absent" }
  /** The call failed in a way that may pass. `ambiguous`: it may have been carried out, or still be. */
  | { readonly _tag: "Unavailable"; readonly reason: string; readonly ambiguous: boolean }
  | { readonly _tag: "Refused"; readonly reason: string }
  /** The name is taken: ours, whose answer was lost, or another writer's. */
  | { readonly _tag: "NameTaken"; readonly reason: string }
  /** The journal says that this snapshot is given up. */
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
  /** When what the fact says was so at the latest: of an answer, when it was asked for. */
  readonly knownAt: number
  /** Since when calls fail without a break; `null` while they work. */
  readonly failingSince: number | null
  /** Tries since the last change for the better; drives the backoff. */
  readonly tries: number
  /** How often Elasticsearch had the part and then had it no more. */
  readonly vanished: number
  /** The part was seen in Elasticsearch since it was last asked for, or removed; an absent one can then have been there. */
  readonly mayExist: boolean
  /** Creates of this part that may still be carried out: no answer came, and no snapshot was seen that can be theirs. */
  readonly outstanding: number
  /** When the last of them was sent; `null` when there is none. */
  readonly unsettledSince: number | null
  /** The same of earlier parts, or of an owner before: such a create finds its name taken, until the part is deleted. */
  readonly unsettledBefore: number | null
  /**
   * When the last DELETE of this part was sent that was not answered; `null` when there is none. It goes by the name, and would take what has
   * it next.
   */
  readonly deletesSince: number | null
  /** The uuid of the snapshot that was seen last. */
  readonly uuid: string | null
  /** An owner before may have asked for this part. */
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

/** A part that nobody can have asked for yet. */
export const begin = (attempt: Attempt, index: number, now: number): Work =>
  fresh(attempt, index, now, { _tag: "NotAsked" })

/** A part that another process may have asked for, even a moment ago. */
export const resume = (attempt: Attempt, index: number, now: number): Work => ({
  ...fresh(attempt, index, now, { _tag: "Unknown" }),
  outstanding: 1,
  unsettledSince: now,
  unsettledBefore: now,
  deletesSince: mayHaveDeleted(attempt, attempt.plan.parts[index]?.snapshot) ? now : null,
  inherited: true
})

/**
 * The next part; what is not settled of this one is remembered. Parts are asked for in order: behind one that this owner asked for there is
 * none of an owner before.
 */
export const next = (work: Work, now: number): Work => ({
  ...(work.inherited ? resume : begin)(work.attempt, work.index + 1, now),
  unsettledBefore: lastOf(work)
})

const lastOf = ({ unsettledSince, unsettledBefore }: Work): number | null =>
  unsettledSince === null ? unsettledBefore : Math.max(unsettledSince, unsettledBefore ?? unsettledSince)

/**
 * Whether this part, looked for and not there, can still come. How many creates of an owner before are outstanding is not known, so that one
 * of them was seen proves nothing of the others.
 */
export const canStillCome = (work: Work, settleMillis: number): boolean => {
  const last = work.inherited ? lastOf(work) : work.unsettledSince
  return isYoung(last, work.knownAt, settleMillis)
}

/** Whether what was found under the name of this part, or nothing, can still change by a DELETE that was not answered. */
export const canStillGo = ({ deletesSince, knownAt }: Work, settleMillis: number): boolean =>
  isYoung(deletesSince, knownAt, settleMillis)

/** Whether a create of the attempt can still be carried out, of this part or an earlier one, or a DELETE of this one. */
export const isUnsettled = (work: Work, now: number, settleMillis: number): boolean =>
  isYoung(lastOf(work), now, settleMillis) || isYoung(work.deletesSince, now, settleMillis)

const isYoung = (last: number | null, now: number, settleMillis: number): boolean =>
  last !== null && now - last < settleMillis

/** The journal's newer word on the attempt: a request to stop. */
export const withAttempt = (work: Work, attempt: Attempt): Work => ({ ...work, attempt })

/** What is known after a new fact. `now`: when it was asked for. */
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

/** The create was answered. Earlier ones that were not stay outstanding. */
export const answered = (work: Work, fact: Fact): Work => ({
  ...oneLess(work),
  uuid: fact._tag === "Seen" ? fact.snapshot.uuid : work.uuid
})

const oneLess = (work: Work): Work => {
  const outstanding = Math.max(0, work.outstanding - 1)
  return { ...work, outstanding, unsettledSince: outstanding === 0 ? null : work.unsettledSince }
}

/** A DELETE that was sent then was not answered. */
export const deleteLost = (work: Work, sentAt: number): Work => ({ ...work, deletesSince: sentAt })

/** A snapshot that was not seen before is the work of one of the creates that were not answered. */
const accounted = (work: Work, uuid: string): Work => (uuid === work.uuid ? work : { ...oneLess(work), uuid })
