/**
 * Backup ids: Java's non-negative `long`, 0 to 2^63-1, exact everywhere.
 *
 * JavaScript numbers lose integers above 2^53, so that a different backup from the requested one would be read or deleted. So an id is a
 * `bigint` inside and decimal digits outside; it never passes through `number`.
 *
 * Stricter than Camunda on purpose: sign, blanks, hexadecimal, exponent, fraction and non-ASCII digits are refused, so that nobody gets a different
 * id from the one that was sent.
 */
import { Brand, Option, Schema } from "effect"

/** An id from 0 to `MAX`. Beyond `Number.MAX_SAFE_INTEGER`, hence a `bigint`. */
export type BackupId = bigint & Brand.Brand<"BackupId">

const make = Brand.nominal<BackupId>()

/** The greatest id: 2^63-1, Java's `Long.MAX_VALUE`. */
export const MAX = make(9223372036854775807n)

/** The schema of an id in errors and in stored documents. */
export const schema = Schema.BigInt.pipe(Schema.fromBrand("BackupId", make))

const digits = /^[0-9]+$/
const negative = /^-[0-9]*[1-9][0-9]*$/
const MIN = -(2n ** 63n)

/** Reads decimal digits; `none` for anything else and for values above `MAX`. */
export const parse = (text: string): Option.Option<BackupId> => {
  if (!digits.test(text)) return Option.none()
  const significant = text.length <= 19 ? text : text.replace(/^0+(?=.)/, "")
  if (significant.length > 19) return Option.none()
  const value = BigInt(significant)
  return value <= MAX ? Option.some(make(value)) : Option.none()
}

/** True for a negative `long`: Camunda has its own message for those. */
export const isNegative = (text: string): boolean =>
  negative.test(text) && text.length <= 20 && BigInt(text) >= MIN

/** Decimal digits without leading zeros. */
export const format = (id: BackupId): string => id.toString()

/** Seconds since 1970, the id Camunda's guide recommends. */
export const fromUnixMillis = (millis: number): BackupId => make(BigInt(Math.floor(millis / 1000)))

/** The next id; after the greatest one comes 0. */
export const after = (id: BackupId): BackupId => make(id === MAX ? 0n : id + 1n)
