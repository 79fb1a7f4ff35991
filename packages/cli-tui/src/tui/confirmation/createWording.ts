/** The words of the plan of a create. */
import { BackupId, CamundaVersion, type Component, LeftOut, SnapshotName } from "@camunda-backup/core"
import { Result } from "effect"
import type { Plan } from "../model/Dialog.ts"
import type { Model } from "../model/Model.ts"
import type { PlanWords, Snapshot } from "./confirmationOf.ts"
import { count } from "../view/amounts.ts"
import { coverage, list } from "./deleteWording.ts"
import { find } from "../model/Selection.ts"

/** Of another id it says nothing: that one may exist. */
const plannedBy = ({ planned }: Model, component: Component.Component, text: string) => {
  const id = BackupId.parse(text)
  return id._tag === "Some" && planned?.key === BackupId.format(id.value)
    ? planned.plans.find((x) => x.component === component)
    : undefined
}

const planOfServer = (model: Model, component: Component.Component, text: string) =>
  plannedBy(model, component, text)?.result

/** Where the server makes no plans: as the newest backup of the component looks. */
const expected = (model: Model, component: Component.Component, text: string): ReadonlyArray<Snapshot> => {
  const id = BackupId.parse(text)
  const like = model.feeds.get(component)?.backups[0]?.snapshots[0]
  if (id._tag === "None" || like === undefined) return []
  const version = CamundaVersion.parse(like.version)
  if (version._tag === "None") return []
  return Array.from({ length: like.count }, (_, i) => ({
    name: SnapshotName.format({
      component,
      backupId: id.value,
      version: version.value,
      part: i + 1,
      count: like.count
    }),
    note: "expected"
  }))
}

/** What the plan of the server says of the component's own; of one that the server refuses the refusal says it. */
const leftOut = (model: Model, component: Component.Component, text: string): ReadonlyArray<string> => {
  const indices = plannedBy(model, component, text)?.inNoPart ?? []
  return indices.length === 0 ? [] : [`In no part of ${component}: ${LeftOut.describeAll(indices)}`]
}

const snapshotsOf = (model: Model, component: Component.Component, text: string): ReadonlyArray<Snapshot> => {
  const plan = planOfServer(model, component, text)
  if (plan === undefined) return expected(model, component, text)
  return Result.isFailure(plan)
    ? []
    : plan.success.map(({ indices, snapshot }) => ({
        name: snapshot,
        note: indices.length === 1 ? "1 index" : `${indices.length} indices`
      }))
}

const headingOf = (model: Model, plan: Plan, snapshots: ReadonlyArray<Snapshot>): string => {
  if (plan.chosen.some((x) => planOfServer(model, x, plan.text) !== undefined))
    return snapshots.length === 0
      ? "Nothing would be taken."
      : `${count(snapshots.length, "snapshot")}, with the indices that exist now:`
  if (snapshots.length === 0) return "The server makes the names of the snapshots."
  const versions = new Set(
    plan.chosen.flatMap((x) => model.feeds.get(x)?.backups[0]?.snapshots[0]?.version ?? [])
  )
  return `${count(snapshots.length, "snapshot")}, if Camunda is still ${list([...versions])}:`
}

const preflight = (model: Model): ReadonlyArray<string> => {
  const { report, running } = model.check
  if (report === null)
    return [running ? "Check of the installation: running." : "Check of the installation: not made."]
  const bad = report.findings.filter((x) => x.severity !== "ok")
  return bad.length === 0
    ? [`Check of the installation: all ${report.findings.length} findings are well.`]
    : []
}

export const createWords = (model: Model, plan: Plan): PlanWords => {
  const snapshots = plan.chosen.flatMap((x) => snapshotsOf(model, x, plan.text))
  const bad = model.check.report?.findings.filter((x) => x.severity !== "ok") ?? []
  const refusals = plan.chosen.flatMap((component) => {
    const result = planOfServer(model, component, plan.text)
    return result !== undefined && Result.isFailure(result)
      ? [`${component} will be refused: ${result.failure.message}`]
      : []
  })
  const left = plan.chosen.flatMap((x) => leftOut(model, x, plan.text))
  // The plan is newer than the check, and says the same of them.
  const troubles = bad.filter(
    (x) => !(x.what === "indices-in-no-part" && plan.chosen.some((y) => plannedBy(model, y, plan.text)))
  )
  const exists = refusals.length === 0 && find(model, plan.text) !== null
  return {
    title: "Take a backup (nothing written yet)",
    button: "Start",
    about: [
      `${count(plan.chosen.length, "component")}, one snapshot after the other. ${coverage}`,
      ...preflight(model)
    ],
    warnings: [
      ...refusals,
      ...(exists ? [`A backup ${plan.text} exists: the server will refuse.`] : []),
      ...left,
      ...troubles.map((x) => `${x.what}: ${x.symptom}`)
    ],
    heading: headingOf(model, plan, snapshots),
    snapshots,
    required: null
  }
}
