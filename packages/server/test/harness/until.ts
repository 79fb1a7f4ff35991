import { setTimeout as delay } from "node:timers/promises"
import type { Reply } from "./http.ts"

/** Between two questions: to ask without a break would take the processor from what is asked about. */
const pauseMillis = 10

/** Asks again until the answer is as wanted; bounded, and the failure shows the last answer. */
export const until = async (
  ask: () => Promise<Reply>,
  wanted: (reply: Reply) => boolean,
  withinMillis = 30_000
): Promise<Reply> => {
  const deadline = Date.now() + withinMillis
  for (;;) {
    const reply = await ask()
    if (wanted(reply)) return reply
    if (Date.now() > deadline) throw new Error(`not in time, last: ${reply.status} ${reply.text}`)
    await delay(pauseMillis)
  }
}

/** True for a backup in this state. */
export const isState =
  (state: string) =>
  (reply: Reply): boolean =>
    (reply.json as { readonly state?: string } | undefined)?.state === state
