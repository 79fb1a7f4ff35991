/** Policies and backups for tests of retention. */
import * as DateTime from "effect/DateTime"
import type { Backup, BackupState, Component } from "../../../src/index.ts"
import type { RetentionPolicy, Rule } from "../../../src/domain/retention/RetentionPolicy.ts"
import { id, snapshot } from "../builders.ts"

export const both: ReadonlyArray<Component.Component> = ["operate", "tasklist"]

export const hour = 3_600_000
export const day = 24 * hour

export const backup = (
  backupId: bigint,
  component: Component.Component,
  startTime: number | null,
  state: BackupState.BackupState = "COMPLETED",
  attempt: string | null = "attempt"
): Backup.Backup => ({
  component,
  backupId: id(backupId),
  state,
  reason: null,
  snapshots: startTime === null ? [] : [snapshot({ component, backupId: id(backupId), startTime, attempt })]
})

/** The same in both components. */
export const whole = (backupId: bigint, at: number | null, state: BackupState.BackupState = "COMPLETED") =>
  both.map((x) => backup(backupId, x, at, state))

export const policy = (
  keep: Partial<Record<Rule, number>> = {},
  more: Partial<Omit<RetentionPolicy, "keep">> = {}
): RetentionPolicy => ({
  keep: { last: 0, hourly: 0, daily: 0, weekly: 0, monthly: 0, yearly: 0, ...keep },
  withinMillis: 0,
  minGood: 1,
  notGoodWithinMillis: 7 * day,
  unit: "id",
  foreign: false,
  timeZone: DateTime.zoneMakeNamedUnsafe("UTC"),
  ...more
})
