/** The id of one restore or drill: 32 hexadecimal characters. It is also the mark that every index carries that the restore made. */
import { Brand, Option } from "effect"

/** Names one restore or drill. */
export type RestoreId = string & Brand.Brand<"RestoreId">

/** Brands a text that is known to be a restore id. Checks nothing. */
export const restoreId = Brand.nominal<RestoreId>()

/** Reads an id that somebody typed; `none` when it is not 32 hexadecimal characters in lower case. */
export const parse = (text: string): Option.Option<RestoreId> =>
  /^[0-9a-f]{32}$/.test(text) ? Option.some(restoreId(text)) : Option.none()
