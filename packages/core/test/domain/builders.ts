/** Values for tests, by what matters in each. */
import { Option } from "effect"
import {
  type Attempt,
  type End,
  type BackupId,
  type CamundaVersion,
  Component,
  CreatePlan,
  IndexSets,
  type Snapshot,
  SnapshotName
} from "../../src/index.ts"

export const id = (value: bigint): BackupId.BackupId => value as BackupId.BackupId
export const version = (text: string): CamundaVersion.CamundaVersion => text as CamundaVersion.CamundaVersion

export const snapshot = (x: Partial<Snapshot.Snapshot> & { readonly part?: number }): Snapshot.Snapshot => {
  const component = x.component ?? "operate"
  const backupId = x.backupId ?? id(5n)
  const part = x.part ?? 1
  const count = x.count ?? 6
  const named = SnapshotName.format({
    component,
    backupId,
    version: version(x.version ?? "8.7.2"),
    part,
    count
  })
  return {
    name: named,
    component,
    backupId,
    version: "8.7.2",
    part,
    count,
    uuid: `uuid-${named}`,
    state: "SUCCESS",
    startTime: part * 200,
    failures: [],
    indices: null,
    attempt: null,
    damaged: false,
    ...x
  }
}

/** Parts 1 to `n` of 6, with the states given for some of them. */
export const parts = (
  n: number,
  states: Readonly<Record<number, Snapshot.SnapshotState>> = {}
): ReadonlyArray<Snapshot.Snapshot> =>
  Array.from({ length: n }, (_, i) => snapshot({ part: i + 1, state: states[i + 1] ?? "SUCCESS" }))

/** Every index of a component at 8.7 with one dated index for `list-view` or `task`. */
export const catalog = (component: Component.Component = "operate") => {
  const prefix = Component.defaultIndexPrefix(component)
  const sets = Option.getOrElse(IndexSets.find(component, "8.7.2"), () => [])
  const names = sets.flatMap((part) =>
    part.dated ? [] : part.entries.filter((x) => !x.optional).map((x) => IndexSets.fullName(prefix, x))
  )
  const dated =
    component === "operate" ? "operate-list-view-8.3.0_2024-01-01" : "tasklist-task-8.5.0_2024-01-01"
  return {
    indices: [...names, dated].map((name) => ({ name, hidden: false })),
    aliases: names.map((name) => ({ name: `${name}alias`, indices: [name] }))
  }
}

export const planInput = (
  component: Component.Component = "operate",
  backupId = id(5n)
): CreatePlan.Input => ({
  component,
  backupId,
  version: version("8.7.2"),
  indexPrefix: Component.defaultIndexPrefix(component),
  indexSet: Option.getOrElse(IndexSets.find(component, "8.7.2"), () => []),
  catalog: catalog(component)
})

export const plan = (
  component: Component.Component = "operate",
  backupId = id(5n)
): CreatePlan.CreatePlan => {
  const made = CreatePlan.make(planInput(component, backupId))
  return made._tag === "Success" ? made.success : { ...planInput(component, backupId), parts: [] }
}

export const attempt = (x: Partial<Attempt.Attempt> = {}): Attempt.Attempt => ({
  id: "a-1" as Attempt.AttemptId,
  plan: plan(),
  repository: "r",
  askedAt: 0,
  askedBy: "test",
  term: 1,
  transitions: [],
  ...x
})

export const happened = (event: Attempt.Event, at = 1): Attempt.Transition => ({ at, by: "test", event })

export const ended = (how: End.End): Attempt.Attempt =>
  attempt({ transitions: [happened({ _tag: "Ended", how, unsettled: false })] })
