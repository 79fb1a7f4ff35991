/**
 * What happens to backups, whichever process does it: the difference between two looks at them. Pure: no process has to notify another.
 *
 * What appeared and disappeared between two looks is seen only as far as the journal remembers it.
 */
import { Option } from "effect"
import type * as Attempt from "./Attempt.ts"
import type { Backup } from "./Backup.ts"
import type { BackupId } from "./BackupId.ts"
import type { BackupState } from "./BackupState.ts"
import type { Component } from "./Component.ts"
import type { JournalEntry } from "./JournalEntry.ts"
import type { Snapshot, SnapshotState } from "./Snapshot.ts"

/** What happened to a backup. */
export type What =
  /** `state: null`: it is gone. `before: null`: it was not there. */
  | {
      readonly _tag: "BackupChanged"
      readonly before: BackupState | null
      readonly state: BackupState | null
      readonly reason: string | null
    }
  | { readonly _tag: "PartStarted"; readonly part: number; readonly snapshot: string }
  | {
      readonly _tag: "PartFinished"
      readonly part: number
      readonly snapshot: string
      readonly state: SnapshotState
    }
  | { readonly _tag: "AttemptStarted"; readonly attempt: string; readonly askedBy: string }
  /** Everything that the journal records about an attempt after its start. */
  | { readonly _tag: "AttemptChanged"; readonly attempt: string; readonly transition: Attempt.Transition }
  | { readonly _tag: "DeletionFinished" }

/** Something that happened to one backup, and when. */
export interface BackupEvent {
  /** Milliseconds since 1970: when it was written, or seen. */
  readonly at: number
  readonly component: Component
  readonly backupId: BackupId
  readonly what: What
}

/** What was seen for one backup id. */
export interface Seen {
  /** `none`: no such backup. */
  readonly backup: Option.Option<Backup>
  /** `none`: not read, because there was no reason to. */
  readonly entry: Option.Option<JournalEntry>
}

/** One look at a component. */
export interface World {
  readonly at: number
  readonly seen: ReadonlyMap<BackupId, Seen>
}

/** A backup id about which nothing is known. */
export const unseen: Seen = { backup: Option.none(), entry: Option.none() }

const isSameSnapshot = (a: Snapshot, b: Snapshot): boolean => a.uuid === b.uuid && a.state === b.state

/** Whether a backup looks the same, so that the journal has nothing new to say about it. */
export const isSame = (a: Option.Option<Backup>, b: Option.Option<Backup>): boolean => {
  if (Option.isNone(a) || Option.isNone(b)) return Option.isNone(a) === Option.isNone(b)
  const [x, y] = [a.value.snapshots, b.value.snapshots]
  return (
    a.value.state === b.value.state &&
    a.value.reason === b.value.reason &&
    x.length === y.length &&
    x.every((snapshot, i) => y[i] !== undefined && isSameSnapshot(snapshot, y[i]))
  )
}

const byPart = (a: Snapshot, b: Snapshot): number => a.part - b.part

const partEvents = (before: Option.Option<Backup>, after: Option.Option<Backup>): ReadonlyArray<What> => {
  const known = new Map(
    Option.match(before, { onNone: () => [], onSome: (x) => x.snapshots }).map((x) => [x.uuid, x.state])
  )
  const now = Option.match(after, { onNone: () => [], onSome: (x) => x.snapshots.toSorted(byPart) })
  return now.flatMap(({ part, name, state, uuid }): ReadonlyArray<What> => {
    const was = known.get(uuid)
    if (was === state) return []
    const finished = state !== "IN_PROGRESS"
    return [
      ...(was === undefined ? [{ _tag: "PartStarted", part, snapshot: name } as const] : []),
      ...(finished ? [{ _tag: "PartFinished", part, snapshot: name, state } as const] : [])
    ]
  })
}

/** By how much the clocks of replicas may disagree. */
export const slackMillis = 60_000

interface Timed {
  readonly at: number
  readonly what: What
}

const transitions = (attempt: Attempt.Attempt, from: number): ReadonlyArray<Timed> =>
  attempt.transitions.slice(from).map((transition) => ({
    at: transition.at,
    what: { _tag: "AttemptChanged", attempt: attempt.id, transition }
  }))

/** What is new in the journal. For an entry that was not read before, that is its last attempt, if it is recent. */
const attemptEvents = (before: Seen, after: Seen, since: number): ReadonlyArray<Timed> => {
  if (Option.isNone(after.entry)) return []
  const known = Option.map(
    before.entry,
    (entry) => new Map<string, number>(entry.attempts.map((x) => [x.id, x.transitions.length]))
  )
  const attempts = Option.isSome(known) ? after.entry.value.attempts : after.entry.value.attempts.slice(-1)
  return attempts.flatMap((attempt): ReadonlyArray<Timed> => {
    const from = Option.flatMap(known, (x) => Option.fromNullishOr(x.get(attempt.id)))
    if (Option.isSome(from)) return transitions(attempt, from.value)
    if (Option.isNone(known) && attempt.askedAt < since - slackMillis) return []
    const { askedAt, askedBy, id } = attempt
    return [
      { at: askedAt, what: { _tag: "AttemptStarted", attempt: id, askedBy } },
      ...transitions(attempt, 0)
    ]
  })
}

const deletedAt = ({ entry }: Seen): number | null =>
  Option.getOrNull(Option.flatMap(entry, (x) => x.deletedAt))

const isEnd = ({ what }: Timed): boolean =>
  what._tag === "AttemptChanged" && what.transition.event._tag === "Ended"

/** Sorted into an order in which they can have happened. */
const eventsOf = (before: Seen, after: Seen, since: number, now: number): ReadonlyArray<Timed> => {
  const attempts = attemptEvents(before, after, since)
  const [was, is] = [Option.getOrNull(before.backup), Option.getOrNull(after.backup)]
  const changed = was?.state !== is?.state || was?.reason !== is?.reason
  const deleted = deletedAt(after)
  const isDeleted =
    deleted !== null && deleted !== deletedAt(before) && (was !== null || deleted >= since - slackMillis)
  return [
    ...attempts.filter((x) => !isEnd(x)),
    ...partEvents(before.backup, after.backup).map((what) => ({ at: now, what })),
    ...attempts.filter(isEnd),
    ...(changed
      ? [
          {
            at: now,
            what: {
              _tag: "BackupChanged",
              before: was?.state ?? null,
              state: is?.state ?? null,
              reason: is?.reason ?? null
            } as const
          }
        ]
      : []),
    ...(isDeleted ? [{ at: deleted, what: { _tag: "DeletionFinished" } as const }] : [])
  ]
}

/** What happened between two looks at a component. */
export const between = (component: Component, before: World, after: World): ReadonlyArray<BackupEvent> => {
  const ids = new Set([...before.seen.keys(), ...after.seen.keys()])
  return [...ids].flatMap((backupId) =>
    eventsOf(
      before.seen.get(backupId) ?? unseen,
      after.seen.get(backupId) ?? unseen,
      before.at,
      after.at
    ).map(({ at, what }) => ({ at, component, backupId, what }))
  )
}
