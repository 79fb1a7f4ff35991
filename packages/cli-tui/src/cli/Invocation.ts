/** A command line that was understood: what is asked of which server. */
import type { BackupId, Component } from "@camunda-backup/core"

export type Command =
  /** Without an id: the time of the run. */
  | { readonly _tag: "Create"; readonly backupId: BackupId.BackupId | null }
  | { readonly _tag: "List" }
  | { readonly _tag: "Get"; readonly backupId: BackupId.BackupId }
  | { readonly _tag: "Delete"; readonly backupId: BackupId.BackupId }

export interface Invocation {
  readonly command: Command
  readonly components: ReadonlyArray<Component.Component>
  /** Of the endpoint of each component. */
  readonly baseUrls: Readonly<Record<Component.Component, string>>
  readonly timeoutMillis: number
  readonly json: boolean
}
