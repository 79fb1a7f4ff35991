/** What the page knows of the backups at one moment. Times are milliseconds since 1970. */
import type {
  Backup,
  BackupDetails,
  BackupGroup,
  BackupState,
  Component,
  FactsOf,
  RestoreStatus,
  RestoreSummary,
  ScheduleStatus,
  Standing,
  Verification
} from "@camunda-backup/core"

import type { Unrestored } from "./unrestored.ts"

/** Of one component. */
export interface ComponentFacts {
  readonly component: Component.Component
  readonly states: Readonly<Record<BackupState.BackupState, number>>
  readonly newest: Backup.Backup | null
  readonly lastGood: Backup.Backup | null
}

/** The last drill of each backup, by its id; `null`: not known, the journal could not be read. */
export type Drills = ReadonlyMap<Component.Component, ReadonlyMap<bigint, Verification.Verification>> | null

/** One look. */
export interface PageFacts {
  readonly at: number
  readonly standing: Standing.Standing
  readonly components: ReadonlyArray<ComponentFacts>
  /** The newest ones. */
  readonly groups: ReadonlyArray<BackupGroup.BackupGroup>
  /** How many ids there are. */
  readonly total: number
  /** Sizes and ends, where they are known. */
  readonly factsOf: FactsOf
  readonly drills: Drills
  /** Backups that are being taken. */
  readonly running: ReadonlyArray<BackupDetails.BackupDetails>
  /** The newest ones; `null`: not known. */
  readonly restores: ReadonlyArray<RestoreSummary.RestoreSummary> | null
  /** Restores in place that did not end well; at most one of each component. */
  readonly unrestored: ReadonlyArray<Unrestored>
  readonly restoring: ReadonlyArray<RestoreStatus>
  /** `null`: not known. */
  readonly schedules: ReadonlyArray<ScheduleStatus> | null
}
