/** A cluster and one restore in it, small enough that everything that can happen to them is gone through. */
import { Option } from "effect"
import * as BackupId from "../../../src/domain/BackupId.ts"
import * as Restore from "../../../src/domain/restore/Restore.ts"
import type { RestoreEnd } from "../../../src/domain/restore/RestoreEnd.ts"
import { restoreId } from "../../../src/domain/RestoreId.ts"
import {
  namePrefixOf,
  planDigest,
  type RestorePlan,
  type Stage
} from "../../../src/domain/restore/RestorePlan.ts"
import * as Work from "../../../src/domain/restore/RestoreWork.ts"
import * as SnapshotName from "../../../src/domain/SnapshotName.ts"

export const id = restoreId("0123456789abcdef0123456789abcdef")

export interface Index {
  readonly uuid: string
  readonly mine: boolean
  readonly shards: "copying" | "started" | "failed" | "unplaced" | "lost"
}

/** A request whose answer was lost, and that can still be carried out. */
export type Late =
  | {
      readonly what: "restore"
      readonly stage: Stage
      readonly names: ReadonlyArray<string>
      readonly age: number
    }
  | { readonly what: "put"; readonly age: number }
  | { readonly what: "delete"; readonly names: ReadonlyArray<string>; readonly age: number }

/** What may still go wrong. */
export interface Budget {
  readonly crashes: number
  readonly lost: number
  readonly failures: number
  readonly strangers: number
  readonly stops: number
  readonly resumes: number
  readonly differences: number
}

export interface World {
  readonly indices: Readonly<Record<string, Index>>
  /** The template of the plan is as it was captured. */
  readonly isPut: boolean
  readonly late: ReadonlyArray<Late>
  readonly restore: Restore.Restore
  /** `null`: nobody is at it. */
  readonly work: Work.RestoreWork | null
  readonly budget: Budget
  /** A rule that was broken on the way here. */
  readonly broken: string | null
}

export const settleTicks = 2

const part = (number: number, name: string) => ({
  snapshot: Option.getOrThrow(SnapshotName.parse("operate", `camunda_operate_1_8.7.0_part_${number}_of_2`))
    .name,
  uuid: `s${number}`,
  part: number,
  indices: [{ name, shards: 1, bytes: 1, files: 1 }]
})

export const planOf = (
  target: RestorePlan["target"],
  proof: RestorePlan["proof"],
  doomed: ReadonlyArray<string>
): RestorePlan => ({
  component: "operate",
  backupId: Option.getOrThrow(BackupId.parse("1")),
  repository: "r",
  version: "8.7.0",
  indexPrefix: "operate",
  target,
  proof,
  manifestOf: null,
  manifestDrilledAt: null,
  parts: [part(1, "a"), part(2, "b")],
  indicesInBackup: 2,
  doomed: doomed.map((name) => ({
    name,
    uuid: `old-${name}`,
    open: true,
    documents: 1,
    bytes: 1,
    inBackup: name !== "c"
  })),
  staying: [],
  templates: [],
  findings: [],
  estimateMillis: null,
  digest: planDigest("d")
})

/** The plan, with a template that is put back. */
export const withTemplate = (plan: RestorePlan): RestorePlan => ({
  ...plan,
  templates: [{ kind: "index template", name: "t", body: "{}", now: "differs" }]
})

export const initial = (plan: RestorePlan, budget: Budget): World => {
  const restore: Restore.Restore = {
    id,
    plan,
    requestedAt: 0,
    requestedBy: "test",
    term: 1,
    transitions: []
  }
  return {
    indices: Object.fromEntries(
      plan.doomed.map((x) => [x.name, { uuid: x.uuid, mine: false, shards: "started" as const }])
    ),
    isPut: false,
    late: [],
    restore,
    work: Work.begin(restore, 0),
    budget,
    broken: null
  }
}

export const targetOf = (world: World, stage: Stage, name: string): string =>
  `${namePrefixOf(world.restore.plan, stage, id)}${name}`

export const write = (world: World, event: Restore.RestoreEvent): World => {
  const restore = Restore.append(world.restore, { at: 0, by: "p", event })
  return { ...world, restore, work: world.work === null ? null : Work.withRestore(world.work, restore) }
}

export const breaks = (world: World, rule: string | null): World =>
  rule === null || world.broken !== null ? world : { ...world, broken: rule }

export const endOf = (world: World): RestoreEnd | null =>
  Option.getOrNull(Option.map(Restore.ended(world.restore), (x) => x.how))

const withIndex = (world: World, name: string, index: Index | null): World => {
  const { [name]: _, ...others } = world.indices
  return { ...world, indices: index === null ? others : { ...others, [name]: index } }
}

/** Elasticsearch deletes these names, whatever has them now. `late`: long after it was asked. */
export const carryOutDelete = (world: World, names: ReadonlyArray<string>, late: boolean): World =>
  names.reduce((before, name) => {
    const found = before.indices[name]
    if (found === undefined) return before
    const proved =
      before.restore.plan.proof._tag !== "DrillFirst" ||
      Restore.isDropped(before.restore, "drill") ||
      found.mine
    // Of what was given up or lost there is nothing to take.
    const isOfUse = found.shards === "copying" || found.shards === "started"
    const rule =
      found.mine &&
      late &&
      isOfUse &&
      !name.startsWith("drill-") &&
      Option.isNone(Restore.stopRequested(before.restore))
        ? `${name} was restored, and a late delete takes it`
        : !proved
          ? `${name} is deleted before the drill proved the backup`
          : null
    return breaks(withIndex(before, name, null), rule)
  }, world)

/** Elasticsearch restores these names of the backup; `null`: it refuses, because one of them exists. */
export const carryOutRestore = (world: World, stage: Stage, names: ReadonlyArray<string>): World | null =>
  names.some((x) => targetOf(world, stage, x) in world.indices)
    ? null
    : names.reduce(
        (before, name) =>
          withIndex(before, targetOf(before, stage, name), {
            uuid: `new-${name}`,
            mine: true,
            shards: "copying"
          }),
        world
      )

export const setIndex = withIndex
