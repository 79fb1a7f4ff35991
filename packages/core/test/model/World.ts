/**
 * A small world in which everything that may happen to one backup does happen: two processes, an Elasticsearch that keeps its own time, a
 * journal, leases, a foreign writer. A program of its own: of the engine it has only the pure decisions in it.
 *
 * Plain data, so that two histories that led to the same situation are one state.
 */
import type { Attempt, End } from "../../src/index.ts"

export const partCount = 3

export interface StoredPart {
  readonly uuid: string
  readonly state: "IN_PROGRESS" | "SUCCESS" | "PARTIAL"
  readonly by: "us" | "foreign"
  /** It holds an index that it must not. */
  readonly tooMuch?: true
}

/** What a process knows of the part it is at; the model's picture of `Work`. */
export interface Mind {
  readonly index: number
  readonly fact: FactCode
  readonly failing: boolean
  readonly tries: number
  readonly vanished: number
  readonly mayExist: boolean
  readonly outstanding: number
  readonly unsettledBefore: boolean
  /** A delete of the part was not answered. */
  readonly deletes: boolean
  /** When it learned the fact, such a delete could still be carried out. */
  readonly threatened: boolean
  readonly uuid: string | null
  readonly inherited: boolean
  readonly removing: string | null
  /** When it learned the fact, an unanswered create could still be carried out. */
  readonly young: boolean
  /** How many of the journal's transitions it has read. */
  readonly read: number
}

export type FactCode =
  | { readonly _tag: "Unknown" | "NotAsked" | "Absent" | "Refused" | "NameTaken" }
  | { readonly _tag: "Compared"; readonly tooMuch: boolean }
  | { readonly _tag: "Unavailable"; readonly ambiguous: boolean }
  | { readonly _tag: "Seen" | "RetryRecorded" | "Removed"; readonly part: StoredPart }

export type Doing =
  | { readonly _tag: "idle" }
  /** Has taken the lease over and has not looked into the journal yet. */
  | { readonly _tag: "settling"; readonly term: number }
  | { readonly _tag: "working"; readonly term: number; readonly mind: Mind }
  /** The end is recorded, or there was none to record; the lease is still held. */
  | { readonly _tag: "releasing"; readonly term: number }

export interface Process {
  readonly state: "up" | "down" | "paused"
  readonly doing: Doing
  /** The term under which it carries the deletion out. */
  readonly deleting: number | null
}

export interface LeaseState {
  readonly term: number
  readonly owner: 0 | 1
  readonly state: "held" | "handed over" | "finished"
}

export interface Budget {
  readonly crashes: number
  readonly pauses: number
  readonly lostAnswers: number
  readonly foreign: number
  readonly badParts: number
  readonly requests: number
  /** Creates that are refused for good, and retry budgets that are spent. */
  readonly endings: number
  /** Creates of the id when the attempt has ended. */
  readonly again: number
}

/** Both go by the name of the part. */
export interface Late {
  readonly what: "create" | "delete"
  readonly part: number
}

export interface World {
  readonly parts: ReadonlyArray<StoredPart | null>
  /** Of each part, how many snapshots were ever made: for their uuids. */
  readonly made: ReadonlyArray<number>
  /** Requests whose sender has no answer and that Elasticsearch may still carry out. */
  readonly late: ReadonlyArray<Late>
  readonly attempt: { readonly term: number; readonly events: ReadonlyArray<Attempt.Event> }
  readonly deletion: "none" | "pending" | "done"
  /** Another attempt of the id has begun. What becomes of it is not this model's matter. */
  readonly renewed: boolean
  readonly lease: LeaseState
  readonly deletionLease: LeaseState | null
  readonly processes: readonly [Process, Process]
  readonly budget: Budget
}

export const idle: Process = { state: "up", doing: { _tag: "idle" }, deleting: null }

export const firstMind: Mind = {
  index: 0,
  fact: { _tag: "NotAsked" },
  failing: false,
  tries: 0,
  vanished: 0,
  mayExist: false,
  outstanding: 0,
  unsettledBefore: false,
  deletes: false,
  threatened: false,
  uuid: null,
  inherited: false,
  removing: null,
  young: false,
  read: 0
}

/** The first process has just recorded the attempt and begins with it. */
export const initial = (budget: Budget): World => ({
  parts: Array.from({ length: partCount }, () => null),
  made: Array.from({ length: partCount }, () => 0),
  late: [],
  attempt: { term: 1, events: [] },
  deletion: "none",
  renewed: false,
  lease: { term: 1, owner: 0, state: "held" },
  deletionLease: null,
  processes: [{ ...idle, doing: { _tag: "working", term: 1, mind: firstMind } }, idle],
  budget
})

export const endOf = (world: World): End.End | null => {
  for (const event of world.attempt.events) if (event._tag === "Ended") return event.how
  return null
}

export const isLate = (world: World, what: Late["what"]): boolean => world.late.some((x) => x.what === what)

export const isStopAsked = (events: ReadonlyArray<Attempt.Event>): boolean =>
  events.some((x) => x._tag === "StopAsked")
