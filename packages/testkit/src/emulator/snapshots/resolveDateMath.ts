import { ElasticsearchError } from "../ElasticsearchError.ts"

const day = 86_400_000
const units: Readonly<Record<string, number>> = { s: 1000, m: 60_000, h: 3_600_000, d: day, w: 7 * day }

/**
 * `<nightly-{now/d}>` with the date at `now`, in UTC; any other name as it is.
 *
 * Months and years cannot be added, and of patterns only y, M, d, H, m and s are known.
 */
export const resolveDateMath = (name: string, now: number): string => {
  if (!/^<.*>$/s.test(name)) return name
  const expression = name.slice(1, -1)
  const open = expression.split("{").length - expression.split("}").length
  if (open !== 0)
    throw new ElasticsearchError(
      400,
      "parse_exception",
      `invalid dynamic name expression [${name.slice(1)}]. date math placeholder is open ended`
    )
  return expression.replaceAll(
    /\{now([^{}]*)(?:\{([^{}|]*)(?:\|([^{}]*))?\})?\}/g,
    (_, math: string, pattern?: string, zone?: string) =>
      format(shift(now, math) + zoneOffset(zone), pattern ?? "yyyy.MM.dd")
  )
}

const shift = (now: number, math: string): number => {
  let time = now
  for (const [, sign, count, unit] of math.matchAll(/([-+/])(\d*)([a-zA-Z])/g)) {
    const size = units[unit ?? ""] ?? day
    if (sign === "/")
      time =
        unit === "M" ? startOfMonth(time) : unit === "y" ? startOfYear(time) : Math.floor(time / size) * size
    else time += (sign === "-" ? -1 : 1) * Number(count ?? 1) * size
  }
  return time
}

const startOfMonth = (time: number): number => {
  const date = new Date(time)
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth())
}

const startOfYear = (time: number): number => Date.UTC(new Date(time).getUTCFullYear())

const zoneOffset = (zone: string | undefined): number => {
  const [, sign, hours, minutes] = /^([-+])(\d\d):?(\d\d)$/.exec(zone ?? "") ?? []
  return (sign === "-" ? -1 : 1) * (Number(hours ?? 0) * 3_600_000 + Number(minutes ?? 0) * 60_000)
}

const format = (time: number, pattern: string): string => {
  const [year, month, date, hour, minute, second] = new Date(time).toISOString().split(/[-T:.]/)
  const parts: readonly (readonly [RegExp, string | undefined])[] = [
    [/y+|u+/g, year],
    [/M+/g, month],
    [/d+/g, date],
    [/H+/g, hour],
    [/m+/g, minute],
    [/s+/g, second]
  ]
  return parts.reduce((text, [token, value]) => text.replaceAll(token, value ?? ""), pattern)
}
