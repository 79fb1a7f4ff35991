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
  readonly stop: () => Promise<void>
}

const main = fileURLToPath(new URL("../packages/server/dist/main.js", import.meta.url))
const startWithinMillis = 15_000

export const spawnServer = (environment: Readonly<Record<string, string>>): ChildProcess =>
  spawn(process.execPath, [main], {
    env: {
      ...process.env,
      CAMUNDA_BACKUP_CAMUNDA_VERSION: "8.7.2",
      CAMUNDA_BACKUP_PORT: "0",
      ...environment
    },
    stdio: ["ignore", "pipe", "inherit"]
  })

/** The address in its first log line. */
export const listening = (child: ChildProcess): Promise<string> =>
  new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error("the server does not listen")), startWithinMillis)
    if (child.stdout === null) return
    createInterface({ input: child.stdout }).on("line", (line) => {
      const url = /"message":"listening","url":"([^"]+)"/.exec(line)?.[1]
      if (url === undefined) return
      clearTimeout(timer)
      resolve(url)
    })
  })

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
    stop: async () => {
      const exited = once(child, "exit")
      child.kill("SIGTERM")
      await exited
    }
  }
}
