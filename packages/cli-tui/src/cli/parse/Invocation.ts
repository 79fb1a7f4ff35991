/** A parsed command line. */
import type { BackupId, BackupState, Component, ListPattern } from "@camunda-backup/core"
import type { CommandName, NamedId } from "../spec/commands.ts"
import type { FlagName, flags, Format } from "../spec/flags.ts"

export type IdArgument = BackupId.BackupId | NamedId

/** Where to ask. */
export type Target =
  /** camunda-backup-server. */
  | { readonly _tag: "Server"; readonly url: string }
  /** Camunda's own actuator, of one component. */
  | { readonly _tag: "Camunda"; readonly url: string }
  /** Elasticsearch itself, by this process. */
  | { readonly _tag: "Direct" }

export interface Invocation {
  readonly command: CommandName
  /** As given, in order; for a command that takes ids. */
  readonly ids: ReadonlyArray<IdArgument>
  /** The shell of a completion. */
  readonly word: string
  readonly components: ReadonlyArray<Component.Component>
  readonly target: Target
  /** Bound of one request. */
  readonly timeoutMillis: number
  /** Where each setting comes from: a flag, or its variable; a flag that is not here has its default. */
  readonly sources: ReadonlyMap<FlagName, string>
  readonly format: Format
  readonly quiet: boolean
  readonly input: boolean
  readonly dryRun: boolean
  readonly yes: boolean
  /** Requested, or needed because with `--direct` the work ends with this process. */
  readonly wait: boolean
  readonly waitTimeoutMillis: number
  readonly waitFor: "usable" | "finished" | "deleted"
  readonly refreshMillis: number
  readonly states: ReadonlyArray<BackupState.BackupState>
  readonly pattern: ListPattern.ListPattern
  readonly limit: number | null
  readonly theme: (typeof flags.theme.words)[number]
  readonly ascii: boolean
  readonly screenReader: boolean
}
