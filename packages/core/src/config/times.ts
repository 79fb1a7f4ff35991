/**
 * Times with a unit, and the least and the greatest for each setting. A timer of the runtime holds at most 24.8 days and fires at once when it is
 * given more, so that no time may be longer; below the least nothing would ever succeed.
 */
import { Option } from "effect"
import { exactDuration, readDuration, unitMillis as units } from "../domain/Quantities.ts"

/** In milliseconds, both included. */
export interface Bounds {
  readonly least: number
  readonly most: number
}

/** Reads a time such as `30s` within the bounds, in milliseconds; `none` when it is not one. */
export const timeWithin =
  ({ least, most }: Bounds) =>
  (text: string): Option.Option<number> =>
    Option.filter(readDuration(text), (millis) => millis >= least && millis <= most)

/** What is expected, in words. */
export const expectedTime = ({ least, most }: Bounds): string =>
  `a time from ${exactDuration(least)} to ${exactDuration(most)} with its unit, such as 500ms, 30s, 10m or 2h`

/** By the name of the variable, without `CAMUNDA_BACKUP_`. */
export const bounds = {
  REQUEST_TIMEOUT: { least: 10, most: units.d },
  PART_TIMEOUT: { least: units.s, most: 7 * units.d },
  RETRY_BUDGET: { least: 100, most: units.d },
  MASTER_TIMEOUT: { least: 100, most: 10 * units.m },
  STALL_AFTER: { least: units.s, most: 7 * units.d },
  LEASE_TTL: { least: units.s, most: units.h },
  RESUME_WITHIN: { least: units.s, most: 7 * units.d },
  READ_MAX_AGE: { least: 0, most: units.m },
  VERIFIED_WITHIN: { least: 0, most: 14 * units.d },
  WATCH_WRITES: { least: 0, most: 5 * units.m },
  SCHEDULE_WITHIN: { least: units.m, most: 7 * units.d },
  SCHEDULE_JITTER: { least: 0, most: units.d }
} as const satisfies Record<string, Bounds>
