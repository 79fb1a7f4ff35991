/**
 * The documents that were last read or written, so that a compare-and-set need not first read what is known. The compare-and-set finds out whether
 * that is still true: what is remembered may be old and is never trusted.
 */
import { Option } from "effect"
import type { Stored } from "../../ports/Documents.ts"

export interface Recent {
  /** `none`: not known. `some(none)`: known not to exist. */
  readonly get: (id: string) => Option.Option<Option.Option<Stored>>
  readonly set: (id: string, stored: Option.Option<Stored>) => void
  readonly forget: (id: string) => void
}

const most = 100

export const make = (): Recent => {
  const known = new Map<string, Option.Option<Stored>>()
  return {
    get: (id) => Option.fromNullishOr(known.get(id)),
    set: (id, stored) => {
      known.delete(id)
      known.set(id, stored)
      const [oldest] = known.keys()
      if (known.size > most && oldest !== undefined) known.delete(oldest)
    },
    forget: (id) => void known.delete(id)
  }
}
