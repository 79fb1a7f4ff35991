/** The restore of one backup of one component, in four screens: choose, see the plan, confirm, watch. */
import type {
  BackupId,
  ClientError,
  Component,
  RestoreId,
  RestorePlan,
  RestoreQuestion
} from "@camunda-backup/core"
import { Option, type Result } from "effect"

export type Step = "choose" | "plan" | "confirm" | "run"
export const steps: ReadonlyArray<Step> = ["choose", "plan", "confirm", "run"]

/** What can be chosen on the first screen. */
export type Choice = "component" | "target" | "prefix" | "others" | "templates"

export interface Wizard {
  readonly _tag: "Wizard"
  readonly step: Step
  readonly backupId: BackupId.BackupId
  readonly offered: ReadonlyArray<Component.Component>
  readonly component: Component.Component
  readonly target: "InPlace" | "Into"
  /** Of the names, when the target is `Into`. */
  readonly prefix: string
  /** In place: what becomes of indices that are not in the backup. */
  readonly others: RestoreQuestion["others"]
  /** In place: whether templates and policies that are missing or differ are put back. */
  readonly templates: RestoreQuestion["templates"]
  readonly focus: Choice
  /** Of the plan. */
  readonly scroll: number
  /** `null`: requested, not arrived. */
  readonly plan: Result.Result<RestorePlan.RestorePlan, ClientError> | null
  /** What was typed to confirm. */
  readonly text: string
  /** The one that is watched; `null` until it has begun. */
  readonly restore: RestoreId.RestoreId | null
  /** Why it was not begun. */
  readonly refused: string | null
  /** What was asked, and waits for a yes: whether the restore shall be stopped, or be resumed. */
  readonly asks: "stop" | "resume" | null
}

/** With a plan comes a prefix that no index of Camunda has. */
export const firstPrefix = "restored-"

export const choicesOf = ({ offered, target }: Wizard): ReadonlyArray<Choice> => [
  ...(offered.length > 1 ? (["component"] as const) : []),
  "target",
  ...(target === "Into" ? (["prefix"] as const) : (["others", "templates"] as const))
]

export const restoreQuestion = ({
  backupId,
  component,
  others,
  prefix,
  target,
  templates
}: Wizard): RestoreQuestion => ({
  component,
  backupId,
  target: target === "InPlace" ? { _tag: "InPlace" } : { _tag: "Into", prefix },
  others,
  // The server takes them in place alone.
  templates: target === "InPlace" ? templates : "leave",
  unverified: false,
  sample: null,
  bytesPerSecond: null,
  fromRepository: Option.none()
})

/** The same would be planned for both. */
export const isSame = (a: RestoreQuestion, b: RestoreQuestion): boolean =>
  a.component === b.component &&
  a.backupId === b.backupId &&
  a.others === b.others &&
  a.templates === b.templates &&
  a.target._tag === b.target._tag &&
  (a.target._tag !== "Into" || b.target._tag !== "Into" || a.target.prefix === b.target.prefix)
