import * as DateTime from "effect/DateTime"
import type { Rule } from "./RetentionPolicy.ts"

const millisADay = 86_400_000

/** The days since 1970 of a date of the calendar. */
const dayOf = (year: number, month: number, day: number): number =>
  Math.floor(Date.UTC(year, month - 1, day) / millisADay)

/**
 * Names the period of the calendar that a time lies in: equal for two times exactly when they lie in the same one. Weeks begin on Monday. An hour
 * that comes twice when clocks go back is two hours.
 */
export const periodOf = (rule: Exclude<Rule, "last">, at: number, timeZone: DateTime.TimeZone): string => {
  const zoned = DateTime.setZone(DateTime.makeUnsafe(at), timeZone)
  const { day, hour, month, year } = DateTime.toParts(zoned)
  switch (rule) {
    case "hourly":
      return `${dayOf(year, month, day)} ${hour} ${DateTime.zonedOffset(zoned)}`
    case "daily":
      return String(dayOf(year, month, day))
    // The first of January 1970 was a Thursday.
    case "weekly":
      return String(Math.floor((dayOf(year, month, day) + 3) / 7))
    case "monthly":
      return `${year}-${month}`
    case "yearly":
      return String(year)
  }
}
