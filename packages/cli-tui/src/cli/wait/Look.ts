/**
 * What a wait sees, and when it has seen enough.
 *
 * A backup whose attempt lives is never called finished: INCOMPLETE means that no process works on it. Camunda's own server says INCOMPLETE
 * between two parts of a healthy backup, so where no attempt is known it is believed only after many looks that saw the same.
 */
import { type BackupDetails, type Component } from "@camunda-backup/core"
import { Option } from "effect"

/** What is known of a backup per component: its details, or that it does not exist. */
export interface Look {
  readonly component: Component.Component
  readonly details: BackupDetails.BackupDetails | null
}

/** `unchanged`: how many looks in a row, this one included, saw the same. */
export type Until = (looks: ReadonlyArray<Look>, unchanged: number) => boolean

const looksUntilBelieved = 10

export const isFinished: Until = (looks, unchanged) =>
  looks.every(({ details }) => {
    if (details === null) return true
    const { attempt, backup } = details
    if (backup.state !== "INCOMPLETE") return backup.state !== "IN_PROGRESS"
    return Option.match(attempt, {
      onNone: () => unchanged >= looksUntilBelieved,
      onSome: (x) => Option.isSome(x.ended)
    })
  })

/** After a create: Camunda's own server shows a backup only when its first part is there, so that it is missing is believed no sooner either. */
export const isFinishedOnceSeen: Until = (looks, unchanged) =>
  (unchanged >= looksUntilBelieved || looks.every((x) => x.details !== null)) && isFinished(looks, unchanged)

export const isGone: Until = (looks) => looks.every((x) => x.details === null)

/** Stays the same for as long as nothing changes. */
export const stateOf = (looks: ReadonlyArray<Look>): string =>
  looks
    .map(({ component, details }) =>
      [component, details?.backup.state, ...(details?.parts.map((x) => x.state) ?? [])].join(" ")
    )
    .join("\n")
