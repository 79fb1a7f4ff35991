/** What is asked before something is written: a plan to read, things to choose, and a button that is not pressed by accident. */
import type { BackupId, Component } from "@camunda-backup/core"

export type Kind = "create" | "delete" | "cancel" | "resume"

/** Where the keys go: a component to choose, a text to type, a button. */
export type Stop = Component.Component | "text" | "back" | "go"

export interface Plan {
  readonly _tag: "Plan"
  readonly kind: Kind
  /** Of a create the one id of `text`. */
  readonly ids: ReadonlyArray<BackupId.BackupId>
  /** Of them the chosen ones. */
  readonly offered: ReadonlyArray<Component.Component>
  readonly chosen: ReadonlyArray<Component.Component>
  /** Of a create the id, of a delete what is typed to confirm. */
  readonly text: string
  readonly focus: Stop
  readonly scroll: number
}

/** An answer that must be read: what failed, and why. */
export interface Notice {
  readonly _tag: "Notice"
  readonly title: string
  readonly lines: ReadonlyArray<string>
}

export type Dialog = Plan | Notice
