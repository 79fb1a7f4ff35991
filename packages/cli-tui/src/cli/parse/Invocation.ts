/** A parsed command line. */
import type {
  Annotation,
  BackupId,
  BackupState,
  Component,
  ListPattern,
  RestoreId,
  RetentionPolicy
} from "@camunda-backup/core"
import type { CommandName, NamedId, RestoreAction } from "../spec/commands.ts"
import type { ColumnName, FlagName, flags, Format } from "../spec/flags.ts"

export type IdArgument = BackupId.BackupId | NamedId

/** Where to ask. */
export type Target =
  /** camunda-backup-server. */
  | { readonly _tag: "Server"; readonly url: string }
  /** Camunda's own actuator, of one component. */
  | { readonly _tag: "Camunda"; readonly url: string }
  /** Elasticsearch itself, by this process. */
  | { readonly _tag: "Direct" }

/** What a `restore` is to do, and how. */
export interface RestoreArguments {
  readonly action: RestoreAction
  /** Of a restore or drill that exists; `null` where a backup is named. */
  readonly restoreId: RestoreId.RestoreId | null
  readonly inPlace: boolean
  /** `""`: not given. */
  readonly into: string
  readonly fromRepository: string
  readonly keepOthers: boolean
  readonly restoreTemplates: boolean
  readonly unverified: boolean
  readonly maxBytes: number | null
  readonly seed: string
  readonly digest: string
}

export interface Invocation {
  readonly command: CommandName
  /** As given, in order; for a command that takes ids. */
  readonly ids: ReadonlyArray<IdArgument>
  /** The shell of a completion. */
  readonly word: string
  readonly components: ReadonlyArray<Component.Component>
  readonly target: Target
  /** The context that is in force; `null`: none. */
  readonly context: string | null
  /** Who asks; `""`: whoever runs this process. */
  readonly as: string
  /** `""`: none is given. */
  readonly tokenFile: string
  /** Files with PEM; empty: none. */
  readonly caFile: string
  readonly clientCertificateFile: string
  readonly clientKeyFile: string
  /** Bound of one request. */
  readonly timeoutMillis: number
  /** Where each setting comes from: a flag, or its variable; a flag that is not here has its default. */
  readonly sources: ReadonlyMap<FlagName, string>
  readonly format: Format
  readonly quiet: boolean
  /** Every request is told. */
  readonly verbose: boolean
  readonly input: boolean
  readonly dryRun: boolean
  readonly yes: boolean
  /** Whatever changes something is refused. */
  readonly readOnly: boolean
  /** Of a create. */
  readonly partial: boolean
  readonly annotation: Annotation.Annotation
  /** Requested, or needed because with `--direct` the work ends with this process. */
  readonly wait: boolean
  readonly waitTimeoutMillis: number
  readonly waitFor: "usable" | "finished" | "deleted"
  readonly refreshMillis: number
  /** How old the last good backup may be. */
  readonly objectiveMillis: number
  readonly states: ReadonlyArray<BackupState.BackupState>
  readonly pattern: ListPattern.ListPattern
  /** Of a list: all of them. */
  readonly labels: ReadonlyArray<Annotation.LabelFilter>
  readonly limit: number | null
  readonly sort: (typeof flags.sort.words)[number]
  /** Empty: those of the format. */
  readonly columns: ReadonlyArray<ColumnName>
  readonly theme: (typeof flags.theme.words)[number]
  readonly ascii: boolean
  readonly screenReader: boolean
  /** Of the command `retention`; `null`: the one that is set at the server. */
  readonly policy: RetentionPolicy.RetentionPolicy | null
  /** Of the command `restore`. */
  readonly restore: RestoreArguments | null
}
