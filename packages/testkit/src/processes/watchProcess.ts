import { spawn } from "node:child_process"
import { once } from "node:events"
import { readFileSync } from "node:fs"
import { createInterface } from "node:readline"
import { PassThrough } from "node:stream"
import { within } from "./within.ts"

export interface ProcessOptions {
  /** The file that Node runs. */
  readonly entry: string
  readonly args?: ReadonlyArray<string>
  /** All that it sees of the environment. */
  readonly environment: Readonly<Record<string, string>>
  /** In the line that says that it can be used; its first group is the address. Default: the server's log line. */
  readonly ready?: RegExp
  /** Default 20 s; then it is killed. */
  readonly startWithinMillis?: number
}

export type LogLine = Readonly<Record<string, unknown>>

export interface Exit {
  readonly code: number | null
  readonly signal: NodeJS.Signals | null
}

export interface WatchedProcess {
  /** `null`: it ended, or was killed, before it could be used. */
  readonly url: string | null
  /** Lines of JSON on its standard output so far, parsed. */
  readonly logs: ReadonlyArray<LogLine>
  /** Standard output and standard error so far. */
  readonly written: () => string
  /** The first line from now on that matches; rejects after 15 s. */
  readonly logLine: (wanted: RegExp) => Promise<string>
  /** Highest resident memory so far in megabytes; Linux only, otherwise `NaN`. */
  readonly peakMegabytes: () => number
  /** Stops the process as it is, or lets it go on. */
  readonly signal: (signal: "SIGSTOP" | "SIGCONT") => void
  /** Sends the signal (SIGTERM) and returns how it ended; one that does not end in time (20 s) is killed, and that is an error. */
  readonly end: (signal?: "SIGTERM" | "SIGINT" | "SIGKILL", withinMillis?: number) => Promise<Exit>
}

const listening = /"message":"listening".*?"url":"([^"]+)"/
const startMillis = 20_000
const endMillis = 20_000
const logMillis = 15_000

const peakOf = (pid: number | undefined): number => {
  try {
    return Number(/VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1]) / 1024
  } catch {
    return Number.NaN
  }
}

const parsed = (line: string): ReadonlyArray<LogLine> => {
  if (!line.startsWith("{")) return []
  try {
    return [JSON.parse(line)]
  } catch {
    return []
  }
}

/** Starts it, and resolves when it can be used or has ended. It never outlives this process. */
export const watchProcess = async (options: ProcessOptions): Promise<WatchedProcess> => {
  const { entry, args = [], environment, ready = listening, startWithinMillis = startMillis } = options
  const child = spawn(process.execPath, [entry, ...args], {
    env: environment,
    stdio: ["ignore", "pipe", "pipe"]
  })
  const kill = (): void => void child.kill("SIGKILL")
  process.once("exit", kill)
  const closed = once(child, "close").then((): Exit => {
    process.off("exit", kill)
    return { code: child.exitCode, signal: child.signalCode }
  })

  let written = ""
  const logs: Array<LogLine> = []
  const lines = createInterface({ input: child.stdout.pipe(new PassThrough()) })
  const collect = (chunk: Buffer): void => {
    written += chunk.toString()
  }
  child.stdout.on("data", collect)
  child.stderr.on("data", collect)
  const started = Promise.withResolvers<string | null>()
  lines.on("line", (line) => {
    logs.push(...parsed(line))
    const url = ready.exec(line)?.[1]
    if (url !== undefined) started.resolve(url)
  })
  closed.then(() => started.resolve(null), started.reject)

  const logLine = (wanted: RegExp): Promise<string> => {
    const found = Promise.withResolvers<string>()
    const look = (line: string): void => {
      if (wanted.test(line)) found.resolve(line)
    }
    lines.on("line", look)
    return within(found.promise, logMillis, () => `a log line ${wanted}`).finally(() => {
      lines.off("line", look)
    })
  }
  const end: WatchedProcess["end"] = async (signal = "SIGTERM", withinMillis = endMillis) => {
    child.kill(signal)
    try {
      return await within(closed, withinMillis, () => `the end of ${entry} after ${signal}`)
    } catch (error) {
      kill()
      await closed
      throw error
    }
  }

  const timer = setTimeout(kill, startWithinMillis)
  const url = await started.promise.finally(() => clearTimeout(timer))
  return {
    url,
    logs,
    written: () => written,
    logLine,
    peakMegabytes: () => peakOf(child.pid),
    signal: (signal) => void child.kill(signal),
    end
  }
}
