/**
 * Amounts, durations and times as people write and read them: the one module for every front end. Short, and never more exact than what is
 * known; a caller that does not know a value does not write one.
 */
import { Option } from "effect"

const sizes = ["B", "KiB", "MiB", "GiB", "TiB", "PiB"]

/** A size of `count` bytes: `812 B`, `3.4 GiB`, `132 GiB`. */
export const bytes = (count: number): string => {
  let value = count
  let unit = 0
  while (value >= 1000 && unit < sizes.length - 1) {
    value /= 1024
    unit++
  }
  return `${unit === 0 || value >= 100 ? Math.round(value) : value.toFixed(1)} ${sizes[unit] ?? ""}`
}

/** How many milliseconds each unit is. */
export const unitMillis = { ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 } as const

type Unit = keyof typeof unitMillis

const read = (text: string, units: ReadonlyArray<Unit>): Option.Option<number> => {
  const [, amount = "", name = ""] = /^([0-9]+(?:\.[0-9]+)?)\s*([a-z]+)$/.exec(text) ?? []
  const unit = units.find((x) => x === name)
  return unit === undefined ? Option.none() : Option.some(Math.round(Number(amount) * unitMillis[unit]))
}

/** A setting or flag such as `500ms`, `30s`, `10m`, `2h`, `1d`, in milliseconds; zero too. `none`: it is not a duration. */
export const readDuration = (text: string): Option.Option<number> => read(text, ["ms", "s", "m", "h", "d"])

/** An age in a filter: `readDuration`, and weeks (`2w`). */
export const readAge = (text: string): Option.Option<number> => read(text, ["s", "m", "h", "d", "w"])

/** The shortest exact way to write a duration so that `readDuration` reads it: `90s`, `2h`. */
export const exactDuration = (millis: number): string => {
  const unit = (["d", "h", "m", "s"] as const).find((x) => millis > 0 && millis % unitMillis[x] === 0)
  if (millis === 0) return "0s"
  return unit === undefined ? `${millis}ms` : `${millis / unitMillis[unit]}${unit}`
}

const two = (n: number): string => String(n).padStart(2, "0")

/** For people, in two units: `42s`, `2m 05s`, `3h 12m`, `5d 3h`. A negative one, of clocks that differ, is `0s`. */
export const duration = (millis: number): string => {
  const s = Math.max(0, Math.floor(millis / 1000))
  if (s < 60) return `${s}s`
  if (s < 3600) return `${Math.floor(s / 60)}m ${two(s % 60)}s`
  if (s < 86_400) return `${Math.floor(s / 3600)}h ${two(Math.floor((s % 3600) / 60))}m`
  return `${Math.floor(s / 86_400)}d ${Math.floor((s % 86_400) / 3600)}h`
}

/** For narrow columns, in one unit: `42s`, `2m`, `3h`, `5d`. */
export const shortDuration = (millis: number): string => duration(millis).split(" ")[0] ?? ""

/** How long something took: `duration`, with tenths below ten seconds. */
export const took = (millis: number): string =>
  millis < 10_000 ? `${(Math.max(0, millis) / 1000).toFixed(1)}s` : duration(millis)

/** A moment for people, in UTC: `2025-06-03 07:55:15`. */
export const utc = (millis: number): string => new Date(millis).toISOString().slice(0, 19).replace("T", " ")

/** The time of day of a moment, in UTC: `07:55:15`. */
export const utcTime = (millis: number): string => utc(millis).slice(11)

/** A moment for programs (RFC 3339): `2025-06-03T07:55:15.000Z`. */
export const rfc3339 = (millis: number): string => {
  const whole = Math.trunc(millis)
  const minute = Math.floor(whole / 60_000)
  if (minute !== lastMinute) {
    lastPrefix = new Date(millis).toISOString().slice(0, -7)
    lastMinute = minute
  }
  const digits = String(100_000 + whole - minute * 60_000)
  return `${lastPrefix}${digits.slice(1, 3)}.${digits.slice(3)}Z`
}

// The parts of a backup begin in the same minute or two, and a list of ten thousand has sixty thousand of them: `Date` for each took a tenth of its time.
let lastMinute = Number.NaN
let lastPrefix = ""

/** `1 snapshot`, `6 snapshots`; another plural is given: `count(2, "index", "indices")`. */
export const count = (n: number, noun: string, plural = `${noun}s`): string =>
  `${n} ${n === 1 ? noun : plural}`
