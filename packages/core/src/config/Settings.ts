/**
 * The settings the operations run with, already read and checked. `config/environment.ts` reads them from the environment; a program
 * that imports the core can make them with `Settings.make`.
 */
import { Context, Effect, Layer, Option } from "effect"
import { RepositoryNotConfigured } from "../domain/BackupError.ts"
import type { CamundaVersion } from "../domain/CamundaVersion.ts"
import * as Component from "../domain/Component.ts"
import type * as LeftOut from "../domain/LeftOut.ts"

/** The settings, with times in milliseconds. */
export interface Values {
  /** The snapshot repository registered in Elasticsearch; `none`: every request answers "No backup repository configured." */
  readonly repository: Option.Option<string>
  /** Stands in the snapshot names and selects the index sets. */
  readonly camundaVersion: CamundaVersion
  readonly indexPrefixes: Readonly<Record<Component.Component, string>>
  /** Bound of one request to Elasticsearch. Default 30 s. */
  readonly requestTimeoutMillis: number
  /** Bound of one part. Default 2 h. */
  readonly partTimeoutMillis: number
  /** For how long recoverable failures are retried, and a delete is waited for. Default 10 min. */
  readonly retryBudgetMillis: number
  /** How often a part is taken that ends as PARTIAL or FAILED, before the backup is FAILED. Default 2. */
  readonly partAttempts: number
  /** How long Elasticsearch may keep a create waiting in its queue; one that was not answered is not carried out later. Default 5 s. */
  readonly masterTimeoutMillis: number
  /** What becomes of a create while indices under the prefix come into no part of it. Default `report`. */
  readonly indicesInNoPart: LeftOut.Policy
  /** After this time without a finished file or shard a running part is called stalled. Default 10 min. */
  readonly stallAfterMillis: number
  /** Time to live of the lease. Default 30 s. */
  readonly leaseTtlMillis: number
  /** A backup whose process died is gone on with by itself within this time; later it is a person's decision. Default 1 h. */
  readonly resumeWithinMillis: number
  /** Reads of the same within this time share one question to Elasticsearch; 0: each asks for itself. */
  readonly readMaxAgeMillis: number
  /** The index of journal and leases. */
  readonly journalIndex: string
  /** This process, for people. */
  readonly replica: string
}

/** What `make` uses for settings that are not given. */
export const defaults = {
  indexPrefixes: Component.record(Component.defaultIndexPrefix),
  requestTimeoutMillis: 30_000,
  partTimeoutMillis: 2 * 60 * 60 * 1000,
  retryBudgetMillis: 10 * 60 * 1000,
  partAttempts: 2,
  masterTimeoutMillis: 5000,
  indicesInNoPart: "report",
  stallAfterMillis: 10 * 60 * 1000,
  leaseTtlMillis: 30_000,
  resumeWithinMillis: 60 * 60 * 1000,
  readMaxAgeMillis: 0,
  journalIndex: "camunda-backup-journal",
  replica: "camunda-backup"
} as const

/** The settings as a service. */
export class Settings extends Context.Service<Settings, Values>()("@camunda-backup/core/config/Settings") {}

/** Settings with defaults for those that are not given. A blank repository counts as none. */
export const make = (
  values: Pick<Values, "camundaVersion"> &
    Partial<Omit<Values, "repository">> & { readonly repository?: string }
): Values => ({
  ...defaults,
  ...values,
  repository: Option.filter(
    Option.map(Option.fromNullishOr(values.repository), (x) => x.trim()),
    (x) => x !== ""
  )
})

/** The configured repository, or the documented error. */
export const configuredRepository = Effect.fnUntraced(function* () {
  const { repository } = yield* Settings
  if (Option.isNone(repository)) return yield* new RepositoryNotConfigured()
  return repository.value
})

/** Provides the settings. */
export const layer = (values: Values): Layer.Layer<Settings> => Layer.succeed(Settings, values)
