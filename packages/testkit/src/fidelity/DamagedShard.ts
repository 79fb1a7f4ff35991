import type { ShardDamage } from "../emulator/snapshots/ShardDamage.ts"

/** Which shard of which snapshot is damaged, and how. */
export interface DamagedShard {
  readonly repository: string
  readonly snapshot: string
  readonly index: string
  readonly shard: number
  readonly how: ShardDamage
}
