/**
 * One restore or drill: its plan, who asked for it, and everything that happened to it since. Kept in the journal, so that whichever process
 * goes on with it knows what was meant; what Elasticsearch itself proves (an index that carries the mark) is not written a second time.
 *
 * Invariants: transitions are in order of time and only ever appended; whether it is open follows from them alone.
 */
import { Option } from "effect"
import type { Comparison } from "./compareRestored.ts"
import { describe, type RestoreEnd } from "./RestoreEnd.ts"
import type { RestoreId } from "../RestoreId.ts"
import type { RestorePlan, Stage } from "./RestorePlan.ts"

/** What happened to a restore after it was asked for. */
export type RestoreEvent =
  /** Another process goes on with it. */
  | { readonly _tag: "TakenOver" }
  /** From now on indices of the plan may be gone. Written before the first delete. */
  | { readonly _tag: "DeletesBegun" }
  /** A stage is there and was compared. Written before what a drill made is dropped, and before write blocks are lifted. */
  | { readonly _tag: "Compared"; readonly stage: Stage; readonly comparison: Comparison }
  /** Templates and policies of the plan are as at the backup. Written before write blocks are lifted. */
  | { readonly _tag: "TemplatesPut" }
  /** What the drill made is gone. */
  | { readonly _tag: "Dropped"; readonly stage: Stage }
  | { readonly _tag: "StopRequested"; readonly reason: string }
  | { readonly _tag: "Ended"; readonly how: RestoreEnd }
  /** A person asked to go on with one that had ended. */
  | { readonly _tag: "Resumed"; readonly reason: string }

/** One entry of the history of a restore. */
export interface RestoreTransition {
  /** Milliseconds since 1970, by the clock of the process that wrote it. */
  readonly at: number
  /** The process that wrote it. */
  readonly by: string
  readonly event: RestoreEvent
}

/** One restore or drill, from the request to its end. */
export interface Restore {
  readonly id: RestoreId
  readonly plan: RestorePlan
  /** Milliseconds since 1970. */
  readonly requestedAt: number
  /** Address and user agent. */
  readonly requestedBy: string
  /** The lease term of its owner. What an owner of an older term writes is refused. */
  readonly term: number
  readonly transitions: ReadonlyArray<RestoreTransition>
}

/** The restore with more transitions at the end of its history. */
export const append = (restore: Restore, ...transitions: ReadonlyArray<RestoreTransition>): Restore => ({
  ...restore,
  transitions: [...restore.transitions, ...transitions]
})

const sinceResumed = (restore: Restore): ReadonlyArray<RestoreTransition> =>
  restore.transitions.slice(restore.transitions.findLastIndex((x) => x.event._tag === "Resumed") + 1)

/** How and when it ended; `none` while it is open. */
export const ended = (restore: Restore): Option.Option<{ readonly at: number; readonly how: RestoreEnd }> => {
  for (const { at, event } of sinceResumed(restore))
    if (event._tag === "Ended") return Option.some({ at, how: event.how })
  return Option.none()
}

/** It has not ended since it was last resumed. */
export const isOpen = (restore: Restore): boolean => Option.isNone(ended(restore))

/** Why it shall stop; `none` unless somebody asked. */
export const stopRequested = (restore: Restore): Option.Option<string> => {
  for (const { event } of sinceResumed(restore))
    if (event._tag === "StopRequested") return Option.some(event.reason)
  return Option.none()
}

/** Indices of the plan may have been deleted. */
export const hasDeleted = (restore: Restore): boolean =>
  restore.transitions.some((x) => x.event._tag === "DeletesBegun")

/** The last restore in place of the component, if it ended with indices deleted and not all restored. `restores`: newest first. */
export const leftUnfinished = (restores: ReadonlyArray<Restore>): Option.Option<Restore> => {
  const last = restores.find((x) => x.plan.target._tag === "InPlace" && hasDeleted(x))
  return last !== undefined && Option.exists(ended(last), (x) => x.how._tag !== "Completed")
    ? Option.some(last)
    : Option.none()
}

/**
 * What the last comparison of a stage found; `none` when it was not compared. One that found differences counts until the restore is resumed:
 * what it found may have been mended since.
 */
export const comparisonOf = (restore: Restore, stage: Stage): Option.Option<Comparison> => {
  const resumed = restore.transitions.findLastIndex((x) => x.event._tag === "Resumed")
  for (const [index, { event }] of [...restore.transitions.entries()].toReversed())
    if (event._tag === "Compared" && event.stage === stage)
      return event.comparison.differences.length === 0 || index > resumed
        ? Option.some(event.comparison)
        : Option.none()
  return Option.none()
}

/** Templates and policies of the plan are not put back yet. */
export const awaitsTemplates = ({ plan, transitions }: Restore): boolean =>
  plan.templates.length > 0 && !transitions.some((x) => x.event._tag === "TemplatesPut")

/** A drill of which nothing is left. */
export const isDropped = (restore: Restore, stage: Stage): boolean =>
  restore.transitions.some((x) => x.event._tag === "Dropped" && x.event.stage === stage)

/** Milliseconds since 1970 of the last thing that is written of it. */
export const lastHeardOf = (restore: Restore): number => restore.transitions.at(-1)?.at ?? restore.requestedAt

/** `Running`, or how it ended, and the sentence about it. */
export const stateOf = (
  restore: Restore
): { readonly state: "Running" | RestoreEnd["_tag"]; readonly reason: string | null } =>
  Option.match(ended(restore), {
    onNone: () => ({ state: "Running" as const, reason: null }),
    onSome: ({ how }) => ({ state: how._tag, reason: how._tag === "Completed" ? null : describe(how) })
  })
