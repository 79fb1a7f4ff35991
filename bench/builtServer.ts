/** The built server as a process of its own, as an operator runs it. */
import { type ChildProcess, spawn } from "node:child_process"
import { readFileSync } from "node:fs"
import { once } from "node:events"
import { createInterface } from "node:readline"
import { fileURLToPath } from "node:url"

export interface BuiltServer {
  readonly url: string
  /** Highest resident memory so far in megabytes; Linux only, otherwise `NaN`. */
  readonly peakMegabytes: () => number
  readonly logLine: (wanted: RegExp) => Promise<string>
  readonly stop: () => Promise<void>
}

const main = fileURLToPath(new URL("../packages/server/dist/main.js", import.meta.url))
const logWithinMillis = 15_000

/** Ends with this process, also when that fails. */
const owned = (child: ChildProcess): ChildProcess => {
  process.once("exit", () => child.kill("SIGKILL"))
  return child
}

export const spawnOwned = (
  args: ReadonlyArray<string>,
  environment: Readonly<Record<string, string>>
): ChildProcess =>
  owned(
    spawn(process.execPath, [...args], {
      env: { ...process.env, ...environment },
      stdio: ["ignore", "pipe", "inherit"]
    })
  )

/** Reads are not shared: what is measured is a read, and not the memory of one. */
export const spawnServer = (environment: Readonly<Record<string, string>>): ChildProcess =>
  spawnOwned([main], {
    CAMUNDA_BACKUP_CAMUNDA_VERSION: "8.7.2",
    CAMUNDA_BACKUP_PORT: "0",
    CAMUNDA_BACKUP_DRAIN_TIME: "0s",
    CAMUNDA_BACKUP_READ_MAX_AGE: "1ms",
    ...environment
  })

/** Resolves with the first log line that matches. */
export const logLine = (child: ChildProcess, wanted: RegExp): Promise<string> =>
  new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`no log line ${wanted}`)), logWithinMillis)
    if (child.stdout === null) return
    const lines = createInterface({ input: child.stdout })
    lines.on("line", (line) => {
      if (!wanted.test(line)) return
      clearTimeout(timer)
      lines.close()
      resolve(line)
    })
  })

/** The address in its first log line. */
export const listening = async (child: ChildProcess): Promise<string> => {
  const url = /"url":"([^"]+)"/.exec(await logLine(child, /"message":"listening"/))?.[1]
  if (url === undefined) throw new Error("the server does not say where it listens")
  return url
}

const peak = (pid: number | undefined): number => {
  try {
    return Number(/VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1]) / 1024
  } catch {
    return Number.NaN
  }
}

export const startBuiltServer = async (
  environment: Readonly<Record<string, string>>
): Promise<BuiltServer> => {
  const child = spawnServer(environment)
  const url = await listening(child)
  return {
    url,
    peakMegabytes: () => peak(child.pid),
    logLine: (wanted) => logLine(child, wanted),
    stop: async () => {
      const exited = once(child, "exit")
      child.kill("SIGTERM")
      await exited
    }
  }
}
