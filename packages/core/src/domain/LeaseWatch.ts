/**
 * Judges whether the owner of a lease is dead, by watching its beats with one's own clock: clocks that disagree or are set do not matter.
 *
 * Times are milliseconds of a clock that only moves forward.
 */
import { Option } from "effect"
import type { LeaseRecord } from "./LeaseRecord.ts"

export interface LeaseWatch {
  readonly term: number
  readonly beat: number
  /** When this beat was seen first. */
  readonly since: number
  /** When it was looked at last. */
  readonly lookedAt: number
  /** The owner was seen to beat: since when it is silent is known, not only for how long at least. */
  readonly alive: boolean
}

/**
 * What is known after another look; `none` before the first. After a pause in looking (Elasticsearch was away, or we were stopped) the
 * silence counts anew: the owner could not beat either, or did so unseen.
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

/** No beat for the time to live, as far as this watcher saw. */
export const isSilent = (watch: LeaseWatch, record: LeaseRecord): boolean =>
  record.state === "held" && watch.lookedAt - watch.since >= record.ttlMillis

/** How long no beat was seen. */
export const silence = (watch: LeaseWatch): number => watch.lookedAt - watch.since
