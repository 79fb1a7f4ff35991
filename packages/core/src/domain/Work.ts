/**
 * What the owner of an attempt knows of the part it is at: the last fact, and what must be remembered of earlier ones to decide well.
 *
 * Only in memory: whoever takes over begins with `resume`, looks, and knows enough.
 */
import type { Attempt } from "./Attempt.ts"
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
  | { readonly _tag: "Compared"; readonly lacking: ReadonlyArray<string> }

export interface Work {
  readonly attempt: Attempt
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
  /** The part was seen in Elasticsearch since it was last asked for, or removed; an absent one can then have been there. */
  readonly mayExist: boolean
  /** Since when a create may be on its way whose outcome is not known; `null` when none can be. */
  readonly unsettledSince: number | null
  /** The uuid of the snapshot that is being removed. */
  readonly removing: string | null
}

const fresh = (attempt: Attempt, index: number, now: number, fact: Fact): Work => ({
  attempt,
  index,
  startedAt: now,
  fact,
  failingSince: null,
  tries: 0,
  vanished: 0,
  mayExist: false,
  unsettledSince: null,
  removing: null
})

/** A part that nobody can have asked for yet. */
export const begin = (attempt: Attempt, index: number, now: number): Work =>
  fresh(attempt, index, now, { _tag: "NotAsked" })

/** A part that another process may have asked for, even a moment ago. */
export const resume = (attempt: Attempt, index: number, now: number): Work => ({
  ...fresh(attempt, index, now, { _tag: "Unknown" }),
  unsettledSince: now
})

/** The journal's newer word on the attempt: a request to stop. */
export const withAttempt = (work: Work, attempt: Attempt): Work => ({ ...work, attempt })

/** What is known after a new fact. */
export const learn = (work: Work, fact: Fact, now: number): Work => {
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
        ...work,
        fact,
        failingSince: null,
        mayExist: true,
        unsettledSince: null,
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
export const asking = (work: Work, now: number): Work => ({ ...work, unsettledSince: now })

/** The create was answered: none is on its way any more. */
export const answered = (work: Work): Work => ({ ...work, unsettledSince: null })
