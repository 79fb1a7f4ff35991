import type { Cause } from "../ElasticsearchError.ts"

export const defaultDateFormat = "strict_date_optional_time||epoch_millis"

const month = "(0[1-9]|1[0-2])"
const day = "(0[1-9]|[12]\\d|3[01])"
const time = "([01]\\d|2[0-3])(:[0-5]\\d(:[0-5]\\d([.,]\\d{1,9})?)?)?"
const zone = "(Z|[+-]\\d{2}(:?\\d{2})?)?"
const isoDate = new RegExp(`^(\\d{4})(-${month}(-${day}(T(${time}${zone})?)?)?)?$`)
const slashDate = new RegExp(`^\\d{4}/${month}/${day}( ([01]\\d|2[0-3]):[0-5]\\d:[0-5]\\d)?$`)

/** Formats by name; others are patterns. */
const named: Readonly<Record<string, RegExp>> = {
  strict_date_optional_time: isoDate,
  date_optional_time: isoDate,
  strict_date_optional_time_nanos: isoDate,
  epoch_millis: /^-?\d{1,18}(\.\d{1,6})?$/,
  epoch_second: /^-?\d{1,18}(\.\d{1,9})?$/
}

/** Texts that a new field becomes a date for, and the mapping that it gets; a year alone is none. */
export const detectedDate = (text: string): { readonly [key: string]: string } | undefined => {
  if (!/[-:/]/.test(text)) return undefined
  if (slashDate.test(text))
    return {
      type: "date",
      format: "yyyy/MM/dd HH:mm:ss||yyyy/MM/dd||epoch_millis",
      locale: ""
    }
  return isoDate.test(text) && impossibleDay(text) === undefined ? { type: "date" } : undefined
}

/** Why a date field of this format cannot take a text; undefined when it can, or when the format is not known here. */
export const dateFault = (text: string, format: string, readsOnce: boolean): Cause | undefined => {
  if (text === "") return { type: "illegal_argument_exception", reason: "cannot parse empty datetime" }
  const formats = format.split("||")
  const faults = formats.map((one) => formatFault(text, one))
  if (faults.some((fault) => fault === undefined)) {
    const impossible = formats.some((one) => named[one] === isoDate) ? impossibleDay(text) : undefined
    return impossible === undefined ? undefined : { type: "date_time_exception", reason: impossible }
  }
  const single = formats.length > 1 ? enclosed : (faults[0] ?? enclosed)
  const isIso = formats.length === 1 && named[format] === isoDate
  return {
    type: "illegal_argument_exception",
    reason: `failed to parse date field [${text}] with format [${format}]`,
    caused_by: {
      type: "date_time_parse_exception",
      reason: isIso && readsOnce ? "Could not fully parse datetime" : single
    }
  }
}

const enclosed = "Failed to parse with all enclosed parsers"

const formatFault = (text: string, format: string): string | undefined => {
  const pattern = named[format]
  if (pattern !== undefined) return pattern.test(text) ? undefined : enclosed
  if (!/^([yuMdHms]{2,}|[-/.: ]|'[^']*')+$/.test(format)) return undefined
  return patternFault(text, format)
}

/** A pattern such as `yyyy-MM-dd`: as many digits as letters, everything else is itself. */
const patternFault = (text: string, pattern: string): string | undefined => {
  let at = 0
  for (const [piece] of pattern.matchAll(/([a-zA-Z])\1*|'[^']*'|./g)) {
    const literal = piece.startsWith("'") ? piece.slice(1, -1) : piece
    const isField = /^[a-zA-Z]/.test(piece)
    const found = text.slice(at, at + literal.length)
    const fits = isField ? /^\d+$/.test(found) && found.length === piece.length : found === literal
    if (!fits) return `Text '${text}' could not be parsed at index ${at}`
    at += literal.length
  }
  return at === text.length
    ? undefined
    : `Text '${text}' could not be parsed, unparsed text found at index ${at}`
}

const monthNames =
  "JANUARY FEBRUARY MARCH APRIL MAY JUNE JULY AUGUST SEPTEMBER OCTOBER NOVEMBER DECEMBER".split(" ")

/** Days that every month might have are checked only when the date is put together. */
const impossibleDay = (text: string): string | undefined => {
  const [, year, monthText, dayText] = /^(\d{4})-(\d{2})-(\d{2})/.exec(text) ?? []
  if (year === undefined) return undefined
  const [month, day] = [Number(monthText), Number(dayText)]
  const last = new Date(Date.UTC(Number(year), month, 0)).getUTCDate()
  if (day <= last) return undefined
  return month === 2 && day === 29
    ? `Invalid date 'February 29' as '${Number(year)}' is not a leap year`
    : `Invalid date '${monthNames[month - 1]} ${day}'`
}
