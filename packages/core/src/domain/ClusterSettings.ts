import type { Watermark } from "./DiskRoom.ts"

/** Settings of the cluster that decide whether anything can be written. */
export interface ClusterSettings {
  /** The blocks that are set, e.g. `cluster.blocks.read_only`. */
  readonly blocks: ReadonlyArray<string>
  readonly maxShardsPerNode: number
}

/** What counts against `cluster.max_shards_per_node`. */
export interface OpenShards {
  /** Of open indices, with replicas, whether assigned or not. */
  readonly count: number
  readonly dataNodes: number
}

/** Settings of the cluster that decide whether a shard finds a node. */
export interface AllocationSettings {
  /** `cluster.routing.allocation.enable`: `all`, `primaries`, `new_primaries` or `none`. */
  readonly enable: string
  /** The watermark above which a disk takes no more shards; `null`: disks are not considered. */
  readonly watermark: Watermark | null
}
