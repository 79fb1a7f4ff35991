/** Everything that can happen next in a world: the owner's step, with every way it can go, and what others and Elasticsearch do. */
import { Option } from "effect"
import * as Restore from "../../../src/domain/restore/Restore.ts"
import { indicesOf } from "../../../src/domain/restore/RestorePlan.ts"
import { type RestoreAction, restoreStep } from "../../../src/domain/restore/restoreStep.ts"
import * as Work from "../../../src/domain/restore/RestoreWork.ts"
import {
  breaks,
  type Budget,
  carryOutDelete,
  carryOutRestore,
  endOf,
  id,
  type Late,
  setIndex,
  settleTicks,
  targetOf,
  type World,
  write
} from "./RestoreWorld.ts"

export interface Move {
  readonly what: string
  readonly to: World
}

const limits = {
  partTimeoutMillis: Number.POSITIVE_INFINITY,
  retryBudgetMillis: Number.POSITIVE_INFINITY,
  settleMillis: settleTicks,
  deleteBatch: 1
}

const spend = (world: World, what: keyof Budget): World | null =>
  world.budget[what] === 0 ? null : { ...world, budget: { ...world.budget, [what]: world.budget[what] - 1 } }

/** Times only matter against now, which is always 0: what is older than the time to settle is as old as that. */
const aged = (since: number | null, by: number): number | null =>
  since === null ? null : Math.max(-settleTicks, since - by)

const normal = (work: Work.RestoreWork, by = 0): Work.RestoreWork => ({
  ...work,
  knownAt: 0,
  failingSince: null,
  tries: 0,
  partSince: 0,
  recovered: 0,
  lostSince: aged(work.lostSince, by),
  deleteLostSince: aged(work.deleteLostSince, by)
})

const known = (world: World, work: Work.RestoreWork): World => ({ ...world, work: normal(work) })

/** One tick passes; a request that was not carried out until then is not any more. */
const tick = (world: World): World => ({
  ...world,
  late: world.late.map((x): Late => ({ ...x, age: x.age + 1 })).filter((x) => x.age < settleTicks),
  work: world.work === null ? null : normal(world.work, 1)
})

const lookAt = (world: World): Work.Look => {
  const stage = Work.stageOf(world.restore) ?? "restore"
  const see = (name: string) => {
    const index = world.indices[name]
    return index === undefined
      ? []
      : [
          [
            name,
            {
              name,
              kind: "index" as const,
              uuid: index.uuid,
              open: true,
              hidden: false,
              mark: index.mine ? id : null,
              blocks: [],
              documents: 1,
              bytes: 1,
              bytesWithReplicas: 1,
              replicas: 0
            }
          ] as const
        ]
  }
  const made = new Map(indicesOf(world.restore.plan).flatMap((x) => see(targetOf(world, stage, x.name))))
  const shards = new Map(
    [...made.keys()].map((name) => {
      const state = world.indices[name]?.shards ?? "started"
      return [name, [{ index: name, shard: 0, state, reason: null, recovered: null }]] as const
    })
  )
  const doomed =
    stage === "restore"
      ? new Map(world.restore.plan.doomed.flatMap((x) => see(x.name)))
      : new Map<string, never>()
  return { made, shards, doomed }
}

const unavailable = { _tag: "Unavailable", step: "s", reason: "r" } as const

/** A request that can be lost: carried out and answered; carried out; still to come. */
const asked = (
  world: World,
  sent: Work.RestoreWork,
  answeredWork: (work: Work.RestoreWork) => Work.RestoreWork,
  what: string,
  late: Late,
  carriedOut: World | null
): ReadonlyArray<Move> => {
  const unknown = { _tag: "Unknown" } as const
  const refused = { _tag: "Refused", step: "s", reason: "exists" } as const
  const lost = spend(world, "lost")
  const mute = Work.learn(sent, unavailable, 0)
  return [
    {
      what,
      to: known(
        carriedOut ?? world,
        answeredWork(Work.learn(sent, carriedOut === null ? refused : unknown, 0))
      )
    },
    ...(lost === null
      ? []
      : [
          ...(carriedOut === null
            ? []
            : [{ what: `${what}, answer lost`, to: known({ ...carriedOut, budget: lost.budget }, mute) }]),
          { what: `${what}, still to come`, to: known({ ...lost, late: [...lost.late, late] }, mute) }
        ])
  ]
}

const act = (world: World, work: Work.RestoreWork, action: RestoreAction): ReadonlyArray<Move> => {
  switch (action._tag) {
    case "Look": {
      const then = action.afterMillis > 0 ? tick(world) : world
      const looking = then.work ?? work
      return [
        { what: "look", to: known(then, Work.learn(looking, { _tag: "Looked", look: lookAt(then) }, 0)) }
      ]
    }
    case "Record": {
      const written = write(world, action.event)
      return [
        { what: `record ${action.event._tag}`, to: known(written, Work.recorded(work, written.restore)) }
      ]
    }
    case "Delete":
    case "Drop": {
      // Elasticsearch deletes by name: what comes between the look and the DELETE cannot be seen. What was seen must be the plan's, or ours.
      const seen = work.fact._tag === "Looked" ? work.fact.look : null
      const uuids = new Set(world.restore.plan.doomed.map((x) => x.uuid))
      const sound = action.names.every((x) =>
        action._tag === "Drop" ? seen?.made.get(x)?.mark === id : uuids.has(seen?.doomed.get(x)?.uuid ?? "")
      )
      const rule = sound ? null : `${action._tag} of what is neither of the plan nor marked`
      return asked(
        breaks(world, rule),
        Work.deleting(work, 0),
        (after) => Work.deleteAnswered(after, work),
        `${action._tag} ${action.names.join()}`,
        { what: "delete", names: action.names, age: 0 },
        carryOutDelete(world, action.names, false)
      )
    }
    case "Restore":
      return asked(
        world,
        Work.asking(work, action.part.part, 0),
        Work.answered,
        `restore ${action.stage} ${action.indices.join()}`,
        { what: "restore", stage: action.stage, names: action.indices, age: 0 },
        carryOutRestore(world, action.stage, action.indices)
      )
    case "Compare": {
      const names = indicesOf(world.restore.plan).map((x) => targetOf(world, action.stage, x.name))
      const whole = names.every(
        (x) => world.indices[x]?.mine === true && world.indices[x]?.shards === "started"
      )
      const comparison = { indices: 2, bytes: 2, documents: 2, differences: [], notCompared: [] }
      const differing = {
        ...comparison,
        differences: [{ index: "a", what: "documents" as const, expected: "1", found: "2" }]
      }
      const lost = spend(world, "differences")
      return [
        {
          what: "compare",
          to: known(
            world,
            Work.learn(work, { _tag: "Compared", comparison: whole ? comparison : differing }, 0)
          )
        },
        ...(lost === null
          ? []
          : [
              {
                what: "compare, differs",
                to: known(lost, Work.learn(work, { _tag: "Compared", comparison: differing }, 0))
              }
            ])
      ]
    }
    case "PutTemplates": {
      const failed = spend(world, "failures")
      return [
        ...asked(
          world,
          work,
          (after) => (after.fact._tag === "Unknown" ? Work.learn(after, { _tag: "TemplatesPut" }, 0) : after),
          "put the template",
          { what: "put", age: 0 },
          { ...world, isPut: true }
        ),
        ...(failed === null
          ? []
          : [
              {
                what: "put the template, refused",
                to: known(failed, Work.learn(work, { _tag: "Refused", step: "s", reason: "r" }, 0))
              }
            ])
      ]
    }
    case "Release": {
      const released = action.names.reduce(
        (before, name) => {
          const index = before.indices[name]
          return index === undefined ? before : setIndex(before, name, { ...index, mine: false })
        },
        breaks(world, lacksTemplate(world) ? "indices are opened before the template is put" : null)
      )
      return [
        {
          what: `release ${action.names.join()}`,
          to: known(released, Work.learn(work, { _tag: "Unknown" }, 0))
        }
      ]
    }
    case "GiveUp":
      return [
        { what: `give up: ${action.verdict._tag}`, to: known(world, Work.withVerdict(work, action.verdict)) }
      ]
    case "End":
      return [
        {
          what: `end: ${action.how._tag}`,
          to: ending({ ...write(world, { _tag: "Ended", how: action.how }), work: null })
        }
      ]
  }
}

/** What was asked for beside the indices is not there. */
const lacksTemplate = (world: World): boolean => world.restore.plan.templates.length > 0 && !world.isPut

/** What an end promises. */
const ending = (world: World): World => {
  const how = endOf(world)
  const { plan } = world.restore
  const leftover = Object.entries(world.indices).some(([name, x]) => name.startsWith("drill-") && x.mine)
  const drillToCome = world.late.some((x) => x.what === "restore" && x.stage === "drill")
  if (leftover || drillToCome)
    return breaks(world, "it ends although something of the drill is there, or can come")
  if (how?._tag !== "Completed") return world
  const stages = plan.target._tag === "Drill" ? (["drill"] as const) : (["restore"] as const)
  const compared = stages.every((x) =>
    Option.exists(Restore.comparisonOf(world.restore, x), ({ differences }) => differences.length === 0)
  )
  if (!compared) return breaks(world, "Completed is said of what was not compared")
  if (plan.target._tag === "Drill") return world
  if (lacksTemplate(world) || Restore.awaitsTemplates(world.restore))
    return breaks(world, "Completed is said without the template that was asked for")
  const names = indicesOf(plan).map((x) => targetOf(world, "restore", x.name))
  const there = names.every((x) => {
    const index = world.indices[x]
    return index !== undefined && index.shards === "started" && !index.mine
  })
  const canGo = world.late.some((x) => x.what === "delete" && x.names.some((name) => names.includes(name)))
  return breaks(
    world,
    there
      ? canGo
        ? "Completed is said although a late delete can take an index"
        : null
      : "Completed is said of what is not there and open"
  )
}

const owners = (world: World): ReadonlyArray<Move> =>
  world.work === null ? [] : act(world, world.work, restoreStep(world.work, 0, limits))

/** What Elasticsearch does by itself. */
const servers = (world: World): ReadonlyArray<Move> => [
  ...world.late.flatMap((late, at): ReadonlyArray<Move> => {
    const without = { ...world, late: world.late.filter((_, i) => i !== at) }
    const to =
      late.what === "put"
        ? { ...without, isPut: true }
        : late.what === "delete"
          ? carryOutDelete(without, late.names, true)
          : (carryOutRestore(without, late.stage, late.names) ?? without)
    return [{ what: `late ${late.what}`, to }]
  }),
  ...Object.entries(world.indices).flatMap(([name, index]): ReadonlyArray<Move> => {
    if (index.shards !== "copying") return []
    const failed = spend(world, "failures")
    return [
      { what: `${name} is copied`, to: setIndex(world, name, { ...index, shards: "started" }) },
      ...(failed === null
        ? []
        : (["failed", "unplaced", "lost"] as const).map((shards) => ({
            what: `${name} is ${shards}`,
            to: setIndex(failed, name, { ...index, shards })
          })))
    ]
  })
]

/** What people and other processes do. */
const others = (world: World): ReadonlyArray<Move> => {
  const moves: Array<Move> = []
  const add = (what: string, to: World | null): void => {
    if (to !== null) moves.push({ what, to })
  }
  const takenOver = (budget: World | null): World | null => {
    if (budget === null) return null
    const written = write(budget, { _tag: "TakenOver" })
    return { ...written, work: normal(Work.resume(written.restore, 0)) }
  }
  if (world.work !== null) {
    add("crash, taken over", takenOver(spend(world, "crashes")))
    const stopping = Option.isSome(Restore.stopRequested(world.restore)) ? null : spend(world, "stops")
    if (stopping !== null) add("stop", write(stopping, { _tag: "StopRequested", reason: "stop" }))
  } else if (endOf(world)?._tag !== "Completed" && world.restore.plan.target._tag !== "Drill") {
    const resuming = spend(world, "resumes")
    if (resuming !== null) {
      const written = write(resuming, { _tag: "Resumed", reason: "resume" })
      add("resume", { ...written, work: normal(Work.resume(written.restore, 0)) })
    }
  }
  for (const name of ["a", "c"])
    if (!(name in world.indices)) {
      const made = spend(world, "strangers")
      if (made !== null)
        add(
          `somebody makes ${name}`,
          setIndex(made, name, { uuid: `stranger-${name}`, mine: false, shards: "started" })
        )
    }
  return moves
}

export const movesOf = (world: World): ReadonlyArray<Move> => [
  ...owners(world),
  ...servers(world),
  ...others(world)
]
