/** The built server, with everything it ever writes. Needs `npm run build`. */
import { spawn } from "node:child_process"
import { once } from "node:events"
import { fileURLToPath } from "node:url"

const main = fileURLToPath(new URL("../../../server/dist/main.js", import.meta.url))

const withinMillis = 20_000

export interface WatchedServer {
  /** `null`: it did not start. */
  readonly url: string | null
  /** Standard output and standard error so far. */
  readonly written: () => string
  /** Its exit code. */
  readonly end: (signal?: NodeJS.Signals) => Promise<number | null>
}

/** Resolves when it listens or has ended. Never outlives this process. */
export const watchServer = async (variables: Readonly<Record<string, string>>): Promise<WatchedServer> => {
  const child = spawn(process.execPath, [main], {
    env: {
      CAMUNDA_BACKUP_CAMUNDA_VERSION: "8.7.2",
      CAMUNDA_BACKUP_PORT: "0",
      CAMUNDA_BACKUP_DRAIN_TIME: "0s",
      ...variables
    },
    stdio: ["ignore", "pipe", "pipe"]
  })
  const kill = (): void => void child.kill("SIGKILL")
  process.once("exit", kill)
  const closed = once(child, "close").finally(() => process.off("exit", kill))
  const started = Promise.withResolvers<string | null>()
  const timer = setTimeout(kill, withinMillis)
  let written = ""
  const collect = (chunk: Buffer): void => {
    written += chunk.toString()
    const [, url] = /"message":"listening","url":"([^"]+)"/.exec(written) ?? []
    if (url !== undefined) started.resolve(url)
  }
  child.stdout.on("data", collect)
  child.stderr.on("data", collect)
  void closed.then(() => started.resolve(null))
  const url = await started.promise
  clearTimeout(timer)
  return {
    url,
    written: () => written,
    end: async (signal = "SIGTERM") => {
      if (child.exitCode === null) child.kill(signal)
      await closed
      return child.exitCode
    }
  }
}
