import { Option } from "effect"
import type { BackupId } from "../BackupId.ts"
import type { Component } from "../Component.ts"
import type { RestoreOptions } from "./RestoreFacts.ts"

/** Which backup, and how. */
export interface RestoreQuestion extends RestoreOptions {
  readonly component: Component
  readonly backupId: BackupId
  /** Another one than the configured, also a read-only one; `none`: the configured. */
  readonly fromRepository: Option.Option<string>
}

/** A drill of everything that the backup holds, from where it was backed up to. */
export const drillOf = (component: Component, backupId: BackupId): RestoreQuestion => ({
  component,
  backupId,
  target: { _tag: "Drill" },
  others: "delete",
  templates: "leave",
  unverified: false,
  sample: null,
  bytesPerSecond: null,
  fromRepository: Option.none()
})
