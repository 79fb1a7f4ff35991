/** What lies over a screen: a confirmation before anything is written, or a message that must be read. */
import type { BackupId, Component, Job } from "@camunda-backup/core"
import type { Wizard } from "./Wizard.ts"

export type Kind = "create" | "delete" | "cancel" | "resume" | "drill" | "pauseSchedule" | "resumeSchedule"

/** Where the keys go: a component to choose, a text to type, a button. */
export type Field = Component.Component | "text" | "description" | "labels" | "back" | "go"

/** Those in which something is typed. */
export const isTyped = (field: Field): field is "text" | "description" | "labels" =>
  field === "text" || field === "description" || field === "labels"

/** What will be done, components to choose, and a button that is not pressed by accident. */
export interface Confirmation {
  readonly _tag: "Confirmation"
  readonly kind: Kind
  /** Empty for a create, whose id is `text`. */
  readonly ids: ReadonlyArray<BackupId.BackupId>
  /** Of them the chosen ones. */
  readonly offered: ReadonlyArray<Component.Component>
  readonly chosen: ReadonlyArray<Component.Component>
  /** Of which schedule; `null`: of none. */
  readonly job: Job | null
  /** The id for a create; for a delete, what is typed to confirm. */
  readonly text: string
  /** Of a create: what is to be said of it. */
  readonly description: string
  /** As typed: `key=value, key=value`. */
  readonly labels: string
  readonly focus: Field
  readonly scroll: number
}

/** An answer that must be read: what failed, and why. */
export interface Notice {
  readonly _tag: "Notice"
  readonly title: string
  readonly lines: ReadonlyArray<string>
}

/** What can be copied, each with its text: for a terminal that takes nothing from a program, it is there to be read. */
export interface Copying {
  readonly _tag: "Copying"
  readonly key: string
  readonly index: number
  readonly scroll: number
}

export type Dialog = Confirmation | Notice | Wizard | Copying
