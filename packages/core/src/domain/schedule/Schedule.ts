/** When something is done by itself: the times, and for how long after one of them it is still worth doing. */
import type { Component } from "../Component.ts"
import { digest } from "../digest.ts"
import type { CronTimes } from "./CronTimes.ts"

/** What can be scheduled. */
export const jobs = ["backup", "drill"] as const

/** `backup`: takes one of every component under one id. `drill`: restores the newest good one under other names, and compares it. */
export type Job = (typeof jobs)[number]

/** A job and its times. */
export interface Schedule {
  readonly job: Job
  readonly times: CronTimes
  readonly components: ReadonlyArray<Component>
  /** A time that was missed, or at which it could not begin, is made up for within so long. Milliseconds. */
  readonly withinMillis: number
  /** It begins up to so long after its time, so that many installations do not begin at once. Milliseconds. */
  readonly jitterMillis: number
}

/**
 * When the job of a time begins. The same on every replica, and different from installation to installation: `salt` names the installation.
 */
export const startOf = ({ jitterMillis, job }: Schedule, dueAt: number, salt: string): number => {
  if (jitterMillis === 0) return dueAt
  const chance = Number.parseInt(digest([salt, job, dueAt]).slice(0, 8), 16) / 0x1_0000_0000
  return dueAt + Math.floor(chance * jitterMillis)
}
