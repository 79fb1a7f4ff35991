/** Elasticsearch's answers about restores, and how the state of a primary is read out of them. */
import { Schema } from "effect"
import type { ShardRecovery } from "../../domain/restore/ShardRecovery.ts"
import type { SnapshotIndex } from "../../domain/restore/SnapshotContent.ts"
import type { Running } from "../../domain/restore/Running.ts"
import { causeOfFailure } from "./causeOfFailure.ts"

const UnassignedInfo = Schema.Struct({
  reason: Schema.String,
  details: Schema.optionalKey(Schema.String),
  allocation_status: Schema.String
})

const RoutedShard = Schema.Struct({
  state: Schema.Literals(["UNASSIGNED", "INITIALIZING", "STARTED", "RELOCATING"]),
  primary: Schema.Boolean,
  recovery_source: Schema.optionalKey(Schema.Struct({ type: Schema.String })),
  unassigned_info: Schema.optionalKey(UnassignedInfo)
})

/** `GET /_cluster/state/routing_table/…`, with the fields below; the uuid shows that it is such an answer where no index exists. */
export const Routing = Schema.Struct({
  cluster_uuid: Schema.String,
  routing_table: Schema.optionalKey(
    Schema.Struct({
      indices: Schema.Record(
        Schema.String,
        Schema.Struct({ shards: Schema.Record(Schema.String, Schema.Array(RoutedShard)) })
      )
    })
  )
})

/** The fields of `Routing`. */
export const routingFields = [
  "cluster_uuid",
  ...[
    "state",
    "primary",
    "recovery_source.type",
    "unassigned_info.reason",
    "unassigned_info.details",
    "unassigned_info.allocation_status"
  ].map((x) => `routing_table.indices.*.shards.*.${x}`)
].join()

/** `GET /…/_recovery`. */
export const Recoveries = Schema.Record(
  Schema.String,
  Schema.Struct({
    shards: Schema.Array(
      Schema.Struct({
        id: Schema.Int,
        type: Schema.String,
        primary: Schema.Boolean,
        source: Schema.Struct({ snapshot: Schema.optionalKey(Schema.String) }),
        index: Schema.Struct({
          size: Schema.Struct({ total_in_bytes: Schema.Int, recovered_in_bytes: Schema.Int }),
          files: Schema.Struct({ total: Schema.Int, recovered: Schema.Int })
        }),
        verify_index: Schema.Struct({ check_index_time_in_millis: Schema.Int })
      })
    )
  })
)

type Recovered = ShardRecovery["recovered"]

const recoveredOf = (recoveries: typeof Recoveries.Type, index: string, shard: number): Recovered => {
  const found = recoveries[index]?.shards.find((x) => x.id === shard && x.primary && x.type === "SNAPSHOT")
  return found?.source.snapshot === undefined
    ? null
    : {
        snapshot: found.source.snapshot,
        bytes: found.index.size.recovered_in_bytes,
        totalBytes: found.index.size.total_in_bytes,
        files: found.index.files.recovered,
        totalFiles: found.index.files.total,
        checkedMillis: found.verify_index.check_index_time_in_millis
      }
}

/**
 * Elasticsearch gives the restore of a shard up when its files are damaged, when it has failed five times
 * (`index.allocation.max_retries`), or when no node may take it; from then on its `restore_in_progress` decider refuses every node, also
 * when the cause has passed (RestoreService.RestoreInProgressUpdater and RestoreInProgressAllocationDecider; measured on 8.19.21 and 9.5.3).
 * All of these show as `deciders_no`; a shard that waits for its turn, or for another try, shows as something else.
 *
 * A restart of all nodes forgets what was to be restored: what had not started is looked for on the nodes, and not found, or found cut off. In
 * the latter case a node tries to open the half of it, five times, and then leaves it.
 */
const unassignedState = ({
  recovery_source,
  unassigned_info
}: typeof RoutedShard.Type): ShardRecovery["state"] => {
  const status = unassigned_info?.allocation_status
  const givenUp = status === "deciders_no"
  const tried = unassigned_info?.reason === "ALLOCATION_FAILED"
  if (recovery_source?.type !== "SNAPSHOT")
    return status === "no_valid_shard_copy" || (givenUp && tried) ? "lost" : "waiting"
  if (!givenUp) return "waiting"
  return tried ? "failed" : "unplaced"
}

const stateOf = (copies: ReadonlyArray<typeof RoutedShard.Type>): ShardRecovery["state"] => {
  if (copies.some((x) => x.state === "STARTED" || x.state === "RELOCATING")) return "started"
  if (copies.some((x) => x.state === "INITIALIZING")) return "copying"
  const [unassigned] = copies
  return unassigned === undefined ? "waiting" : unassignedState(unassigned)
}

/** Every primary of the indices of the answer, by index and shard. A failed one that Elasticsearch gives no cause for has no reason yet. */
export const shardsOf = (
  routing: typeof Routing.Type,
  recoveries: typeof Recoveries.Type
): ReadonlyArray<ShardRecovery> =>
  Object.entries(routing.routing_table?.indices ?? {}).flatMap(([index, { shards }]) =>
    Object.entries(shards)
      .map(([number, copies]): ShardRecovery => {
        const shard = Number(number)
        const primaries = copies.filter((x) => x.primary)
        const state = stateOf(primaries)
        const details = primaries.find((x) => x.unassigned_info !== undefined)?.unassigned_info?.details
        return {
          index,
          shard,
          state,
          reason: state === "started" || details === undefined ? null : causeOfFailure(details),
          recovered: recoveredOf(recoveries, index, shard)
        }
      })
      .toSorted((a, b) => a.shard - b.shard)
  )

/** `POST /_cluster/allocation/explain`. */
export const Explanation = Schema.Struct({
  current_state: Schema.String,
  node_allocation_decisions: Schema.optionalKey(
    Schema.Array(
      Schema.Struct({
        deciders: Schema.optionalKey(
          Schema.Array(
            Schema.Struct({ decider: Schema.String, decision: Schema.String, explanation: Schema.String })
          )
        )
      })
    )
  )
})

/** Why no node may take a shard; that its restore has failed is what is asked about, and no answer unless it is the only one. */
export const obstacleOf = ({ node_allocation_decisions = [] }: typeof Explanation.Type): string | null => {
  const refusals = node_allocation_decisions
    .flatMap((x) => x.deciders ?? [])
    .filter((x) => x.decision === "NO")
    .toSorted(
      (a, b) => Number(a.decider === "restore_in_progress") - Number(b.decider === "restore_in_progress")
    )
  return refusals[0]?.explanation ?? null
}

/** `GET /_snapshot/R/S/_status`, with the fields below. */
export const Status = Schema.Struct({
  snapshots: Schema.Array(
    Schema.Struct({
      snapshot: Schema.String,
      uuid: Schema.String,
      indices: Schema.optionalKey(
        Schema.Record(
          Schema.String,
          Schema.Struct({
            shards_stats: Schema.Struct({ total: Schema.Int }),
            stats: Schema.Struct({
              total: Schema.Struct({ file_count: Schema.Int, size_in_bytes: Schema.Int })
            })
          })
        )
      )
    })
  )
})

/** The fields of `Status`. */
export const statusFields = ["snapshot", "uuid", "indices.*.shards_stats.total", "indices.*.stats.total"]
  .map((x) => `snapshots.${x}`)
  .join()

/** The indices of a snapshot, by name. */
export const indicesOf = ({
  indices = {}
}: (typeof Status.Type)["snapshots"][number]): ReadonlyArray<SnapshotIndex> =>
  Object.entries(indices)
    .map(
      ([
        name,
        {
          shards_stats: shards,
          stats: { total }
        }
      ]) => ({
        name,
        shards: shards.total,
        bytes: total.size_in_bytes,
        files: total.file_count
      })
    )
    .toSorted((a, b) => (a.name < b.name ? -1 : 1))

/** When something is to be waited for, and when there is nothing. */
export const Begun = Schema.Union([
  Schema.Struct({ accepted: Schema.Literal(true) }),
  Schema.Struct({
    snapshot: Schema.Struct({ snapshot: Schema.String, indices: Schema.Array(Schema.String) })
  })
])

/** `GET /_cluster/state/customs`, with the fields below: where nothing runs there is but the uuid. */
export const Customs = Schema.Struct({
  cluster_uuid: Schema.String,
  snapshots: Schema.optionalKey(
    Schema.Struct({
      snapshots: Schema.Array(Schema.Struct({ repository: Schema.String, snapshot: Schema.String }))
    })
  ),
  snapshot_deletions: Schema.optionalKey(
    Schema.Struct({
      snapshot_deletions: Schema.Array(
        Schema.Struct({ repository: Schema.String, snapshots: Schema.Array(Schema.String) })
      )
    })
  ),
  restore: Schema.optionalKey(
    Schema.Struct({
      snapshots: Schema.Array(
        Schema.Struct({
          repository: Schema.String,
          shards: Schema.Array(
            Schema.Struct({ index: Schema.Struct({ index_name: Schema.String }), state: Schema.String })
          )
        })
      )
    })
  )
})

/** The fields of `Customs`. */
export const customsFields = [
  "cluster_uuid",
  "snapshots.snapshots.repository",
  "snapshots.snapshots.snapshot",
  "snapshot_deletions.snapshot_deletions.repository",
  "snapshot_deletions.snapshot_deletions.snapshots",
  "restore.snapshots.repository",
  "restore.snapshots.shards.index.index_name",
  "restore.snapshots.shards.state"
].join()

const ended = new Set(["SUCCESS", "FAILURE"])

/** Everything that runs. */
export const runningOf = (customs: typeof Customs.Type): ReadonlyArray<Running> => [
  ...(customs.snapshots?.snapshots ?? []).map((x): Running => ({
    what: "snapshot",
    name: x.snapshot,
    repository: x.repository
  })),
  ...(customs.snapshot_deletions?.snapshot_deletions ?? []).flatMap((x) =>
    x.snapshots.map((name): Running => ({ what: "deletion", name, repository: x.repository }))
  ),
  ...(customs.restore?.snapshots ?? []).flatMap((x) =>
    [...new Set(x.shards.flatMap(({ index, state }) => (ended.has(state) ? [] : [index.index_name])))].map(
      (name): Running => ({ what: "restore", name, repository: x.repository })
    )
  )
]
