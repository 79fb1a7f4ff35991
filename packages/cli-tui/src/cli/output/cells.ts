/** Values as cells of a table: what is not known is a dash. */
import { Quantities, type Verification } from "@camunda-backup/core"

export const orDash = <A>(value: A | null, show: (value: A) => string): string =>
  value === null ? "-" : show(value)

/** `2025-06-03 07:55:15Z` */
export const moment = (millis: number | null): string => orDash(millis, (x) => `${Quantities.utc(x)}Z`)

/** What the last drill found, and when: `2025-06-03 07:55:15Z`, with `3/40` before it when it took a sample. */
export const verified = (found: Verification.Verification | null): string => {
  if (found === null) return "-"
  const { at, indices, ofIndices, result } = found
  if (result !== "verified") return `${result.toUpperCase()} ${moment(at)}`
  return indices < ofIndices ? `${indices}/${ofIndices} ${moment(at)}` : moment(at)
}
