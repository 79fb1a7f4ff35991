/** `Diagnostics` over `MemoryElasticsearch`: a healthy cluster without security, unless it cannot be reached. */
import { Clock, Effect, Layer, Option } from "effect"
import { type StoreError, RepositoryMissing, StoreUnavailable } from "../../domain/BackupError.ts"
import { Diagnostics } from "../../ports/Diagnostics.ts"
import { MemoryElasticsearch } from "./MemoryElasticsearch.ts"

/** Provides `Diagnostics`: a healthy cluster. */
export const layer: Layer.Layer<Diagnostics, never, MemoryElasticsearch> = Layer.effect(
  Diagnostics,
  Effect.map(MemoryElasticsearch, (state) => {
    const reached = <A>(read: Effect.Effect<A, StoreError>): Effect.Effect<A, StoreError> =>
      Effect.suspend(() =>
        state.reachable
          ? read
          : Effect.fail(
              new StoreUnavailable({
                operation: "checking",
                reason: "connection refused",
                ambiguous: false
              })
            )
      )
    const repositoryOf = (repository: string) =>
      Effect.suspend(() => {
        const found = state.repositories.get(repository)
        return found === undefined
          ? Effect.fail(new RepositoryMissing({ repository }))
          : Effect.succeed(found)
      })
    return Diagnostics.of({
      version: reached(Effect.succeed("9.0.0")),
      health: reached(
        Effect.succeed({
          cluster: "memory",
          status: "green",
          unassignedPrimaries: 0,
          pendingTasks: 0,
          pendingMillis: 0
        })
      ),
      diskUse: reached(Effect.succeed([])),
      clock: reached(Clock.currentTimeMillis),
      indexHealth: (indexPrefix) =>
        reached(
          Effect.sync(() =>
            state.catalog.indices
              .filter((x) => x.name.startsWith(`${indexPrefix}-`))
              .map((x) => ({ index: x.name, open: true, health: "green" }))
          )
        ),
      blocks: () => reached(Effect.succeed([])),
      allocation: reached(Effect.succeed({ enable: "all", watermark: null })),
      disks: reached(Effect.succeed([{ node: "memory", totalBytes: 2 ** 40, availableBytes: 2 ** 39 }])),
      clusterSettings: reached(Effect.succeed({ blocks: [], maxShardsPerNode: 1000 })),
      openShards: reached(Effect.sync(() => ({ count: state.catalog.indices.length, dataNodes: 1 }))),
      indexTemplates: reached(Effect.succeed([])),
      journalIndex: reached(Effect.succeed([])),
      piped: (pipeline) => reached(Effect.succeed({ _tag: "Unchanged", pipeline })),
      knownJournalVersion: 1,
      snapshotLimit: () => reached(Effect.succeed(Option.none())),
      snapshotCount: (repository) =>
        reached(Effect.map(repositoryOf(repository), ({ snapshots }) => snapshots.size)),
      repository: (name) =>
        reached(Effect.as(repositoryOf(name), { name, type: "memory", location: null, readonly: false })),
      verify: (repository) => reached(Effect.as(repositoryOf(repository), 1)),
      privileges: () => reached(Effect.succeed(Option.none()))
    })
  })
)
