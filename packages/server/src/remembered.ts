/**
 * A read that is shared: one at a time, for everybody who asks meanwhile and for some time after its end. Who does not want to wait for it any longer goes
 * on without, and it goes on too: what takes long is there for the next one.
 */
import { setTimeout as delay } from "node:timers/promises"

export interface Remembered<A> {
  /** However long it takes. */
  readonly read: () => Promise<A>
  /** `null`: not within the time. */
  readonly within: (millis: number) => Promise<A | null>
  /** The next one who asks is not answered with what was read before. */
  readonly forget: () => void
}

/** The time counts from the end of the read: one that takes longer than that would otherwise be begun again while it is under way. A read that is broken off is not kept. */
export const remembered = <A>(forMillis: number, read: () => Promise<A>): Remembered<A> => {
  let flight: Promise<A> | null = null
  let last: { readonly at: number; readonly value: A } | null = null
  const begin = async (): Promise<A> => {
    try {
      const value = await read()
      last = { at: performance.now(), value }
      return value
    } finally {
      flight = null
    }
  }
  const ask = (): Promise<A> => {
    if (last !== null && performance.now() - last.at < forMillis) return Promise.resolve(last.value)
    if (flight !== null) return flight
    const begun = begin()
    // Whoever waits is told; at the end of the process there may be nobody.
    begun.catch(() => {})
    flight = begun
    return begun
  }
  return {
    read: ask,
    within: async (millis) => {
      const answered = new AbortController()
      const late = delay(millis, null, { signal: answered.signal }).catch(() => null)
      const first = await Promise.race([ask(), late])
      answered.abort()
      return first
    },
    forget: () => {
      last = null
    }
  }
}
