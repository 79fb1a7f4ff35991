/**
 * Times with a unit, and for each setting the least and the greatest. A timer of the runtime holds 24.8 days and fires at once when asked for
 * more, so none may be longer; below the least nothing would ever succeed.
 */
import { Option } from "effect"

/** In milliseconds, both included. */
export interface Bounds {
  readonly least: number
  readonly most: number
}

const units = { d: 86_400_000, h: 3_600_000, m: 60_000, s: 1000, ms: 1 } as const
type Unit = keyof typeof units

const isUnit = (text: string): text is Unit => Object.hasOwn(units, text)

/** `500ms`, `30s`, `10m`, `2h`, `1d` in milliseconds; zero too. */
export const duration = (text: string): Option.Option<number> => {
  const [, amount = "", unit = ""] = /^([0-9]+(?:\.[0-9]+)?)\s*(ms|s|m|h|d)$/.exec(text) ?? []
  return isUnit(unit) ? Option.some(Math.round(Number(amount) * units[unit])) : Option.none()
}

/** The shortest way to write it without a fraction. */
export const durationText = (millis: number): string => {
  const unit = (["d", "h", "m", "s"] as const).find((x) => millis > 0 && millis % units[x] === 0)
  if (millis === 0) return "0s"
  return unit === undefined ? `${millis}ms` : `${millis / units[unit]}${unit}`
}

/** Reads a time such as `30s` within the bounds, in milliseconds; `none` when it is not one. */
export const timeWithin =
  ({ least, most }: Bounds) =>
  (text: string): Option.Option<number> =>
    Option.filter(duration(text), (millis) => millis >= least && millis <= most)

/** What is expected, in words. */
export const expectedTime = ({ least, most }: Bounds): string =>
  `a time from ${durationText(least)} to ${durationText(most)} with its unit, such as 500ms, 30s, 10m or 2h`

/** By the name of the variable, without `CAMUNDA_BACKUP_`. */
export const bounds = {
  REQUEST_TIMEOUT: { least: 10, most: units.d },
  PART_TIMEOUT: { least: units.s, most: 7 * units.d },
  RETRY_BUDGET: { least: 100, most: units.d },
  MASTER_TIMEOUT: { least: 100, most: 10 * units.m },
  STALL_AFTER: { least: units.s, most: 7 * units.d },
  LEASE_TTL: { least: units.s, most: units.h },
  RESUME_WITHIN: { least: units.s, most: 7 * units.d },
  READ_MAX_AGE: { least: 0, most: units.m }
} as const satisfies Record<string, Bounds>
