/** Cron once more, for the tests: every minute is asked whether its local fields match. Numbers, lists, ranges and steps. */

const matches = (field: string, value: number, least: number, most: number): boolean =>
  field.split(",").some((item) => {
    const [range = "", step = "1"] = item.split("/")
    const [from, to = from] = range === "*" ? [String(least), String(most)] : range.split("-")
    const last = item.includes("/") && !range.includes("-") && range !== "*" ? most : Number(to)
    return value >= Number(from) && value <= last && (value - Number(from)) % Number(step) === 0
  })

interface Local {
  readonly minute: number
  readonly hour: number
  readonly day: number
  readonly month: number
  readonly weekday: number
  /** The local time as if it were UTC. */
  readonly wall: number
}

const clocks = (timeZone: string) => {
  const format = new Intl.DateTimeFormat("en-GB", {
    timeZone,
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23"
  })
  return (at: number): Local => {
    const x = Object.fromEntries(format.formatToParts(at).map((y) => [y.type, Number(y.value)]))
    const wall = Date.UTC(x["year"] ?? 0, (x["month"] ?? 1) - 1, x["day"], x["hour"], x["minute"])
    return localOf(wall)
  }
}

const localOf = (wall: number): Local => {
  const date = new Date(wall)
  return {
    minute: date.getUTCMinutes(),
    hour: date.getUTCHours(),
    day: date.getUTCDate(),
    month: date.getUTCMonth() + 1,
    weekday: date.getUTCDay(),
    wall
  }
}

const minute = 60_000

/** Every due time from `from` (excluded) to `to`. */
export const naiveTimes = (
  expression: string,
  timeZone: string,
  from: number,
  to: number
): ReadonlyArray<number> => {
  const [minutes = "", hours = "", days = "", months = "", weekdays = ""] = expression.split(" ")
  const dayMatches = (x: Local): boolean => {
    const [day, weekday] = [matches(days, x.day, 1, 31), matches(weekdays, x.weekday, 0, 6)]
    // Both given: one of them is enough, as in every cron.
    return days === "*" || weekdays === "*" ? day && weekday : day || weekday
  }
  const isDue = (x: Local): boolean =>
    matches(minutes, x.minute, 0, 59) &&
    matches(hours, x.hour, 0, 23) &&
    matches(months, x.month, 1, 12) &&
    dayMatches(x)
  const clock = clocks(timeZone)
  const due: Array<number> = []
  let seen = clock(from).wall
  for (let at = from + minute; at <= to; at += minute) {
    const local = clock(at)
    const wasHere = local.wall <= seen
    const skipped = local.wall - seen > minute
    let isNow = isDue(local) && (!wasHere || hours === "*")
    // Clocks went forward: what is due at an hour of the gap is due now.
    if (skipped && hours !== "*")
      for (let wall = seen + minute; wall < local.wall; wall += minute) if (isDue(localOf(wall))) isNow = true
    if (isNow) due.push(at)
    seen = Math.max(seen, local.wall)
  }
  return due
}
