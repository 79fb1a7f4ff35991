/** Settings of the cluster that decide whether anything can be written. */
export interface ClusterSettings {
  /** Those that are on, e.g. `cluster.blocks.read_only`. */
  readonly blocks: ReadonlyArray<string>
  readonly maxShardsPerNode: number
}

/** What counts against `cluster.max_shards_per_node`. */
export interface OpenShards {
  /** Of open indices, with replicas, whether assigned or not. */
  readonly count: number
  readonly dataNodes: number
}
