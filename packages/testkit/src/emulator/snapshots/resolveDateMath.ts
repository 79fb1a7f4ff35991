import { ElasticsearchError } from "../ElasticsearchError.ts"

const day = 86_400_000
const units: Readonly<Record<string, number>> = { s: 1000, m: 60_000, h: 3_600_000, d: day, w: 7 * day }

/**
 * `<nightly-{now/d}>` with the date at `now`, in UTC; any other name as it is.
 *
 * Of patterns only y, M, d, H, m and s are known.
 */
export const resolveDateMath = (name: string, now: number): string => {
  if (!/^<.*>$/s.test(name)) return name
  const expression = name.slice(1, -1)
  if (expression === "") throw new ElasticsearchError(400, "parse_exception", "nothing captured")
  const stray = strayBrace(expression)
  if (stray >= 0)
    throw new ElasticsearchError(
      400,
      "parse_exception",
      `invalid dynamic name expression [${name.slice(1)}]. invalid character at position [${stray + 1}]. ` +
        "`{` and `}` are reserved characters and should be escaped when used as part of the index name " +
        "using `\\` (e.g. `\\{text\\}`)"
    )
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

/** A closing brace that nothing opened. */
const strayBrace = (expression: string): number => {
  let depth = 0
  for (const [at, character] of expression.split("").entries()) {
    if (character === "{") depth++
    if (character === "}" && --depth < 0) return at
  }
  return -1
}

const shift = (now: number, math: string): number => {
  let time = now
  for (const [, sign, count, unit] of math.matchAll(/([-+/])(\d*)([a-zA-Z])/g)) {
    const size = units[unit ?? ""] ?? day
    const months = unit === "M" ? 1 : unit === "y" ? 12 : 0
    if (sign === "/")
      time =
        unit === "M" ? startOfMonth(time) : unit === "y" ? startOfYear(time) : Math.floor(time / size) * size
    else if (months > 0) time = addMonths(time, (sign === "-" ? -1 : 1) * Number(count ?? 1) * months)
    else time += (sign === "-" ? -1 : 1) * Number(count ?? 1) * size
  }
  return time
}

const addMonths = (time: number, months: number): number => {
  const date = new Date(time)
  const day = date.getUTCDate()
  date.setUTCDate(1)
  date.setUTCMonth(date.getUTCMonth() + months)
  const last = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate()
  date.setUTCDate(Math.min(day, last))
  return date.getTime()
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
