import type { Repository } from "../repositories/Repository.ts"

/** A delete that waits until nothing is copied into its repository; its snapshots are listed until then. */
export interface Deletion {
  readonly repository: Repository
  readonly names: ReadonlySet<string>
  readonly done: () => void
}
