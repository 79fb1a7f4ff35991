/** A plan of a restore, for a person: what is done, by full names, in order, and what was found. */
import { type Finding, Quantities, type RestorePlan, RestoreSteps } from "@camunda-backup/core"
import { findingOrder, findingText } from "./findingText.ts"
import { printable } from "./printable.ts"

const about = (plan: RestorePlan.RestorePlan): string => {
  const { target } = plan
  const where =
    target._tag === "InPlace"
      ? "in place"
      : target._tag === "Drill"
        ? "as a drill, under names that begin with drill-"
        : `under names that begin with ${target.prefix}`
  return `Backup ${plan.backupId} of ${plan.component} (Camunda ${plan.version}), ${where}, from repository ${plan.repository}\n`
}

const doomed = (plan: RestorePlan.RestorePlan): string => {
  if (plan.doomed.length === 0) return "Nothing is deleted.\n"
  const rows = plan.doomed.map((x) => {
    const size = [
      x.documents === null ? null : Quantities.count(x.documents, "document"),
      x.bytes === null ? null : Quantities.bytes(x.bytes),
      x.open ? null : "closed",
      x.inBackup ? null : "NOT IN THE BACKUP"
    ].filter((y) => y !== null)
    return `  ${printable(x.name)}  (${size.join(", ")})\n`
  })
  return `${Quantities.count(plan.doomed.length, "index", "indices")} will be DELETED:\n${rows.join("")}`
}

const made = (plan: RestorePlan.RestorePlan): string => {
  const indices = plan.parts.reduce((sum, x) => sum + x.indices.length, 0)
  const bytes = plan.parts.reduce((sum, x) => sum + x.indices.reduce((all, y) => all + y.bytes, 0), 0)
  const rows = plan.parts.map(
    (x) =>
      `  part ${x.part}: ${Quantities.count(x.indices.length, "index", "indices")}, ${Quantities.bytes(
        x.indices.reduce((all, y) => all + y.bytes, 0)
      )}, from ${x.snapshot}\n`
  )
  const some = indices < plan.indicesInBackup ? ` of ${plan.indicesInBackup} in the backup` : ""
  return `${Quantities.count(indices, "index", "indices")}${some} will be restored, ${Quantities.bytes(bytes)}:\n${rows.join("")}`
}

const templates = (plan: RestorePlan.RestorePlan): string => {
  const all = plan.templates
  if (all.length === 0) return ""
  const rows = all.map(
    (x) => `  ${x.kind} ${printable(x.name)}  (${x.now === "missing" ? "missing" : "differs: replaced"})\n`
  )
  return `${Quantities.count(all.length, "template or policy", "templates and policies")} will be put back:\n${rows.join("")}`
}

const byHand = (plan: RestorePlan.RestorePlan): string =>
  `The same by hand:\n${RestoreSteps.stepsOf(plan)
    .map((x) => `  # ${printable(x.what)}\n  ${printable(x.curl)}\n`)
    .join("")}`

/** What has to be known before indices are deleted, in one sentence; empty when none are. */
export const lossOf = (plans: ReadonlyArray<RestorePlan.RestorePlan>): string => {
  const doomed = plans.flatMap((x) => x.doomed)
  const lost = doomed.filter((x) => !x.inBackup)
  return doomed.length === 0
    ? ""
    : `${Quantities.count(doomed.length, "index is", "indices are")} deleted${lost.length === 0 ? "" : `, ${lost.length} of them ${lost.length === 1 ? "is" : "are"} not in the backup and ${lost.length === 1 ? "is" : "are"} lost`}. Stop Camunda and its exporters first.`
}

/** The texts of a plan, each of whole lines; those that have nothing to say are empty. */
export interface PlanTexts {
  readonly about: string
  readonly doomed: string
  readonly made: string
  /** Findings of the severity. */
  readonly found: (severity: Finding.Severity) => string
  readonly time: string
}

export const planTexts = (plan: RestorePlan.RestorePlan): PlanTexts => ({
  about: about(plan),
  doomed: doomed(plan),
  made: made(plan),
  found: (severity) =>
    plan.findings
      .filter((x) => x.severity === severity)
      .map((x) => findingText(x, { named: false }))
      .join(""),
  time:
    plan.estimateMillis === null
      ? ""
      : `It takes about ${Quantities.duration(plan.estimateMillis)}, by the last one.\n`
})

/** `wide`: with the equal requests. */
export const restorePlanText = (plan: RestorePlan.RestorePlan, wide: boolean): string => {
  const texts = planTexts(plan)
  return [
    texts.about,
    texts.doomed,
    texts.made,
    templates(plan),
    ...(wide ? [byHand(plan)] : []),
    findingOrder.map(texts.found).join(""),
    texts.time
  ]
    .filter((x) => x !== "")
    .join("\n")
}
