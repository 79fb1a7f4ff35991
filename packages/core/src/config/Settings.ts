/**
 * The settings of the operations, already read and checked. `config/environment.ts` reads them from the environment; a program that imports the
 * core can make them with `Settings.make`.
 */
import { Context, Duration, Effect, Layer, Option } from "effect"
import { RepositoryNotConfigured } from "../domain/BackupError.ts"
import type { CamundaVersion } from "../domain/CamundaVersion.ts"
import * as Component from "../domain/Component.ts"
import type * as LeftOut from "../domain/LeftOut.ts"
import type { RetentionPolicy } from "../domain/retention/RetentionPolicy.ts"
import type { Schedule } from "../domain/schedule/Schedule.ts"

/** The settings. */
export interface Values {
  /** The snapshot repository registered in Elasticsearch; `none`: every request fails with "No backup repository configured." */
  readonly repository: Option.Option<string>
  /** Part of the snapshot names; selects the index sets. */
  readonly camundaVersion: CamundaVersion
  readonly indexPrefixes: Readonly<Record<Component.Component, string>>
  /** Bound of one request to Elasticsearch. Default 30 s. */
  readonly requestTimeout: Duration.Duration
  /** Bound of one part. Default 2 h. */
  readonly partTimeout: Duration.Duration
  /** For how long recoverable failures are retried, and how long a request to delete waits. Default 10 min. */
  readonly retryBudget: Duration.Duration
  /** How often a part that ends PARTIAL or FAILED is taken before the backup is FAILED. Default 2. */
  readonly partAttempts: number
  /** How long Elasticsearch may keep a create or a delete queued; an unanswered one is not carried out after that. Default 5 s. */
  readonly masterTimeout: Duration.Duration
  /** What to do with a create while indices under the prefix would be in no part of it. Default `report`. */
  readonly indicesInNoPart: LeftOut.Policy
  /** After this time without a finished file or shard a running part is reported as stalled. Default 10 min. */
  readonly stallAfter: Duration.Duration
  /** Time to live of the lease. Default 30 s. */
  readonly leaseTtl: Duration.Duration
  /** A backup whose process died is resumed automatically within this time; later that is a person's decision. Default 1 h. */
  readonly resumeWithin: Duration.Duration
  /** Identical reads within this time share one request to Elasticsearch; 0: nothing is shared. */
  readonly readMaxAge: Duration.Duration
  /** How old a drill may be that proves a backup before a restore in place deletes anything. Default 24 h. */
  readonly verifiedWithin: Duration.Duration
  /** How long a plan of a restore in place watches whether somebody writes. Default 5 s. */
  readonly watchWrites: Duration.Duration
  /** What is done by itself, and when. Default: nothing. */
  readonly schedules: ReadonlyArray<Schedule>
  /** Which backups are kept; applied after every scheduled backup that completed. Default `none`: all, unless somebody deletes them. */
  readonly retention: Option.Option<RetentionPolicy>
  /** The index of journal and leases. */
  readonly journalIndex: string
  /** The name of this process, for people. */
  readonly replica: string
}

/** The defaults of `make`. */
export const defaults = {
  indexPrefixes: Component.record(Component.defaultIndexPrefix),
  requestTimeout: Duration.seconds(30),
  partTimeout: Duration.hours(2),
  retryBudget: Duration.minutes(10),
  partAttempts: 2,
  masterTimeout: Duration.seconds(5),
  indicesInNoPart: "report",
  stallAfter: Duration.minutes(10),
  leaseTtl: Duration.seconds(30),
  resumeWithin: Duration.hours(1),
  readMaxAge: Duration.zero,
  verifiedWithin: Duration.hours(24),
  watchWrites: Duration.seconds(5),
  schedules: [],
  retention: Option.none(),
  journalIndex: "camunda-backup-journal",
  replica: "camunda-backup"
} as const

/** The settings as a service. */
export class Settings extends Context.Service<Settings, Values>()("@camunda-backup/core/config/Settings") {}

/** The settings that are times. */
export type Time =
  | "requestTimeout"
  | "partTimeout"
  | "retryBudget"
  | "masterTimeout"
  | "stallAfter"
  | "leaseTtl"
  | "resumeWithin"
  | "readMaxAge"
  | "verifiedWithin"
  | "watchWrites"

/** The input of `make`: a time is anything that means a duration, such as `"30 seconds"`; a number is milliseconds. */
export type Input = Pick<Values, "camundaVersion"> &
  Partial<Omit<Values, Time | "repository">> &
  Partial<Readonly<Record<Time, Duration.Input>>> & { readonly repository?: string }

/** Settings, with defaults for those that are not given. A blank repository counts as none. */
export const make = (input: Input): Values => {
  const given = { ...defaults, ...input }
  return {
    ...given,
    repository: Option.filter(
      Option.map(Option.fromNullishOr(input.repository), (x) => x.trim()),
      (x) => x !== ""
    ),
    requestTimeout: Duration.fromInputUnsafe(given.requestTimeout),
    partTimeout: Duration.fromInputUnsafe(given.partTimeout),
    retryBudget: Duration.fromInputUnsafe(given.retryBudget),
    masterTimeout: Duration.fromInputUnsafe(given.masterTimeout),
    stallAfter: Duration.fromInputUnsafe(given.stallAfter),
    leaseTtl: Duration.fromInputUnsafe(given.leaseTtl),
    resumeWithin: Duration.fromInputUnsafe(given.resumeWithin),
    readMaxAge: Duration.fromInputUnsafe(given.readMaxAge),
    verifiedWithin: Duration.fromInputUnsafe(given.verifiedWithin),
    watchWrites: Duration.fromInputUnsafe(given.watchWrites)
  }
}

/** The configured repository, or the documented error. */
export const configuredRepository = Effect.fnUntraced(function* () {
  const { repository } = yield* Settings
  if (Option.isNone(repository)) return yield* new RepositoryNotConfigured()
  return repository.value
})

/** Provides the settings. */
export const layer = (values: Values): Layer.Layer<Settings> => Layer.succeed(Settings, values)
