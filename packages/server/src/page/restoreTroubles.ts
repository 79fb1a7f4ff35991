import { BackupId, Quantities } from "@camunda-backup/core"
import { type Trouble, trouble } from "./Trouble.ts"
import { wordOf } from "./restoreState.ts"
import type { Unrestored } from "./unrestored.ts"

/** So many names are said; `restore status` has all. */
const mostNamed = 5

const missingSaid = (missing: ReadonlyArray<string>): string => {
  const more = missing.length - mostNamed
  const names = missing.slice(0, mostNamed).join(", ")
  return `${Quantities.count(missing.length, "index", "indices")} of its plan ${missing.length === 1 ? "is" : "are"} not there again: ${names}${more > 0 ? `, and ${more} more` : ""}.`
}

const leftSaid = ({ hasDeleted, missing, summary }: Unrestored): string => {
  if (!hasDeleted) return "It deleted nothing."
  if (missing === null) return "It deleted indices; which of them are there again could not be read."
  if (missing.length > 0) return missingSaid(missing)
  return summary.state === "Differs"
    ? "All indices of its plan are there; they stay closed for writes."
    : "All indices of its plan are there; they may not be whole, and may be closed for writes."
}

const nextOf = ({ hasDeleted, isOvertaken, summary }: Unrestored): Pick<Trouble, "next" | "command"> => {
  if (isOvertaken) return { next: "Another restore of it is running: wait for its end.", command: null }
  const { backupId, component, id, state } = summary
  if (state === "PlanOutdated")
    return {
      next: "Stop what writes to these indices, and make a new plan.",
      command: `camunda-backup restore plan ${BackupId.format(backupId)} --component ${component}`
    }
  if (state === "ShardFailed")
    return {
      next: "The backup is damaged: drill the one before it, and restore that.",
      command: "camunda-backup list"
    }
  return {
    next: hasDeleted
      ? "Leave Camunda stopped. Fix what the reason says, and resume it."
      : "Fix what the reason says, and resume it; or restore again.",
    command: `camunda-backup restore resume ${id}`
  }
}

/** Restores in place that did not end well: while indices are missing, Camunda is down. */
export const restoreTroubles = (unrestored: ReadonlyArray<Unrestored>): ReadonlyArray<Trouble> =>
  unrestored.map((x) => {
    const { backupId, component, reason } = x.summary
    const id = BackupId.format(backupId)
    return trouble(
      x.hasDeleted ? "bad" : "warn",
      `The restore of ${component} ${id} in place did not complete: ${wordOf(x.summary)}.`,
      { reasons: [...(reason === null ? [] : [reason]), leftSaid(x)], ...nextOf(x) }
    )
  })
