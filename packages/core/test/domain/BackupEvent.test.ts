import { assert, describe, it } from "@effect/vitest"
import { Option } from "effect"
import type { Attempt, Event } from "../../src/domain/Attempt.ts"
import * as Backup from "../../src/domain/Backup.ts"
import * as BackupEvent from "../../src/domain/BackupEvent.ts"
import * as BackupState from "../../src/domain/BackupState.ts"
import * as JournalEntry from "../../src/domain/JournalEntry.ts"
import { attempt, happened, id, parts } from "./builders.ts"

const day = 86_400_000

const backup = (n: number, states: Parameters<typeof parts>[1] = {}, live = true) =>
  Backup.make("operate", id(5n), parts(n, states), { ...BackupState.unknown, live })

const entry = (
  attempts: ReadonlyArray<Attempt>,
  deletedAt: number | null = null
): JournalEntry.JournalEntry => ({
  ...JournalEntry.make({ repository: "r", component: "operate", backupId: id(5n) }),
  attempts,
  deletedAt: Option.fromNullishOr(deletedAt)
})

const ran = (...events: ReadonlyArray<Event>): Attempt =>
  attempt({ askedAt: day, transitions: events.map((event) => happened(event, day + 1)) })

interface Look {
  readonly backup?: Backup.Backup
  readonly entry?: JournalEntry.JournalEntry
}

const world = (look: Look | null, at = day): BackupEvent.World => ({
  at,
  seen:
    look === null
      ? new Map()
      : new Map([
          [id(5n), { backup: Option.fromNullishOr(look.backup), entry: Option.fromNullishOr(look.entry) }]
        ])
})

const short = ({ what }: BackupEvent.BackupEvent): string => {
  switch (what._tag) {
    case "BackupChanged":
      return `${what.before} → ${what.state}`
    case "PartStarted":
      return `part ${what.part} started`
    case "PartFinished":
      return `part ${what.part} ${what.state}`
    case "AttemptStarted":
      return "attempt"
    case "AttemptChanged":
      return what.transition.event._tag
    case "DeletionFinished":
      return "deleted"
  }
}

const between = (before: Look | null, after: Look | null) =>
  BackupEvent.between("operate", world(before), world(after, day + 1000)).map(short)

const completed = { _tag: "Ended", how: { _tag: "Completed" }, unsettled: false } as const

describe("BackupEvent.between", () => {
  it("is nothing when nothing changed", () => {
    const look = { backup: backup(2, { 2: "IN_PROGRESS" }), entry: entry([ran()]) }
    assert.deepStrictEqual(between(look, look), [])
    assert.deepStrictEqual(between(null, null), [])
  })

  it("tells an attempt, then its first part", () => {
    const after = { backup: backup(1, { 1: "IN_PROGRESS" }), entry: entry([ran()]) }
    assert.deepStrictEqual(between(null, after), ["attempt", "part 1 started", "null → IN_PROGRESS"])
  })

  it("tells the end of one part and the beginning of the next", () => {
    const before = { backup: backup(1, { 1: "IN_PROGRESS" }), entry: entry([ran()]) }
    const after = { backup: backup(2, { 2: "IN_PROGRESS" }), entry: entry([ran()]) }
    assert.deepStrictEqual(between(before, after), ["part 1 SUCCESS", "part 2 started"])
  })

  it("tells a whole backup that came between two looks, in order", () => {
    const after = { backup: backup(2, {}, false), entry: entry([ran({ _tag: "TakenOver" }, completed)]) }
    assert.deepStrictEqual(between(null, after), [
      "attempt",
      "TakenOver",
      "part 1 started",
      "part 1 SUCCESS",
      "part 2 started",
      "part 2 SUCCESS",
      "Ended",
      "null → INCOMPLETE"
    ])
  })

  it("tells what the journal wrote meanwhile, and nothing twice", () => {
    const asked: Event = { _tag: "StopAsked", reason: "x" }
    const before = { backup: backup(1), entry: entry([ran(asked)]) }
    const after = { backup: backup(1), entry: entry([ran(asked, completed)]) }
    assert.deepStrictEqual(between(before, after), ["Ended"])
  })

  it("tells a second attempt of an id, and of an old one that was not read before nothing", () => {
    const second = { ...ran(), id: "a-2" as Attempt["id"] }
    const [one, two] = [entry([ran(completed)]), entry([ran(completed), second])]
    assert.deepStrictEqual(between({ backup: backup(1), entry: one }, { backup: backup(1), entry: two }), [
      "attempt"
    ])
    const old = entry([{ ...ran(completed), askedAt: 0 }])
    assert.deepStrictEqual(between({ backup: backup(1) }, { backup: backup(1), entry: old }), [])
  })

  it("tells that a backup is gone, and that it was deleted by request", () => {
    const there = { backup: backup(6), entry: entry([ran(completed)]) }
    assert.deepStrictEqual(between(there, { entry: entry([ran(completed)], day + 5) }), [
      "IN_PROGRESS → null",
      "deleted"
    ])
    assert.deepStrictEqual(between(there, null), ["IN_PROGRESS → null"])
  })

  it("tells a part that was taken again as another one", () => {
    const [failed, again] = [backup(1, { 1: "FAILED" }), backup(1, { 1: "IN_PROGRESS" })]
    const renamed = { ...again, snapshots: again.snapshots.map((x) => ({ ...x, uuid: "another" })) }
    assert.deepStrictEqual(between({ backup: failed }, { backup: renamed }), ["part 1 started"])
  })
})
