/** The words of a create. The snapshots are those of the plan, where the server makes one. */
import {
  BackupId,
  CamundaVersion,
  type Component,
  LeftOut,
  Quantities,
  SnapshotName
} from "@camunda-backup/core"
import { Result } from "effect"
import type { Confirmation } from "../model/Dialog.ts"
import type { Model } from "../model/Model.ts"
import { alarm, conjoined, coverage, type Named, type Wording } from "./Wording.ts"
import { find } from "../model/Selection.ts"

/** Of another id it says nothing: that one may exist. */
const plannedBy = ({ planned }: Model, component: Component.Component, text: string) => {
  const id = BackupId.parse(text)
  return id._tag === "Some" && planned?.key === BackupId.format(id.value)
    ? planned.plans.find((x) => x.component === component)
    : undefined
}

const serverPlan = (model: Model, component: Component.Component, text: string) =>
  plannedBy(model, component, text)?.result

/** The chosen components that the server's plan does not refuse: what the button takes. */
export const takenBy = (model: Model, confirmation: Confirmation): ReadonlyArray<Component.Component> => {
  const refused = refusedOf(model, confirmation)
  return confirmation.chosen.filter((x) => !refused.has(x))
}

/** Where the server makes no plans: as the newest backup of the component looks. */
const expected = (model: Model, component: Component.Component, text: string): ReadonlyArray<Named> => {
  const id = BackupId.parse(text)
  const like = model.readings.get(component)?.backups[0]?.snapshots[0]
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

/** What the server's plan leaves out of the component; when the server refuses, the refusal says it. */
const leftOut = (model: Model, component: Component.Component, text: string): ReadonlyArray<string> => {
  const indices = plannedBy(model, component, text)?.inNoPart ?? []
  return indices.length === 0 ? [] : [`In no part of ${component}: ${LeftOut.describeAll(indices)}`]
}

const snapshotsOf = (model: Model, component: Component.Component, text: string): ReadonlyArray<Named> => {
  const plan = serverPlan(model, component, text)
  if (plan === undefined) return expected(model, component, text)
  return Result.isFailure(plan)
    ? []
    : plan.success.map(({ indices, snapshot }) => ({
        name: snapshot,
        note: Quantities.count(indices.length, "index", "indices")
      }))
}

const headingOf = (model: Model, confirmation: Confirmation, snapshots: ReadonlyArray<Named>): string => {
  if (confirmation.chosen.some((x) => serverPlan(model, x, confirmation.text) !== undefined))
    return snapshots.length === 0
      ? "Nothing would be taken."
      : `${Quantities.count(snapshots.length, "snapshot")}, with the indices that exist now:`
  if (snapshots.length === 0) return "The server chooses the names of the snapshots."
  const versions = new Set(
    confirmation.chosen.flatMap((x) => model.readings.get(x)?.backups[0]?.snapshots[0]?.version ?? [])
  )
  return `${Quantities.count(snapshots.length, "snapshot")}, if Camunda is still ${conjoined([...versions])}:`
}

const preflight = (model: Model): ReadonlyArray<string> => {
  const { report, running } = model.check
  if (report === null)
    return [running ? "Check of the installation: running." : "Check of the installation: not run."]
  const bad = report.findings.filter((x) => x.severity === "error" || x.severity === "warning")
  return bad.length === 0
    ? [`Check of the installation: ${Quantities.count(report.findings.length, "finding")}, all ok.`]
    : []
}

/** Those of the chosen components that the server's plan refuses, with the reason. */
export const refusedOf = (
  model: Model,
  { chosen, text }: Pick<Confirmation, "chosen" | "text">
): ReadonlyMap<Component.Component, string> =>
  new Map(
    chosen.flatMap((component) => {
      const result = serverPlan(model, component, text)
      return result !== undefined && Result.isFailure(result) ? [[component, result.failure.message]] : []
    })
  )

export const createWording = (model: Model, confirmation: Confirmation): Wording => {
  const snapshots = confirmation.chosen.flatMap((x) => snapshotsOf(model, x, confirmation.text))
  const bad =
    model.check.report?.findings.filter((x) => x.severity === "error" || x.severity === "warning") ?? []
  const refusals = [...refusedOf(model, confirmation)].map(
    ([component, reason]) => `${component} will be refused: ${reason}`
  )
  const possible = takenBy(model, confirmation)
  const half = refusals.length > 0 && possible.length > 0
  const left = confirmation.chosen.flatMap((x) => leftOut(model, x, confirmation.text))
  // The plan is newer than the check, and says the same of them.
  const troubles = bad.filter(
    (x) =>
      !(
        x.what === "indices-in-no-part" &&
        confirmation.chosen.some((y) => plannedBy(model, y, confirmation.text))
      )
  )
  const exists = refusals.length === 0 && find(model, confirmation.text) !== null
  return {
    title: "Take a backup (nothing written yet)",
    button: half ? `Take ${conjoined(possible)} alone` : "Start",
    guards: [
      ...refusals.map(alarm),
      ...(exists ? [alarm(`Backup ${confirmation.text} already exists: the server will refuse.`)] : []),
      ...(half ? [alarm("Half a backup: a restore needs both components under one id.")] : [])
    ],
    about: [
      `${Quantities.count(confirmation.chosen.length, "component")}, one snapshot after another. ${coverage}`,
      ...preflight(model)
    ],
    warnings: [...left, ...troubles.map((x) => `${x.what}: ${x.symptom}`)],
    heading: headingOf(model, confirmation, snapshots),
    snapshots,
    required: null
  }
}

/** Camunda's own API takes an id and nothing else. */
export const canBeDescribed = (
  { notOffered }: Pick<Model, "notOffered">,
  { kind }: Pick<Confirmation, "kind">
): boolean => kind === "create" && notOffered === null
