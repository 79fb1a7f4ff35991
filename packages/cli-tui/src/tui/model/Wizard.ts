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
export type Choice = "component" | "target" | "prefix" | "others"

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
  /** It was asked whether the restore shall be stopped. */
  readonly asksToStop: boolean
}

/** With a plan comes a prefix that no index of Camunda has. */
export const firstPrefix = "restored-"

export const choicesOf = ({ offered, target }: Wizard): ReadonlyArray<Choice> => [
  ...(offered.length > 1 ? (["component"] as const) : []),
  "target",
  target === "Into" ? "prefix" : "others"
]

export const restoreQuestion = ({
  backupId,
  component,
  others,
  prefix,
  target
}: Wizard): RestoreQuestion => ({
  component,
  backupId,
  target: target === "InPlace" ? { _tag: "InPlace" } : { _tag: "Into", prefix },
  others,
  templates: "leave",
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
  a.target._tag === b.target._tag &&
  (a.target._tag !== "Into" || b.target._tag !== "Into" || a.target.prefix === b.target.prefix)
