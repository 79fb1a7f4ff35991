/** A restore or drill, for a person. */
import {
  Quantities,
  type Restore,
  RestoreEnd,
  type RestorePlan,
  type RestoreStatus,
  RestoreSummary
} from "@camunda-backup/core"
import { printable } from "../../text/printable.ts"

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
    case "TemplatesPut":
      return `put back: ${templates.map((x) => `${x.kind} ${x.name}`).join(", ")}`
    case "Dropped":
      return "what the drill made is deleted"
    case "StopRequested":
      return event.reason
    case "Ended":
      return RestoreEnd.describe(event.how)
    case "Resumed":
      return event.reason
  }
}

/** One line of what a running one is at. */
export const progressLine = ({ bytes, restore, shards, stage }: RestoreStatus): string => {
  const { reason, state } = RestoreSummary.summaryOf(restore)
  const { backupId, component } = restore.plan
  const at =
    stage === null
      ? (reason ?? "everything was compared and is as it was backed up")
      : `${stage === "drill" ? "drilling" : "restoring"}: ${shards.done} of ${Quantities.count(shards.total, "shard")}, ${Quantities.bytes(bytes.done)} of ${Quantities.bytes(bytes.total)}`
  return printable(`${component} ${backupId}  ${state}  ${at}`)
}

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
