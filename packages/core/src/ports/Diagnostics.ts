/** What only a check asks Elasticsearch. Every question is one request, bounded by the request timeout; none changes anything. */
import { Context, type Effect, type Option } from "effect"
import type { StoreError } from "../domain/BackupError.ts"
import type { ClusterHealth, DiskUse } from "../domain/judgeElasticsearch.ts"
import type { Block, IndexHealth } from "../domain/judgeIndices.ts"
import type { Missing, Wanted } from "../domain/judgePrivileges.ts"

export class Diagnostics extends Context.Service<
  Diagnostics,
  {
    /** Elasticsearch's, e.g. `8.19.21`. */
    readonly version: Effect.Effect<string, StoreError>
    readonly health: Effect.Effect<ClusterHealth, StoreError>
    readonly diskUse: Effect.Effect<ReadonlyArray<DiskUse>, StoreError>
    /** Milliseconds since 1970 by Elasticsearch's clock, to the second. */
    readonly clock: Effect.Effect<number, StoreError>
    /** Of all indices whose name begins with `{indexPrefix}-`. */
    readonly indexHealth: (indexPrefix: string) => Effect.Effect<ReadonlyArray<IndexHealth>, StoreError>
    /** On indices of these names or patterns, those that exist. */
    readonly blocks: (names: ReadonlyArray<string>) => Effect.Effect<ReadonlyArray<Block>, StoreError>
    /** Of the mapping of the journal; `none`: no such index; `null`: it is not a journal. */
    readonly journalVersion: Effect.Effect<Option.Option<number | null>, StoreError>
    /** The one this program writes. */
    readonly knownJournalVersion: number
    /** `max_number_of_snapshots`, where it is set. */
    readonly snapshotLimit: (repository: string) => Effect.Effect<Option.Option<number>, StoreError>
    /** Of whatever name. */
    readonly snapshotCount: (repository: string) => Effect.Effect<number, StoreError>
    /** How many nodes can write it; fails when one cannot. */
    readonly verify: (repository: string) => Effect.Effect<number, StoreError>
    readonly privileges: (wanted: Wanted) => Effect.Effect<Missing, StoreError>
  }
>()("@camunda-backup/core/ports/Diagnostics") {}
