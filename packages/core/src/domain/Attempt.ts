/**
 * One try to take a backup: what was requested, by whom, with which plan, and everything that has happened to it since.
 *
 * The journal keeps attempts, because the repository alone cannot tell "between two parts" from "dead", nor remember a try that left
 * no snapshot at all. What the repository proves by itself (a part that is there) is not written here a second time.
 *
 * Invariants: transitions are in order of time and only ever appended; whether an attempt is open follows from them alone.
 */
import { Brand, Option } from "effect"
import type { CreatePlan } from "./CreatePlan.ts"
import { describe, type End } from "./End.ts"
import type { SnapshotName } from "./SnapshotName.ts"

/** Written into the metadata of every snapshot the attempt makes, so that ours can be told from another writer's of the same name. */
export type AttemptId = string & Brand.Brand<"AttemptId">

/** Brands a string that is known to be an attempt id: 32 hexadecimal characters. Does not check it. */
export const attemptId = Brand.nominal<AttemptId>()

/** What happened to an attempt after it was requested. */
export type Event =
  /** Another process took over the lease of a dead owner and continues. */
  | { readonly _tag: "TakenOver" }
  /** A part that ended as `state` is deleted and taken again. Written before the delete. */
  | {
      readonly _tag: "PartRetried"
      readonly snapshot: SnapshotName
      readonly uuid: string
      readonly state: string
    }
  /** A stop was requested; the owner carries it out. */
  | { readonly _tag: "StopAsked"; readonly reason: string }
  /** `unsettled`: one of its creates or deletes may still be carried out, for as long as Elasticsearch may keep it queued. */
  | { readonly _tag: "Ended"; readonly how: End; readonly unsettled: boolean }
  /** A person requested that an attempt that had ended be resumed. */
  | { readonly _tag: "Resumed"; readonly reason: string }

/** One entry of the history of an attempt. */
export interface Transition {
  /** Milliseconds since 1970, by the clock of the process that wrote it. */
  readonly at: number
  /** The process that wrote it. */
  readonly by: string
  readonly event: Event
}

/** One try to take a backup, from the request to its end. Its state is what its transitions say. */
export interface Attempt {
  readonly id: AttemptId
  readonly plan: CreatePlan
  readonly repository: string
  /** Milliseconds since 1970. */
  readonly askedAt: number
  /** Who requested it: address and user agent. */
  readonly askedBy: string
  /** The lease term of its owner. Writes of an owner of an older term are refused. */
  readonly term: number
  readonly transitions: ReadonlyArray<Transition>
}

/** A short form of an attempt, for answers that are about something else. */
export interface Summary extends Pick<Attempt, "id" | "askedAt" | "askedBy"> {
  /** `none` while it is open. */
  readonly ended: Option.Option<{
    /** Milliseconds since 1970. */
    readonly at: number
    readonly how: End["_tag"]
    /** For people. */
    readonly reason: string
  }>
}

/** The attempt with more transitions at the end of its history. */
export const append = (attempt: Attempt, ...transitions: ReadonlyArray<Transition>): Attempt => ({
  ...attempt,
  transitions: [...attempt.transitions, ...transitions]
})

/** What has happened since it was requested or, if it had ended, since it was resumed. */
const sinceResumed = (attempt: Attempt): ReadonlyArray<Transition> =>
  attempt.transitions.slice(attempt.transitions.findLastIndex((x) => x.event._tag === "Resumed") + 1)

/** How and when it ended; `none` while it is open. */
export const ended = (attempt: Attempt): Option.Option<{ readonly at: number; readonly how: End }> => {
  for (const { at, event } of sinceResumed(attempt))
    if (event._tag === "Ended") return Option.some({ at, how: event.how })
  return Option.none()
}

/** An attempt without its plan and history. */
export const summary = (attempt: Attempt): Summary => ({
  id: attempt.id,
  askedAt: attempt.askedAt,
  askedBy: attempt.askedBy,
  ended: Option.map(ended(attempt), ({ at, how }) => ({ at, how: how._tag, reason: describe(how) }))
})

/** Whether it has not ended since it was last resumed. */
export const isOpen = (attempt: Attempt): boolean => Option.isNone(ended(attempt))

/** Whether it ended while one of its creates or deletes could still be carried out. */
export const endedUnsettled = (attempt: Attempt): boolean =>
  sinceResumed(attempt).some(({ event }) => event._tag === "Ended" && event.unsettled)

/** Why it should stop; `none` unless that was requested. */
export const stopAsked = (attempt: Attempt): Option.Option<string> => {
  for (const { event } of sinceResumed(attempt))
    if (event._tag === "StopAsked") return Option.some(event.reason)
  return Option.none()
}

/** The uuids of this part's snapshots that were given up, so that the part is taken again. A resume starts the count again. */
export const retriesOf = (attempt: Attempt, snapshot: SnapshotName): ReadonlyArray<string> =>
  sinceResumed(attempt).flatMap(({ event }) =>
    event._tag === "PartRetried" && event.snapshot === snapshot ? [event.uuid] : []
  )

/** Whether an earlier owner may have sent a DELETE of this part that can still be carried out: a part is deleted when it is given up or stopped. */
export const mayHaveDeleted = (attempt: Attempt, snapshot: SnapshotName | undefined): boolean =>
  attempt.transitions.some(({ event }) => event._tag === "Ended" && event.unsettled) ||
  sinceResumed(attempt).some(
    ({ event }) => event._tag === "StopAsked" || (event._tag === "PartRetried" && event.snapshot === snapshot)
  )

/** When something was last recorded about it, in milliseconds since 1970. */
export const lastHeardOf = (attempt: Attempt): number => attempt.transitions.at(-1)?.at ?? attempt.askedAt
