/** SIGTERM and SIGINT: what ends, in which order, and how long each may take. */
import { Effect } from "effect"
import type { Runtime } from "../http/answer.ts"
import type { Listening } from "../listen.ts"

const signals = ["SIGTERM", "SIGINT"] as const

type Signal = (typeof signals)[number]

/** Bound of the wait for requests under way when the process is told to stop. */
const stopWithinMillis = 10_000

/** Ends after the time, or with the next signal: who asks twice is in a hurry. The one after that ends the process at once. */
const drained = async (millis: number): Promise<void> => {
  if (millis === 0) return
  await new Promise<void>((resolve) => {
    const end = (): void => {
      clearTimeout(timer)
      for (const signal of signals) process.off(signal, end)
      resolve()
    }
    const timer = setTimeout(end, millis)
    for (const signal of signals) process.on(signal, end)
  })
}

export interface Stoppable {
  readonly runtime: Runtime & { readonly dispose: () => Promise<void> }
  readonly ports: ReadonlyArray<Listening>
  readonly drainMillis: number
  /** Of the emulator in this process, last of all. */
  readonly close: () => Promise<void>
}

/** Answers first, with readiness DOWN, then ports, then what runs behind them. */
export const stopOnSignals = ({ close, drainMillis, ports, runtime }: Stoppable): void => {
  const stop = async (signal: Signal): Promise<void> => {
    // A person at a terminal does not wait for balancers.
    const drainFor = signal === "SIGINT" ? 0 : drainMillis
    runtime.runFork(Effect.logInfo("stopping", { signal, drainMillis: drainFor }))
    for (const port of ports) port.drain()
    await drained(drainFor)
    await Promise.all(ports.map((x) => x.close(stopWithinMillis)))
    await runtime.dispose()
    await close()
    process.exit(0)
  }
  const begin = (signal: Signal): void => {
    for (const other of signals) process.off(other, begin)
    void stop(signal)
  }
  for (const signal of signals) process.on(signal, begin)
}
