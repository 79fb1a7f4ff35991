import type { Option } from "effect"
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
