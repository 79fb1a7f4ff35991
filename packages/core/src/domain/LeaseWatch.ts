/**
 * Judges whether the owner of a lease is dead by watching its beats with the watcher's own clock, so that clocks that disagree or are set do not
 * matter.
 *
 * Times are milliseconds of a monotonic clock.
 */
import { Option } from "effect"
import type { LeaseRecord } from "./LeaseRecord.ts"

export interface LeaseWatch {
  readonly term: number
  readonly beat: number
  /** When this beat was first seen. */
  readonly since: number
  /** When it was last looked at. */
  readonly lookedAt: number
  /** The owner was seen to beat, so that it is known since when it has been silent, rather than only a lower bound. */
  readonly alive: boolean
}

/**
 * What is known after another look; `none` before the first. After a gap between looks (Elasticsearch was unreachable, or this process was
 * stopped) the silence is counted anew: the owner could not beat either, or its beats were not seen.
 */
export const look = (before: Option.Option<LeaseWatch>, record: LeaseRecord, now: number): LeaseWatch => {
  const { term, beat, ttlMillis } = record
  const first: LeaseWatch = { term, beat, since: now, lookedAt: now, alive: false }
  return Option.match(before, {
    onNone: () => first,
    onSome: (watch) => {
      if (now - watch.lookedAt >= ttlMillis) return first
      const same = watch.term === term && watch.beat === beat
      return same ? { ...watch, lookedAt: now } : { ...first, alive: watch.term === term }
    }
  })
}

/** Whether this watcher has seen no beat for the time to live. */
export const isSilent = (watch: LeaseWatch, record: LeaseRecord): boolean =>
  record.state === "held" && watch.lookedAt - watch.since >= record.ttlMillis

/** For how long no beat has been seen. */
export const silence = (watch: LeaseWatch): number => watch.lookedAt - watch.since
