/**
 * The documents that were read or written last, so that a compare-and-set need not read first what is known. Whether it is still so, the
 * compare-and-set finds out: what is remembered may be old, never trusted.
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
