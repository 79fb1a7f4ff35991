/** Asks all the time, and remembers what was said, each change once. */
import type { Reply } from "../../test/harness/http.ts"
import { setTimeout as delay } from "node:timers/promises"

export interface Watching {
  /** What was said so far, and once more now. */
  readonly end: () => Promise<ReadonlyArray<string | number>>
}

interface Shown {
  readonly state: string
  readonly failureReason: string | null
}

/** The state, or the status of what is no backup. Why something is INCOMPLETE belongs to it, without times. */
export const saidIn = ({ status, json }: Reply): string | number => {
  if (status !== 200) return status
  const { state, failureReason } = json as Shown
  return state === "INCOMPLETE" ? `${state}: ${failureReason?.split(/[,.]/, 1)[0]}` : state
}

export const watching = (ask: () => Promise<Reply>): Watching => {
  const said: Array<string | number> = []
  const enough = new AbortController()
  const look = async (): Promise<void> => {
    const now = saidIn(await ask())
    if (said.at(-1) !== now) said.push(now)
  }
  const watch = async (): Promise<void> => {
    while (!enough.signal.aborted) {
      // oxlint-disable-next-line no-await-in-loop -- one question after the other
      await look()
      // oxlint-disable-next-line no-await-in-loop -- to ask without a break would take the processor from what is asked about
      await delay(5)
    }
    await look()
  }
  const watched = watch()
  // Whoever fails before the end does not hear of it any more.
  watched.catch(() => {})
  return {
    end: async () => {
      enough.abort()
      await watched
      return said
    }
  }
}
