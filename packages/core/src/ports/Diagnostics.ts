/** Requests to Elasticsearch that only a check makes. Each method is one request, bounded by the request timeout. */
import { Context, type Effect, type Option } from "effect"
import type { StoreError } from "../domain/BackupError.ts"
import type { AllocationSettings, ClusterSettings, OpenShards } from "../domain/ClusterSettings.ts"
import type { DiskRoom } from "../domain/DiskRoom.ts"
import type { IndexTemplate } from "../domain/IndexTemplate.ts"
import type { Repository } from "../domain/Installation.ts"
import type { JournalIndex } from "../domain/JournalIndex.ts"
import type { ClusterHealth, DiskUse } from "../domain/check/judgeElasticsearch.ts"
import type { Block, IndexHealth } from "../domain/check/judgeIndices.ts"
import type { Piped } from "../domain/check/judgeJournal.ts"
import type { Missing, Wanted } from "../domain/check/Privilege.ts"

/** What a check asks Elasticsearch. Read-only, except for `verify`, which writes a file into the repository. */
export class Diagnostics extends Context.Service<
  Diagnostics,
  {
    /** The version of Elasticsearch, e.g. `8.19.21`. */
    readonly version: Effect.Effect<string, StoreError>
    readonly health: Effect.Effect<ClusterHealth, StoreError>
    readonly diskUse: Effect.Effect<ReadonlyArray<DiskUse>, StoreError>
    /** Milliseconds since 1970 by Elasticsearch's clock, to the second. */
    readonly clock: Effect.Effect<number, StoreError>
    /** Of all indices whose name or alias begins with `{indexPrefix}-`. */
    readonly indexHealth: (indexPrefix: string) => Effect.Effect<ReadonlyArray<IndexHealth>, StoreError>
    /** For those indices that exist of these names or patterns. */
    readonly blocks: (names: ReadonlyArray<string>) => Effect.Effect<ReadonlyArray<Block>, StoreError>
    readonly clusterSettings: Effect.Effect<ClusterSettings, StoreError>
    readonly allocation: Effect.Effect<AllocationSettings, StoreError>
    /** The disks of the data nodes. */
    readonly disks: Effect.Effect<ReadonlyArray<DiskRoom>, StoreError>
    readonly openShards: Effect.Effect<OpenShards, StoreError>
    readonly indexTemplates: Effect.Effect<ReadonlyArray<IndexTemplate>, StoreError>
    /** Everything that answers to the journal's name; empty when nothing does. */
    readonly journalIndex: Effect.Effect<ReadonlyArray<JournalIndex>, StoreError>
    /** The version of the journal's mapping that this program writes. */
    readonly knownJournalVersion: number
    /** What this pipeline would do to a write to the journal. */
    readonly piped: (pipeline: string) => Effect.Effect<Piped, StoreError>
    /** Of its settings only where it is. */
    readonly repository: (name: string) => Effect.Effect<Repository, StoreError>
    /** `max_number_of_snapshots`, if it is set. */
    readonly snapshotLimit: (repository: string) => Effect.Effect<Option.Option<number>, StoreError>
    /** Counts snapshots whatever their names. */
    readonly snapshotCount: (repository: string) => Effect.Effect<number, StoreError>
    /** How many nodes can write to it; fails when one of them cannot. */
    readonly verify: (repository: string) => Effect.Effect<number, StoreError>
    /** Which of these the role lacks; everybody may ask that for himself. */
    readonly privileges: (wanted: Wanted) => Effect.Effect<Missing, StoreError>
  }
>()("@camunda-backup/core/ports/Diagnostics") {}
