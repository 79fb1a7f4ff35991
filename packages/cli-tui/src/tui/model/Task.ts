/** What `update` wants done outside. `shell/runTask.ts` carries it out; the answers come back as messages. */
import type {
  Annotation,
  BackupId,
  BackupPage,
  Component,
  Job,
  RestoreId,
  RestorePlan,
  RestoreQuestion
} from "@camunda-backup/core"
import type { Doing } from "./Model.ts"

interface OfBackup {
  readonly component: Component.Component
  readonly backupId: BackupId.BackupId
}

export type RestoreTask =
  /** What the last drills of the component found. */
  | { readonly _tag: "Verifications"; readonly component: Component.Component }
  /** All there are, to find those that run. */
  | { readonly _tag: "Restores"; readonly components: ReadonlyArray<Component.Component> }
  /** `digest`: of the plan that was seen; `null` for a drill, which needs none. */
  | {
      readonly _tag: "StartRestore"
      readonly question: RestoreQuestion
      readonly digest: RestorePlan.PlanDigest | null
    }
  | { readonly _tag: "RestoreStatus"; readonly id: RestoreId.RestoreId }
  /** Nothing is written. */
  | { readonly _tag: "PlanRestore"; readonly question: RestoreQuestion }
  | { readonly _tag: "CancelRestore"; readonly id: RestoreId.RestoreId }
  | { readonly _tag: "ResumeRestore"; readonly id: RestoreId.RestoreId }

export type ScheduleTask =
  /** Those that are set. */
  | { readonly _tag: "Schedules" }
  | { readonly _tag: "SetSchedule"; readonly action: "pause" | "resume"; readonly job: Job }

export type Task =
  | { readonly _tag: "List"; readonly component: Component.Component }
  /** The backups of one component behind a place; `null`: the newest. */
  | {
      readonly _tag: "Page"
      readonly component: Component.Component
      readonly after: BackupPage.Cursor | null
      readonly limit: number
    }
  | ({ readonly _tag: "Details" } & OfBackup)
  | ({ readonly _tag: "Attempts" } & OfBackup)
  | { readonly _tag: "Check" }
  /** Which installation it is. */
  | { readonly _tag: "Installation" }
  | RestoreTask
  | ScheduleTask
  /** What a create would take; nothing is written. */
  | {
      readonly _tag: "Plan"
      readonly components: ReadonlyArray<Component.Component>
      readonly backupId: BackupId.BackupId
    }
  | {
      readonly _tag: "Create"
      readonly annotation: Annotation.Annotation
      readonly components: ReadonlyArray<Component.Component>
      readonly backupId: BackupId.BackupId
    }
  | ({ readonly _tag: "Do"; readonly doing: Doing } & OfBackup)
  /** Puts text on the clipboard of the terminal. */
  | { readonly _tag: "Copy"; readonly text: string }
  /** Writes the screen as text into a new file. */
  | { readonly _tag: "Save"; readonly name: string }
  /** Gives the terminal back to the shell until it brings the program back. */
  | { readonly _tag: "Suspend" }
  | { readonly _tag: "Quit" }
