/**
 * `Recovery` over Elasticsearch's snapshot API and the cluster state.
 *
 * | call      | needs, on the cluster                                        | needs, on the indices |
 * | --------- | ------------------------------------------------------------ | --------------------- |
 * | `content` | `monitor_snapshot`                                           |                       |
 * | `restore` | `cluster:admin/snapshot/restore`, which only `manage` includes |                     |
 * | `shards`  | `monitor`                                                    | `monitor`             |
 * | `running` | `monitor`                                                    |                       |
 *
 * The cluster state is asked, filtered to a few fields, because it alone tells in one answer which restores have been given up, and what runs
 * before the first byte is copied: `_recovery` is empty then.
 */
import { Duration, Effect, Layer, type Schema } from "effect"
import { Settings } from "../../config/Settings.ts"
import { StoreAnswerInvalid, type StoreError } from "../../domain/BackupError.ts"
import { restoreBody } from "../../domain/restore/restoreBody.ts"
import type { ShardRecovery } from "../../domain/restore/ShardRecovery.ts"
import { Recovery, type RestoreAnswer } from "../../ports/Recovery.ts"
import { decoded } from "./decoded.ts"
import { ElasticsearchClient } from "./ElasticsearchClient.ts"
import { exactNames } from "../../ports/exactNames.ts"
import * as wire from "./recoveryWire.ts"
import { chunksOfNames } from "./requestLine.ts"

/** How many shards are explained at a time; what stops one shard stops the others mostly too. */
const explained = 3

/** Elasticsearch refused before it changed anything: a deletion runs, a cluster block, the queue of the master, too much to do. */
const isNotNow = (error: StoreError): error is Extract<StoreError, { readonly _tag: "StoreUnavailable" }> =>
  error._tag === "StoreUnavailable" &&
  /^((concurrent_snapshot_execution|cluster_block|process_cluster_event_timeout)_exception \(503\)|\S+ \(429\)):/.test(
    error.reason
  )

export const layer: Layer.Layer<Recovery, never, ElasticsearchClient | Settings> = Layer.effect(
  Recovery,
  Effect.gen(function* () {
    const { call } = yield* ElasticsearchClient
    const master_timeout = `${Duration.toMillis((yield* Settings).masterTimeout)}ms`

    const ask = <A>(
      operation: string,
      repository: string,
      schema: Schema.Codec<A, unknown>,
      request: Parameters<typeof call>[2]
    ): Effect.Effect<A, StoreError> =>
      Effect.flatMap(call(operation, repository, request), (body) => decoded(schema, operation, body))

    const explain = Effect.fnUntraced(function* (shard: ShardRecovery) {
      const operation = `asking why shard ${shard.shard} of [${shard.index}] has no node`
      const why = yield* ask(operation, "", wire.Explanation, (client, options) =>
        client.cluster.allocationExplain({ index: shard.index, shard: shard.shard, primary: true }, options)
      )
      return { ...shard, reason: wire.obstacleOf(why) }
    })

    /** A shard that has another state by now is refused, and one of a deleted index: both are told at the next look. */
    const explainSome = (shards: ReadonlyArray<ShardRecovery>) => {
      const unclear = new Set(
        shards
          .filter((x) => (x.state === "unplaced" || x.state === "failed") && x.reason === null)
          .slice(0, explained)
      )
      return Effect.forEach(shards, (shard) =>
        unclear.has(shard)
          ? Effect.catchTag(explain(shard), "StoreRejected", () => Effect.succeed(shard))
          : Effect.succeed(shard)
      )
    }

    const shardsOf = Effect.fnUntraced(function* (names: ReadonlyArray<string>) {
      const operation = `asking for the shards of [${names.join(", ")}]`
      const index = names.join()
      const exactly = { ignore_unavailable: true, allow_no_indices: true, expand_wildcards: "all" as const }
      const routing = yield* ask(operation, "", wire.Routing, (client, options) =>
        client.cluster.state(
          { metric: "routing_table", index, filter_path: wire.routingFields, ...exactly },
          options
        )
      )
      // Afterwards: what has started by then is told with all that was brought back.
      const recoveries = yield* ask(operation, "", wire.Recoveries, (client, options) =>
        client.indices.recovery({ index, ...exactly }, options)
      )
      return yield* explainSome(wire.shardsOf(routing, recoveries))
    })

    return Recovery.of({
      // One at a time: Elasticsearch reads a file of every shard, and an error of several would not tell whose it is.
      content: (repository, names) =>
        Effect.forEach(
          names,
          Effect.fnUntraced(function* (name) {
            const operation = `reading what snapshot [${repository}:${name}] holds`
            const { snapshots } = yield* ask(operation, repository, wire.Status, (client, options) =>
              client.snapshot.status({ repository, snapshot: name, filter_path: wire.statusFields }, options)
            )
            const found = snapshots.find((x) => x.snapshot === name)
            if (found === undefined)
              return yield* new StoreAnswerInvalid({ operation, reason: "the body is of another snapshot" })
            return { name, uuid: found.uuid, indices: wire.indicesOf(found) }
          })
        ),

      restore: Effect.fnUntraced(
        function* (request): Effect.fn.Return<RestoreAnswer, StoreError> {
          const { repository, snapshot } = request
          const operation = `restoring from snapshot [${repository}:${snapshot}]`
          yield* exactNames(operation, request.indices)
          yield* ask(operation, repository, wire.Begun, (client, options) =>
            client.snapshot.restore(
              { repository, snapshot, wait_for_completion: false, master_timeout, ...restoreBody(request) },
              options
            )
          )
          return { _tag: "Accepted" }
        },
        Effect.catchIf(isNotNow, ({ reason }) => Effect.succeed<RestoreAnswer>({ _tag: "NotNow", reason }))
      ),

      shards: Effect.fnUntraced(function* (names) {
        const found = (yield* Effect.forEach(chunksOfNames(wire.routingFields, names), shardsOf)).flat()
        return names.flatMap((name) => found.filter((x) => x.index === name))
      }),

      running: Effect.map(
        ask("asking for running snapshots, deletions and restores", "", wire.Customs, (client, options) =>
          client.cluster.state({ metric: "customs", filter_path: wire.customsFields }, options)
        ),
        wire.runningOf
      )
    })
  })
)
