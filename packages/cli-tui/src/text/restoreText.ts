/** A restore or drill, for a person. */
import {
  Quantities,
  Restore,
  RestoreEnd,
  type RestoreId,
  type RestorePlan,
  type RestoreStatus,
  RestoreSummary
} from "@camunda-backup/core"
import { printable } from "./printable.ts"

const eventText = (event: Restore.RestoreEvent, { templates }: RestorePlan.RestorePlan): string => {
  switch (event._tag) {
    case "TakenOver":
      return "another process goes on with it"
    case "DeletesBegun":
      return "deleting the indices of the plan"
    case "Compared": {
      const { bytes, differences, documents, indices, notCompared } = event.comparison
      const found =
        differences.length === 0
          ? "everything as it was backed up"
          : Quantities.count(differences.length, "difference")
      const rest = notCompared.length === 0 ? "" : `; not compared: ${notCompared.join(" ")}`
      return `compared ${Quantities.count(indices, "index", "indices")}, ${Quantities.count(documents, "document")}, ${Quantities.bytes(bytes)} (${event.stage}): ${found}${rest}`
    }
    case "Dropped":
      return "what the drill made is deleted"
    case "TemplatesPut":
      return `put back: ${templates.map((x) => `${x.kind} ${x.name}`).join(", ")}`
    case "StopRequested":
      return event.reason
    case "Ended":
      return RestoreEnd.describe(event.how)
    case "Resumed":
      return event.reason
  }
}

/** `12 of 40 shards, 3.1 MiB of 6.0 MiB`. */
export const amountsOf = ({ bytes, shards }: RestoreStatus): string =>
  `${shards.done} of ${Quantities.count(shards.total, "shard")}, ${Quantities.bytes(bytes.done)} of ${Quantities.bytes(bytes.total)}`

/** What it does at the moment; `null` once it has ended. */
export const stageWord = ({ stage }: RestoreStatus): "drilling" | "restoring" | null =>
  stage === null ? null : stage === "drill" ? "drilling" : "restoring"

/** One line of what a running one is at. */
export const progressLine = (status: RestoreStatus): string => {
  const { restore } = status
  const { reason, state } = RestoreSummary.summaryOf(restore)
  const { backupId, component } = restore.plan
  const stage = stageWord(status)
  const at =
    stage === null
      ? (reason ?? "everything was compared and is as it was backed up")
      : `${stage}: ${amountsOf(status)}`
  return printable(`${component} ${backupId}  ${state}  ${at}`)
}

export const beginNote = ({ id, plan }: Restore.Restore): string =>
  `${plan.component}: ${plan.target._tag === "Drill" ? "drill" : "restore"} ${id} of backup ${plan.backupId} has begun.`

/** `operate 7  drilling: 12 of 40 shards, 3.1 MiB of 6.0 MiB`. */
export const shortProgress = (status: RestoreStatus): string => {
  const { backupId, component } = status.restore.plan
  return `${component} ${backupId}  ${stageWord(status) ?? "ended"}: ${amountsOf(status)}`
}

/** For ears: `The drill of backup 7 of operate: 12 of 40 shards, 3.1 MiB of 6.0 MiB are restored.` */
export const progressSentence = (status: RestoreStatus): string => {
  const { backupId, component, target } = status.restore.plan
  return `The ${target._tag === "Drill" ? "drill" : "restore"} of backup ${backupId} of ${component}: ${amountsOf(status)} are restored.`
}

export const stopNote = (id: RestoreId.RestoreId): string => `Restore ${id} is asked to stop.`

export const resumedNote = (id: RestoreId.RestoreId): string => `Restore ${id} is resumed.`

/** How it ended, in one sentence, with the reason when it did not complete. */
export const endNote = (restore: Restore.Restore): string => {
  const { backupId, component, target, templates, version } = restore.plan
  const put =
    templates.length === 0
      ? ""
      : `, with ${Quantities.count(templates.length, "template or policy", "templates and policies")} put back`
  const { reason, state } = Restore.stateOf(restore)
  const drill = target._tag === "Drill"
  if (state === "Completed")
    return drill
      ? `${component}: backup ${backupId} is verified.`
      : `${component}: backup ${backupId} is restored${put}. Start Camunda ${version}.`
  return `${component}: backup ${backupId} is ${drill ? "not verified" : "not restored"}: ${reason ?? state}`
}

/** What a cancel leaves behind that somebody has to mend; empty when nothing. */
export const cancelWarning = (restore: Restore.Restore): string =>
  restore.plan.target._tag === "InPlace" && Restore.hasDeleted(restore)
    ? "Indices are deleted already and not all restored yet: they stay as they are until the restore is resumed."
    : ""

/** What a resume goes on with, and whether it deletes anything. */
export const resumeNote = (restore: Restore.Restore): string =>
  restore.plan.target._tag === "InPlace" && !Restore.hasDeleted(restore)
    ? `It goes on by the same plan: ${Quantities.count(restore.plan.doomed.length, "index is", "indices are")} deleted that it names.`
    : "It goes on by the same plan; what is restored already is not copied again."

/** All there is to say of it. */
export const restoreText = (status: RestoreStatus): string => {
  const { restore } = status
  const history = restore.transitions.map(
    (x) => `  ${Quantities.utc(x.at)}Z  ${printable(eventText(x.event, restore.plan))}\n`
  )
  return [
    `${progressLine(status)}\n`,
    `  restore ${restore.id}, requested at ${Quantities.utc(restore.requestedAt)}Z by ${printable(restore.requestedBy)}\n`,
    ...history
  ].join("")
}
