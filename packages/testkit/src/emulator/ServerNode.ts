import type { Clock } from "../clock/Clock.ts"
import type { Traits } from "./Personality.ts"

/** Who answers, and by which clock. */
export interface ServerNode {
  readonly traits: Traits
  readonly clusterName: string
  readonly nodeName: string
  readonly nodeId: string
  readonly uuid: string
  /** Locations of repositories are below this directory; nothing is ever written there. */
  readonly pathRepo: string
  /** What the node tells of its disk; nothing ever fills it. */
  readonly disk: { readonly totalBytes: number; readonly availableBytes: number }
  /** Everything that takes time takes it from here. */
  readonly clock: Clock
  readonly now: () => number
  /** The clock that times of snapshots are taken from: it moves in steps of 200 ms. */
  readonly coarseNow: () => number
}
