/** The engine's own decisions, asked from the model's data: the code that is proven. */
import { Option, Result } from "effect"
import {
  Attempt,
  Backup,
  type BackupState,
  type CreatePlan,
  JournalEntry,
  type Snapshot,
  SnapshotName
} from "../../src/index.ts"
import { afterLooking, beforeLooking, type DeletionStep } from "../../src/domain/deletion.ts"
import * as Step from "../../src/domain/step.ts"
import { decideTakeOver, type TakeOver } from "../../src/domain/decideTakeOver.ts"
import * as Work from "../../src/domain/Work.ts"
import { id, version } from "../domain/builders.ts"
import type { FactCode, Mind, StoredPart, World } from "./World.ts"
import { isLate, partCount } from "./World.ts"

const attemptId = Attempt.attemptId("ours")
const key: JournalEntry.Key = { repository: "r", component: "operate", backupId: id(5n) }

const nameOf = (index: number): SnapshotName.SnapshotName =>
  SnapshotName.format({
    component: "operate",
    backupId: key.backupId,
    version: version("8.7.2"),
    part: index + 1,
    count: partCount
  })

const names = Array.from({ length: partCount }, (_, index) => nameOf(index))

const plan: CreatePlan.CreatePlan = {
  component: "operate",
  backupId: key.backupId,
  version: version("8.7.2"),
  indexPrefix: "operate",
  parts: names.map((snapshot, index) => ({
    snapshot,
    part: index + 1,
    count: partCount,
    expression: [`index-${index}`],
    indices: [`index-${index}`],
    dated: false
  }))
}

export const snapshotName = (index: number): SnapshotName.SnapshotName => names[index] ?? nameOf(index)

const attemptOf = (term: number, events: ReadonlyArray<Attempt.Event>): Attempt.Attempt => ({
  id: attemptId,
  plan,
  repository: "r",
  askedAt: 0,
  askedBy: "model",
  term,
  transitions: events.map((event) => ({ at: 0, by: "model", event }))
})

const snapshotOf = (index: number, part: StoredPart): Snapshot.Snapshot => ({
  name: snapshotName(index),
  component: "operate",
  backupId: key.backupId,
  version: "8.7.2",
  part: index + 1,
  count: partCount,
  uuid: part.uuid,
  state: part.state,
  startTime: 0,
  failures: [],
  indices: [`index-${index}`],
  attempt: part.by === "us" ? attemptId : null,
  damaged: false
})

const factOf = (index: number, code: FactCode): Work.Fact => {
  switch (code._tag) {
    case "Seen":
    case "RetryRecorded":
    case "Removed":
      return { _tag: code._tag, snapshot: snapshotOf(index, code.part) }
    case "Unavailable":
      return { _tag: "Unavailable", reason: "lost", ambiguous: code.ambiguous }
    case "Refused":
    case "NameTaken":
      return { _tag: code._tag, reason: "model" }
    case "Compared":
      return { _tag: "Compared", lacking: [], surplus: code.tooMuch ? ["index-too-much"] : [] }
    case "Unknown":
    case "NotAsked":
    case "Absent":
      return { _tag: code._tag }
  }
}

/** All waits are over at once; whether an unanswered create can still come is the world's to say. */
const limits: Step.Limits = {
  partTimeoutMillis: 1_000_000,
  retryBudgetMillis: 1_000_000,
  partAttempts: 2,
  settleMillis: 10
}

/** Times before and after an unanswered call is out of date. Which it is, the world knows: as long as one can come, it is young. */
const young = 5
const old = 20
const now = (world: World): number => (isLate(world, "create") ? young : old)

/** When a delete was sent that was not answered, seen from a time. */
const sentBefore = (time: number, isLate: boolean): number => time - (isLate ? young : old)

const workOf = (world: World, mind: Mind): Work.Work => ({
  attempt: attemptOf(world.attempt.term, world.attempt.events.slice(0, mind.read)),
  index: mind.index,
  startedAt: 0,
  fact: factOf(mind.index, mind.fact),
  knownAt: mind.young ? young : old,
  failingSince: mind.failing ? 0 : null,
  tries: mind.tries,
  vanished: mind.vanished,
  mayExist: mind.mayExist,
  outstanding: mind.outstanding,
  unsettledSince: mind.outstanding > 0 ? 0 : null,
  unsettledBefore: mind.unsettledBefore ? 0 : null,
  deletesSince: mind.deletes ? sentBefore(mind.young ? young : old, mind.threatened) : null,
  uuid: mind.uuid,
  inherited: mind.inherited,
  removing: mind.removing
})

const mindOf = (work: Work.Work, fact: FactCode, read: number, threatened: boolean): Mind => ({
  index: work.index,
  fact,
  young: work.knownAt === young,
  failing: work.failingSince !== null,
  tries: Math.min(work.tries, 2),
  vanished: work.vanished,
  mayExist: work.mayExist,
  outstanding: Math.min(work.outstanding, 3),
  unsettledBefore: work.unsettledBefore !== null,
  deletes: work.deletesSince !== null,
  threatened: work.deletesSince !== null && threatened,
  uuid: work.uuid,
  inherited: work.inherited,
  removing: work.removing,
  read
})

export const act = (world: World, mind: Mind): Step.Action =>
  Step.step(workOf(world, mind), now(world), limits)

/** What it does when its calls have failed for as long as they may. */
export const actWhenSpent = (world: World, mind: Mind): Step.Action =>
  Step.step(workOf(world, mind), now(world), { ...limits, retryBudgetMillis: 0 })

export const learn = (world: World, mind: Mind, fact: FactCode): Mind =>
  mindOf(
    Work.learn(workOf(world, mind), factOf(mind.index, fact), now(world)),
    fact,
    mind.read,
    isLate(world, "delete")
  )

export const asking = (world: World, mind: Mind): Mind =>
  mindOf(Work.asking(workOf(world, mind), 0), mind.fact, mind.read, mind.threatened)

export const deleteLost = (world: World, mind: Mind): Mind =>
  mindOf(Work.deleteLost(workOf(world, mind), 0), mind.fact, mind.read, true)

export const answered = (world: World, mind: Mind, fact: FactCode): Mind =>
  mindOf(Work.answered(workOf(world, mind), factOf(mind.index, fact)), mind.fact, mind.read, mind.threatened)

export const next = (world: World, mind: Mind): Mind => {
  const work = Work.next(workOf(world, mind), now(world))
  return mindOf(
    work,
    work.fact._tag === "Unknown" ? { _tag: "Unknown" } : { _tag: "NotAsked" },
    mind.read,
    isLate(world, "delete")
  )
}

/** The mind of a process that has taken the attempt over. */
export const resumed = (world: World): Mind =>
  mindOf(
    Work.resume(attemptOf(world.attempt.term, world.attempt.events), 0, now(world)),
    { _tag: "Unknown" },
    world.attempt.events.length,
    isLate(world, "delete")
  )

export const isUnsettled = (world: World, mind: Mind): boolean =>
  Work.isUnsettled(
    {
      ...workOf(world, mind),
      deletesSince: mind.deletes ? sentBefore(now(world), isLate(world, "delete")) : null
    },
    now(world),
    limits.settleMillis
  )

export const takeOver = (world: World, silentTooLong: boolean): TakeOver["_tag"] =>
  decideTakeOver(Option.some(attemptOf(world.attempt.term, world.attempt.events)), silentTooLong ? 2 : 0, 1)
    ._tag

export const entryOf = (world: World): JournalEntry.JournalEntry => ({
  ...JournalEntry.make(key),
  attempts: [attemptOf(world.attempt.term, world.attempt.events)],
  deletion:
    world.deletion === "pending"
      ? Option.some({ id: "deletion", askedAt: 0, askedBy: "model", snapshots: [] })
      : Option.none(),
  deletedAt: world.deletion === "done" ? Option.some(0) : Option.none()
})

export const snapshotsOf = (world: World): ReadonlyArray<Snapshot.Snapshot> =>
  world.parts.flatMap((part, index) => (part === null ? [] : [snapshotOf(index, part)]))

export const deletionStep = (world: World): DeletionStep => {
  const entry = entryOf(world)
  return Option.getOrElse(beforeLooking(entry, "deletion"), () =>
    afterLooking(entry, snapshotsOf(world), { creates: world.late.length === 0, deletes: true })
  )
}

/** What becomes of another create of the id; `later`: it looks again when the time of unanswered calls is over. */
export const createAgain = (world: World): "refused" | "later" | "begins" => {
  const entry = entryOf(world)
  if (world.parts.some((x) => x !== null) || world.lease.state !== "finished") return "refused"
  if (Result.isFailure(JournalEntry.begin(entry, attemptOf(world.lease.term + 1, [])))) return "refused"
  return JournalEntry.endedUnsettled(entry) ? "later" : "begins"
}

/** What anybody who asks is told. */
export const said = (world: World): BackupState.BackupState | "not found" => {
  const entry = entryOf(world)
  const attempt = JournalEntry.current(entry)
  const live = Option.exists(attempt, Attempt.isOpen)
  const snapshots = snapshotsOf(world)
  if (snapshots.length === 0 && !live && Option.isNone(entry.deletion)) return "not found"
  return Backup.make("operate", key.backupId, snapshots, {
    attempt,
    live,
    deletion: entry.deletion,
    journalProblem: null
  }).state
}
