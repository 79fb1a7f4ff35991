/** Everything that can happen next in a world: what the processes do, what Elasticsearch does, and what befalls them. */
import type { Attempt } from "../../src/index.ts"
import {
  act,
  actWhenSpent,
  answered,
  asking,
  createAgain,
  deleteLost,
  deletionStep,
  isUnsettled,
  learn,
  next,
  resumed,
  takeOver,
  snapshotName
} from "./engine.ts"
import {
  type Budget,
  type Doing,
  endOf,
  type FactCode,
  idle,
  isStopAsked,
  type LeaseState,
  type Mind,
  partCount,
  type Process,
  type StoredPart,
  type World
} from "./World.ts"

export interface Move {
  readonly what: string
  readonly to: World
  /** The world after it breaks a rule by the move itself. */
  readonly wrong?: string
}

type Who = 0 | 1
const both = [0, 1] as const

const withProcess = (world: World, who: Who, change: Partial<Process>): World => {
  const processes: [Process, Process] = [...world.processes]
  processes[who] = { ...processes[who], ...change }
  return { ...world, processes }
}
const doing = (world: World, who: Who, next: Doing): World => withProcess(world, who, { doing: next })
const spend = (world: World, what: keyof Budget): World => ({
  ...world,
  budget: { ...world.budget, [what]: world.budget[what] - 1 }
})
const withPart = (world: World, index: number, part: StoredPart | null): World => ({
  ...world,
  parts: world.parts.map((x, i) => (i === index ? part : x))
})
const write = (world: World, event: Attempt.Event): World => ({
  ...world,
  attempt: { ...world.attempt, events: [...world.attempt.events, event] }
})

const create = (world: World, index: number, state: StoredPart["state"], by: StoredPart["by"]): World => {
  const count = world.made[index] ?? 0
  const made = world.made.map((x, i) => (i === index ? x + 1 : x))
  return withPart({ ...world, made }, index, { uuid: `${index}.${count}`, state, by })
}

const isFree = (world: World, index: number): boolean => world.parts[index] === null

/** A process that works on the attempt. */
const work = (world: World, who: Who, term: number, mind: Mind): ReadonlyArray<Move> => {
  const name = `process ${who}`
  const mine = world.lease.term === term && world.lease.state === "held"
  const knows = (to: World, fact: FactCode, from: Mind = mind): World =>
    doing(to, who, { _tag: "working", term, mind: learn(to, from, fact) })
  const lost: Move = { what: `${name} finds that it lost the lease`, to: doing(world, who, { _tag: "idle" }) }
  const record = (event: Attempt.Event, then: (to: World) => World, what: string): ReadonlyArray<Move> =>
    world.attempt.term === term ? [{ what: `${name} ${what}`, to: then(write(world, event)) }] : [lost]
  const part = world.parts[mind.index] ?? null
  const action = act(world, mind)
  const spent = world.budget.endings > 0 ? actWhenSpent(world, mind) : action
  if (spent._tag === "End" && action._tag !== "End")
    return [
      ...work({ ...world, budget: { ...world.budget, endings: 0 } }, who, term, mind).map((move) => ({
        ...move,
        to: { ...move.to, budget: { ...move.to.budget, endings: world.budget.endings } }
      })),
      ...record(
        { _tag: "Ended", how: spent.how, unsettled: isUnsettled(world, mind) },
        (to) => spend(doing(to, who, { _tag: "releasing", term }), "endings"),
        `has no budget left, and records ${spent.how._tag}`
      )
    ]
  switch (action._tag) {
    case "Find":
      return [
        {
          what: `${name} looks for part ${mind.index + 1}`,
          to: knows(world, part === null ? { _tag: "Absent" } : { _tag: "Seen", part })
        }
      ]
    case "Compare":
      return [
        {
          what: `${name} compares part ${mind.index + 1}`,
          to: knows(world, { _tag: "Compared", tooMuch: part?.tooMuch === true })
        }
      ]
    case "Take":
      return mine ? take(world, name, mind, knows) : [lost]
    case "RecordRetry":
      return part === null
        ? []
        : record(
            {
              _tag: "PartRetried",
              snapshot: snapshotName(mind.index),
              uuid: action.snapshot.uuid,
              state: "PARTIAL"
            },
            (to) =>
              knows(
                to,
                { _tag: "RetryRecorded", part: seenPart(mind) },
                { ...mind, read: to.attempt.events.length }
              ),
            "records that the part is given up"
          )
    case "Remove":
      return mine ? remove(world, name, mind, knows) : [lost]
    case "Next":
      return mind.index + 1 < partCount
        ? [
            {
              what: `${name} goes on to part ${mind.index + 2}`,
              to: doing(world, who, {
                _tag: "working",
                term,
                mind: next(world, mind)
              })
            }
          ]
        : record(
            { _tag: "Ended", how: { _tag: "Completed" }, unsettled: isUnsettled(world, mind) },
            (to) => doing(to, who, { _tag: "releasing", term }),
            "records Completed"
          ).map((move) =>
            move === lost || isWhole(world) ? move : { ...move, wrong: "COMPLETED without every part" }
          )
    case "End":
      return record(
        { _tag: "Ended", how: action.how, unsettled: isUnsettled(world, mind) },
        (to) => doing(to, who, { _tag: "releasing", term }),
        `records ${action.how._tag}`
      )
  }
}

const seenPart = (mind: Mind): StoredPart =>
  mind.fact._tag === "Seen" ? mind.fact.part : { uuid: "?", state: "PARTIAL", by: "us" }

const isWhole = (world: World): boolean =>
  world.parts.every((x) => x !== null && x.state === "SUCCESS" && x.by === "us" && x.tooMuch !== true)

type Knows = (to: World, fact: FactCode, from?: Mind) => World

const take = (world: World, name: string, mind: Mind, knows: Knows): ReadonlyArray<Move> => {
  const { index } = mind
  const asks = asking(world, mind)
  const what = `${name} asks for part ${index + 1}`
  const lost: FactCode = { _tag: "Unavailable", ambiguous: true }
  const taken: FactCode = { _tag: "NameTaken" }
  if (!isFree(world, index)) return [{ what, to: knows(world, taken, answered(world, asks, taken)) }]
  const done = create(world, index, "SUCCESS", "us")
  const runs = create(world, index, "IN_PROGRESS", "us")
  const part = done.parts[index] ?? { uuid: "?", state: "SUCCESS" as const, by: "us" as const }
  const much = { ...part, tooMuch: true as const }
  const seen: FactCode = { _tag: "Seen", part }
  const late = { ...world, late: [...world.late, { what: "create" as const, part: index }] }
  return [
    { what, to: knows(done, seen, answered(world, asks, seen)) },
    ...(world.budget.badParts > 0
      ? [
          {
            what: `${what}, and it holds too much`,
            to: spend(
              knows(withPart(done, index, much), { _tag: "Seen", part: much }, answered(world, asks, seen)),
              "badParts"
            )
          }
        ]
      : []),
    ...(world.budget.endings > 0
      ? [
          {
            what: `${what}, and is refused`,
            to: spend(
              knows(world, { _tag: "Refused" }, answered(world, asks, { _tag: "Refused" })),
              "endings"
            )
          }
        ]
      : []),
    { what: `${what}, which outlasts the request`, to: knows(runs, lost, asks) },
    ...(world.budget.lostAnswers > 0
      ? [
          { what: `${what}, in vain`, to: spend(knows(world, lost, asks), "lostAnswers") },
          { what: `${what}, the answer is lost`, to: spend(knows(done, lost, asks), "lostAnswers") },
          { what: `${what}, and Elasticsearch is late`, to: spend(knows(late, lost, asks), "lostAnswers") }
        ]
      : [])
  ]
}

const remove = (world: World, name: string, mind: Mind, knows: Knows): ReadonlyArray<Move> => {
  const { index } = mind
  const part = world.parts[index] ?? null
  const what = `${name} deletes part ${index + 1}`
  const gone = withPart(world, index, null)
  const wrong = part?.by === "foreign" ? { wrong: "a foreign snapshot is deleted" } : {}
  const lost: FactCode = { _tag: "Unavailable", ambiguous: true }
  const late = { ...world, late: [...world.late, { what: "delete" as const, part: index }] }
  const unsure = deleteLost(world, mind)
  return [
    { what, to: knows(gone, { _tag: "Removed", part: part ?? seenPart(mind) }), ...wrong },
    ...(world.budget.lostAnswers > 0
      ? [
          { what: `${what}, in vain`, to: spend(knows(world, lost, unsure), "lostAnswers") },
          {
            what: `${what}, the answer is lost`,
            to: spend(knows(gone, lost, unsure), "lostAnswers"),
            ...wrong
          },
          { what: `${what}, and Elasticsearch is late`, to: spend(knows(late, lost, unsure), "lostAnswers") }
        ]
      : [])
  ]
}

/** The owner of a lease gives no sign of life: it is dead, began a new life without it, or is paused for long enough. */
const canTakeOver = (world: World, lease: LeaseState, knowsIt: (owner: Process) => boolean): boolean => {
  const owner = world.processes[lease.owner]
  return (
    lease.state === "handed over" || (lease.state === "held" && (owner.state !== "up" || !knowsIt(owner)))
  )
}

const supervise = (world: World, who: Who): ReadonlyArray<Move> => {
  const { term: held } = world.lease
  if (!canTakeOver(world, world.lease, ({ doing: now }) => now._tag !== "idle" && now.term === held))
    return []
  const term = world.lease.term + 1
  const lease: LeaseState = { term, owner: who, state: "held" }
  return [
    { what: `process ${who} takes over`, to: doing({ ...world, lease }, who, { _tag: "settling", term }) }
  ]
}

const settling = (world: World, who: Who, term: number): ReadonlyArray<Move> => {
  const moves = ([false, true] as const).map((silentTooLong): Move => {
    const what = `process ${who} looks what is left to do${silentTooLong ? ", long after" : ""}`
    switch (takeOver(world, silentTooLong)) {
      case "Free":
        return { what, to: doing(world, who, { _tag: "releasing", term }) }
      case "GoOn": {
        const taken = write({ ...world, attempt: { ...world.attempt, term } }, { _tag: "TakenOver" })
        return { what, to: doing(taken, who, { _tag: "working", term, mind: resumed(taken) }) }
      }
      case "Abandon": {
        const how = { _tag: "Abandoned", silentMillis: 2, resumeWithinMillis: 1 } as const
        const ended = write(
          { ...world, attempt: { ...world.attempt, term } },
          { _tag: "Ended", how, unsettled: true }
        )
        return { what, to: doing(ended, who, { _tag: "releasing", term }) }
      }
    }
  })
  return world.attempt.term >= term
    ? [{ what: `process ${who} comes too late`, to: doing(world, who, { _tag: "idle" }) }]
    : moves
}

const releasing = (world: World, who: Who, term: number): Move => {
  const lease: LeaseState = world.lease.term === term ? { ...world.lease, state: "finished" } : world.lease
  return {
    what: `process ${who} gives the lease back`,
    to: doing({ ...world, lease }, who, { _tag: "idle" })
  }
}

/** The journal's news reach an owner sooner or later. */
const watch = (world: World, who: Who, term: number, mind: Mind): ReadonlyArray<Move> => {
  if (world.attempt.term !== term)
    return [
      { what: `process ${who} learns that another owns the attempt`, to: doing(world, who, { _tag: "idle" }) }
    ]
  const read = world.attempt.events.length
  if (read === mind.read) return []
  return [
    {
      what: `process ${who} reads the journal`,
      to: doing(world, who, { _tag: "working", term, mind: { ...mind, read } })
    }
  ]
}

const deleting = (world: World, who: Who): ReadonlyArray<Move> => {
  const { deleting: term } = world.processes[who]
  const { deletionLease } = world
  const name = `process ${who}`
  if (term === null) {
    if (world.deletion !== "pending") return []
    if (
      deletionLease !== null &&
      !canTakeOver(world, deletionLease, (x) => x.deleting === deletionLease.term)
    )
      return []
    const next = (deletionLease?.term ?? 0) + 1
    const owned = { ...world, deletionLease: { term: next, owner: who, state: "held" } as const }
    return [{ what: `${name} takes the deletion`, to: withProcess(owned, who, { deleting: next }) }]
  }
  const drop = withProcess(world, who, { deleting: null })
  if (deletionLease?.term !== term) return [{ what: `${name} finds that another deletes`, to: drop }]
  const step = deletionStep(world)
  switch (step._tag) {
    case "Done":
      return [{ what: `${name} is done deleting`, to: { ...drop, deletionLease: null } }]
    case "AwaitEnd":
    case "LookAgain":
      return []
    case "RecordGone":
      return [{ what: `${name} records that all is gone`, to: { ...world, deletion: "done" } }]
    case "Delete": {
      const doomed = new Set(step.snapshots.map((x) => x.uuid))
      const foreign = world.parts.some((x) => x !== null && doomed.has(x.uuid) && x.by === "foreign")
      const parts = world.parts.map((x) => (x !== null && doomed.has(x.uuid) ? null : x))
      return [
        {
          what: `${name} deletes what is left`,
          to: { ...world, parts },
          ...(foreign ? { wrong: "a foreign snapshot is deleted" } : {})
        }
      ]
    }
  }
}

const ofProcess = (world: World, who: Who): ReadonlyArray<Move> => {
  const process = world.processes[who]
  if (process.state === "down")
    return [{ what: `process ${who} is started again`, to: withProcess(world, who, idle) }]
  if (process.state === "paused")
    return [{ what: `process ${who} wakes up`, to: withProcess(world, who, { state: "up" }) }]
  const { doing: now } = process
  const acts = ((): ReadonlyArray<Move> => {
    switch (now._tag) {
      case "idle":
        return supervise(world, who)
      case "settling":
        return settling(world, who, now.term)
      case "working":
        return [...work(world, who, now.term, now.mind), ...watch(world, who, now.term, now.mind)]
      case "releasing":
        return [releasing(world, who, now.term)]
    }
  })()
  return [...acts, ...deleting(world, who), ...accidents(world, who, acts)]
}

/** A process can die at any moment, also when a request of it has just been carried out or will be; it can be told to end, or be paused. */
const accidents = (world: World, who: Who, acts: ReadonlyArray<Move>): ReadonlyArray<Move> => {
  const dead = (to: World): World =>
    withProcess(to, who, { state: "down", doing: { _tag: "idle" }, deleting: null })
  const { doing: now } = world.processes[who]
  const mine = now._tag !== "idle" && world.lease.term === now.term
  return [
    ...(world.budget.crashes > 0
      ? [
          { what: `process ${who} is killed`, to: spend(dead(world), "crashes") },
          ...acts.map((move) => ({
            what: `${move.what}, and is killed before the answer`,
            to: spend(dead(move.to), "crashes"),
            ...(move.wrong === undefined ? {} : { wrong: move.wrong })
          })),
          ...(mine && world.lease.state === "held"
            ? [
                {
                  what: `process ${who} is told to end`,
                  to: spend(dead({ ...world, lease: { ...world.lease, state: "handed over" } }), "crashes")
                }
              ]
            : [])
        ]
      : []),
    ...(world.budget.pauses > 0
      ? [
          {
            what: `process ${who} is paused`,
            to: spend(withProcess(world, who, { state: "paused" }), "pauses")
          }
        ]
      : [])
  ]
}

/** It takes whatever has the name then. */
const lateDelete = (world: World, index: number): ReadonlyArray<Move> => {
  const part = world.parts[index] ?? null
  const what = `the late delete of part ${index + 1}`
  const { events } = world.attempt
  const isMeant =
    part === null ||
    part.by === "foreign" ||
    world.deletion === "pending" ||
    isStopAsked(events) ||
    events.some((x) => x._tag === "PartRetried" && x.uuid === part.uuid)
  return [
    { what: `${what} is refused`, to: world },
    {
      what: `${what} is carried out`,
      to: withPart(world, index, null),
      ...(isMeant && !isCalledWhole(world) ? {} : { wrong: "a part that was taken again is deleted" })
    }
  ]
}

const isCalledWhole = (world: World): boolean =>
  world.deletion === "none" && endOf(world)?._tag === "Completed"

const ofElasticsearch = (world: World): ReadonlyArray<Move> => [
  ...world.parts.flatMap((part, index): ReadonlyArray<Move> =>
    part === null || part.state !== "IN_PROGRESS"
      ? []
      : [
          { what: `part ${index + 1} succeeds`, to: withPart(world, index, { ...part, state: "SUCCESS" }) },
          ...(world.budget.badParts > 0
            ? [
                {
                  what: `part ${index + 1} ends PARTIAL`,
                  to: spend(withPart(world, index, { ...part, state: "PARTIAL" }), "badParts")
                }
              ]
            : [])
        ]
  ),
  ...world.late.flatMap((request, at): ReadonlyArray<Move> => {
    const rest = { ...world, late: world.late.filter((_, i) => i !== at) }
    if (request.what === "delete") return lateDelete(rest, request.part)
    const refused = { what: `the late create of part ${request.part + 1} is refused`, to: rest }
    return isFree(world, request.part)
      ? [
          {
            what: `the late create of part ${request.part + 1} is carried out`,
            to: create(rest, request.part, "IN_PROGRESS", "us")
          },
          refused
        ]
      : [refused]
  }),
  ...(world.budget.foreign > 0
    ? world.parts.flatMap((part, index): ReadonlyArray<Move> =>
        part === null
          ? [
              {
                what: `a foreign writer takes the name of part ${index + 1}`,
                to: spend(create(world, index, "SUCCESS", "foreign"), "foreign")
              }
            ]
          : []
      )
    : [])
]

const ofPeople = (world: World): ReadonlyArray<Move> => {
  if (world.budget.requests === 0 || world.deletion !== "none") return []
  const open = endOf(world) === null
  const stop = { _tag: "StopAsked", reason: "asked" } as const
  const stopped = open && !isStopAsked(world.attempt.events) ? write(world, stop) : world
  return [
    ...(open ? [{ what: "somebody cancels", to: spend(stopped, "requests") }] : []),
    { what: "somebody deletes", to: spend({ ...stopped, deletion: "pending" as const }, "requests") }
  ]
}

/** Somebody wants another backup under the id. */
const again = (world: World): ReadonlyArray<Move> => {
  if (world.budget.again === 0 || endOf(world) === null) return []
  const what = "somebody creates the id again"
  switch (createAgain(world)) {
    case "refused":
      return []
    case "later":
      // The time is over when nothing is late any more; then it looks again.
      return world.late.length > 0 ? [] : [{ what, to: { ...spend(world, "again"), renewed: true } }]
    case "begins":
      return [
        {
          what,
          to: { ...spend(world, "again"), renewed: true },
          ...(world.late.length > 0
            ? {
                wrong: "an attempt begins although a late call of the one before can take or delete its parts"
              }
            : {})
        }
      ]
  }
}

export const movesOf = (world: World): ReadonlyArray<Move> =>
  world.renewed
    ? []
    : [
        ...both.flatMap((who) => ofProcess(world, who)),
        ...ofElasticsearch(world),
        ...ofPeople(world),
        ...again(world)
      ]
