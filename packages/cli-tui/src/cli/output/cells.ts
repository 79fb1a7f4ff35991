/** Values as cells of a table: what is not known is a dash. */
import { Quantities } from "@camunda-backup/core"

export const orDash = <A>(value: A | null, show: (value: A) => string): string =>
  value === null ? "-" : show(value)

/** `2025-06-03 07:55:15Z` */
export const moment = (millis: number | null): string => orDash(millis, (x) => `${Quantities.utc(x)}Z`)
