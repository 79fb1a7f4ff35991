import { setTimeout as delay } from "node:timers/promises"

/** Polls a condition; fails the test when it does not come true in time. */
export const waitUntil = async (
  condition: () => boolean | Promise<boolean>,
  timeoutMillis = 15_000
): Promise<void> => {
  const deadline = Date.now() + timeoutMillis
  // oxlint-disable-next-line no-await-in-loop -- a bounded poll
  while (!(await condition())) {
    if (Date.now() > deadline)
      throw new Error(`${condition.toString()} did not come true in ${timeoutMillis} ms`)
    // oxlint-disable-next-line no-await-in-loop -- as above
    await delay(20)
  }
}
