import type { IndexSettings } from "../indices/Index.ts"
import type { IndexState } from "../indices/IndexState.ts"
import { defaultShardLimit } from "../indices/shardLimit.ts"
import type { ServerNode } from "../ServerNode.ts"

/** The ninth release has it no more. */
const singleNode = "cluster.routing.allocation.disk.watermark.enable_for_single_data_node"

/** Of the settings of a cluster those that programs ask for; a server has hundreds. */
const defaults: IndexSettings = new Map([
  ["action.auto_create_index", "true"],
  ["action.destructive_requires_name", "true"],
  ["cluster.blocks.read_only", "false"],
  ["cluster.blocks.read_only_allow_delete", "false"],
  ["cluster.max_shards_per_node", String(defaultShardLimit)],
  ["cluster.max_shards_per_node.frozen", "3000"],
  ["cluster.routing.allocation.disk.reroute_interval", "60s"],
  ["cluster.routing.allocation.disk.threshold_enabled", "true"],
  [singleNode, "true"],
  ["cluster.routing.allocation.disk.watermark.flood_stage", "95%"],
  ["cluster.routing.allocation.disk.watermark.flood_stage.frozen", "95%"],
  ["cluster.routing.allocation.disk.watermark.flood_stage.frozen.max_headroom", "20GB"],
  ["cluster.routing.allocation.disk.watermark.flood_stage.max_headroom", "100GB"],
  ["cluster.routing.allocation.disk.watermark.high", "90%"],
  ["cluster.routing.allocation.disk.watermark.high.max_headroom", "150GB"],
  ["cluster.routing.allocation.disk.watermark.low", "85%"],
  ["cluster.routing.allocation.disk.watermark.low.max_headroom", "200GB"],
  ["cluster.routing.allocation.enable", "all"],
  ["snapshot.max_concurrent_operations", "1000"]
])

/** Without those that are set. */
export const defaultSettings = ({ settings, traits }: IndexState & ServerNode): IndexSettings =>
  new Map(
    [...defaults].filter(
      ([key]) =>
        !settings.persistent.has(key) &&
        !settings.transient.has(key) &&
        (key !== singleNode || traits.compatibleWith[0] === 8)
    )
  )

/** What holds: transient beats persistent, which beats the default. */
export const settingInForce = ({ settings }: IndexState, key: string): string | undefined =>
  settings.transient.get(key) ?? settings.persistent.get(key) ?? defaults.get(key)
