/**
 * What has happened to a shard in a repository, unseen by every list of snapshots:
 *
 * - `changed`: bytes of its largest file differ.
 * - `truncated`: the end of its largest file is missing.
 * - `missing`: its largest file is gone.
 * - `unlisted`: the list of its files in this snapshot is gone.
 * - `undescribed`: what its index is like (settings, mappings) is gone: a restore of the index is refused.
 *
 * Snapshots that share a file share its damage.
 */
export type ShardDamage = "changed" | "truncated" | "missing" | "unlisted" | "undescribed"

export const shardDamages: readonly ShardDamage[] = [
  "changed",
  "truncated",
  "missing",
  "unlisted",
  "undescribed"
]
