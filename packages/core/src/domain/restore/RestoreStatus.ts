import type { Amount } from "../SnapshotFacts.ts"
import type { Restore } from "./Restore.ts"
import type { Stage } from "./RestorePlan.ts"

/** A restore, and how far it is. */
export interface RestoreStatus {
  readonly restore: Restore
  /** `null` once it has ended. */
  readonly stage: Stage | null
  readonly shards: Amount
  readonly files: Amount
  readonly bytes: Amount
}
