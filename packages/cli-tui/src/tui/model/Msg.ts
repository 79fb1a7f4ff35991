/** Everything that can happen to the terminal UI. */
import type {
  Attempt,
  Backup,
  BackupDetails,
  BackupId,
  BackupPage,
  ClientError,
  Component,
  Created,
  PlannedCreate,
  CheckReport,
  Installation,
  Job,
  Restore,
  RestoreId,
  RestorePlan,
  RestoreQuestion,
  RestoreStatus,
  RestoreSummary,
  ScheduleStatus,
  ServerEvents,
  TransportError,
  Verification
} from "@camunda-backup/core"
import type { Result } from "effect"
import type { ActionId } from "./ActionId.ts"
import type { Doing } from "./Model.ts"

type Answer<A> = Result.Result<A, ClientError>

export type Msg =
  | { readonly _tag: "Tick"; readonly now: number }
  | { readonly _tag: "Resized"; readonly columns: number; readonly rows: number }
  /** A key whose binding is enabled. */
  | { readonly _tag: "Action"; readonly id: ActionId }
  /** A key that cannot be used now. */
  | { readonly _tag: "Refused"; readonly reason: string }
  | { readonly _tag: "Typed"; readonly text: string }
  | {
      readonly _tag: "Listed"
      readonly component: Component.Component
      readonly answer: Answer<ReadonlyArray<Backup.Backup>>
      readonly at: number
    }
  | {
      readonly _tag: "Paged"
      readonly component: Component.Component
      readonly after: BackupPage.Cursor | null
      readonly answer: Answer<BackupPage.Page>
      readonly at: number
    }
  /** What the server told by itself. */
  | { readonly _tag: "Told"; readonly event: ServerEvents.ServerEvent }
  | {
      readonly _tag: "Detailed"
      readonly component: Component.Component
      readonly backupId: BackupId.BackupId
      readonly answer: Answer<BackupDetails.BackupDetails>
      readonly at: number
    }
  | {
      readonly _tag: "Attempted"
      readonly component: Component.Component
      readonly backupId: BackupId.BackupId
      readonly answer: Answer<ReadonlyArray<Attempt.Attempt>>
    }
  | {
      readonly _tag: "Verified"
      readonly component: Component.Component
      readonly answer: Answer<ReadonlyMap<bigint, Verification.Verification>>
    }
  | { readonly _tag: "Restores"; readonly answer: Answer<ReadonlyArray<RestoreSummary.RestoreSummary>> }
  | {
      readonly _tag: "RestoreStarted"
      readonly question: RestoreQuestion
      readonly answer: Answer<Restore.Restore>
    }
  | {
      readonly _tag: "RestoreTold"
      readonly id: RestoreId.RestoreId
      readonly answer: Answer<RestoreStatus>
      readonly at: number
    }
  | {
      readonly _tag: "RestorePlanned"
      readonly question: RestoreQuestion
      readonly answer: Answer<RestorePlan.RestorePlan>
    }
  | {
      readonly _tag: "RestoreCancelled"
      readonly id: RestoreId.RestoreId
      readonly answer: Answer<void>
    }
  | {
      readonly _tag: "RestoreResumed"
      readonly id: RestoreId.RestoreId
      readonly answer: Answer<void>
    }
  /** `path`: of the file with the screen; or why there is none. */
  | {
      readonly _tag: "Saved"
      readonly answer: Result.Result<{ readonly name: string; readonly folder: string }, string>
    }
  | {
      readonly _tag: "Schedules"
      readonly answer: Answer<ReadonlyArray<ScheduleStatus>>
      readonly at: number
    }
  | {
      readonly _tag: "ScheduleSet"
      readonly action: "pause" | "resume"
      readonly job: Job
      readonly answer: Answer<ScheduleStatus>
    }
  | { readonly _tag: "Checked"; readonly report: CheckReport }
  | { readonly _tag: "Installation"; readonly installation: Installation.Installation }
  | {
      readonly _tag: "Planned"
      readonly backupId: BackupId.BackupId
      readonly answer: Answer<ReadonlyArray<PlannedCreate<TransportError.TransportError>>>
    }
  | { readonly _tag: "Created"; readonly created: Answer<Created<TransportError.TransportError>> }
  | {
      readonly _tag: "Done"
      readonly doing: Doing
      readonly component: Component.Component
      readonly backupId: BackupId.BackupId
      readonly answer: Answer<void>
    }
  /** `isRepeatable`: it only reads, so the same one again is one more of it. */
  | {
      readonly _tag: "Asked"
      readonly number: number
      readonly what: string
      readonly at: number
      readonly isRepeatable: boolean
    }
  | {
      readonly _tag: "Answered"
      readonly number: number
      readonly millis: number
      /** Of HTTP; `null`: no answer, or it was none. */
      readonly status: number | null
      /** As text; empty: none is known. */
      readonly size: string
      readonly answer: string
      readonly failed: boolean
    }

/** The message with this tag. */
export type MsgOf<Tag extends Msg["_tag"]> = Extract<Msg, { readonly _tag: Tag }>
