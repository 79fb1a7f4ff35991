/**
 * The progress of a backup: what is not known is `null`, never a guess. Pure; times are milliseconds.
 *
 * Bytes count finished files, so that neither a rate nor an end is extrapolated from them alone: the rate is measured over a window, the end is
 * estimated from how long the same parts took in earlier backups.
 */
import { Option } from "effect"
import type { Amount, SnapshotProgress } from "./SnapshotFacts.ts"

/** The part that is being copied, and how far it is. */
export interface Current extends SnapshotProgress {
  readonly part: number
  readonly snapshot: string
  readonly startedAt: number | null
}

/** How far a running backup is. Sizes in bytes, times in milliseconds. */
export interface Progress {
  readonly parts: Amount
  /** The part that is being copied; `null` between two and before the first. */
  readonly current: Current | null
  /** Over the watched window; `null` while too little was seen. */
  readonly bytesPerSecond: number | null
  /** Estimated milliseconds left, by the durations of earlier backups; `null` without any, or when it has already taken longer. */
  readonly remainingMillis: number | null
  /** Since when nothing has been finished, once that is longer than the setting; `null` otherwise. */
  readonly stalledSince: number | null
}

/** What was seen of a running backup at one moment. */
export interface Sample {
  readonly at: number
  readonly snapshot: string | null
  readonly partsDone: number
  readonly shards: number
  readonly files: number
  readonly bytes: number
}

/** What is remembered of earlier looks at a running backup. */
export interface Watch {
  /** Samples of this part, oldest first, no older than the window and not too close to each other. */
  readonly samples: ReadonlyArray<Sample>
  readonly last: Sample
  /** When something was last finished, or watching began. */
  readonly changedAt: number
}

/** The window of the rate. */
export const windowMillis = 30_000

const isSame = (a: Sample, b: Sample): boolean =>
  a.snapshot === b.snapshot &&
  a.partsDone === b.partsDone &&
  a.shards === b.shards &&
  a.files === b.files &&
  a.bytes === b.bytes

/** Samples close together tell nothing more, and many clients must not fill the window with them. */
const apartMillis = 500

/** What is known after another look; `none` before the first. */
export const look = (before: Option.Option<Watch>, sample: Sample): Watch => {
  const samples = Option.match(before, { onNone: () => [], onSome: (x) => x.samples })
  const kept = samples.filter((x) => sample.at - x.at <= windowMillis && x.snapshot === sample.snapshot)
  const crowded = sample.at - (kept.at(-1)?.at ?? Number.NEGATIVE_INFINITY) < apartMillis
  return {
    samples: crowded ? kept : [...kept, sample],
    last: sample,
    changedAt: Option.match(before, {
      onNone: () => sample.at,
      onSome: (x) => (isSame(x.last, sample) ? x.changedAt : sample.at)
    })
  }
}

const minimumMillis = 2000

/** Bytes a second over the window; `null` when too little was seen, or nothing is being copied. */
export const rate = ({ samples, last }: Watch): number | null => {
  const [first] = samples
  if (first === undefined || last.snapshot === null) return null
  const millis = last.at - first.at
  const bytes = last.bytes - first.bytes
  return millis < minimumMillis || bytes <= 0 ? null : Math.round((bytes * 1000) / millis)
}

/** `heardAt`: when the attempt last wrote something of itself. A resumed one has not been stalled since before it ended. */
export const stalledSince = (
  watch: Watch,
  heardAt: number,
  now: number,
  stallAfterMillis: number
): number | null => {
  const since = Math.max(watch.changedAt, heardAt)
  return now - since >= stallAfterMillis ? since : null
}

/** The middle value; of an even number the mean of the two; `null` of none. */
export const median = (values: ReadonlyArray<number>): number | null => {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = Math.floor(sorted.length / 2)
  const upper = sorted[middle]
  const lower = sorted[sorted.length % 2 === 0 ? middle - 1 : middle]
  return upper === undefined || lower === undefined ? null : (upper + lower) / 2
}

/** What an estimate of the remaining time is made of. */
export interface Remaining {
  /** Part numbers that are not finished, the running one included. */
  readonly parts: ReadonlyArray<number>
  /** Of the running part, and for how long it runs. */
  readonly running: { readonly part: number; readonly forMillis: number } | null
  /** Durations of a part in earlier completed backups, newest first. */
  readonly earlier: ReadonlyMap<number, ReadonlyArray<number>>
}

/** How many earlier backups count. */
export const earlierBackups = 5

/** The sum of what the same parts took; `null` when one of them was never taken, or the running one has exceeded its time. */
export const remaining = ({ parts, running, earlier }: Remaining): number | null => {
  let sum = 0
  for (const part of parts) {
    const usual = median((earlier.get(part) ?? []).slice(0, earlierBackups))
    if (usual === null) return null
    if (running?.part === part) {
      if (running.forMillis >= usual) return null
      sum += usual - running.forMillis
    } else sum += usual
  }
  return Math.round(sum)
}
