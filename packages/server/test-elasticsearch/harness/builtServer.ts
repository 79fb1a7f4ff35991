/** The server as it is installed: `dist/main.js` in a process of its own, configured by nothing but environment variables. */
import { spawn } from "node:child_process"
import { createInterface } from "node:readline"
import { fileURLToPath } from "node:url"
import { within } from "./within.ts"

export type LogLine = Readonly<Record<string, unknown>>

export interface Exit {
  readonly code: number | null
  readonly signal: NodeJS.Signals | null
}

export interface BuiltServer {
  readonly url: string
  /** Log lines so far, parsed. */
  readonly logs: ReadonlyArray<LogLine>
  /** Stops the process as it is, or lets it go on. */
  readonly signal: (signal: "SIGSTOP" | "SIGCONT") => void
  /** Sends the signal and returns how the process ended; one that does not end in time is killed, and that is an error. */
  readonly end: (signal: "SIGTERM" | "SIGKILL", withinMillis: number) => Promise<Exit>
}

const main = fileURLToPath(new URL("../../dist/main.js", import.meta.url))

const startWithinMillis = 20_000

/** Resolves when it listens, on a free port. Never outlives this process. */
export const startBuiltServer = async (
  variables: Readonly<Record<`CAMUNDA_${string}`, string>>
): Promise<BuiltServer> => {
  const child = spawn(process.execPath, [main], {
    env: {
      CAMUNDA_BACKUP_CAMUNDA_VERSION: "8.7.2",
      CAMUNDA_BACKUP_PORT: "0",
      CAMUNDA_BACKUP_DRAIN_TIME: "0s",
      ...variables
    },
    stdio: ["ignore", "pipe", "pipe"]
  })
  const killed = (): void => void child.kill("SIGKILL")
  process.once("exit", killed)

  const logs: Array<LogLine> = []
  const complaints: Array<string> = []
  const listening = Promise.withResolvers<string>()
  const exited = Promise.withResolvers<Exit>()
  child.once("error", listening.reject)
  child.once("close", (code, signal) => {
    process.off("exit", killed)
    exited.resolve({ code, signal })
    listening.reject(new Error(`${main} ended (${code ?? signal}): ${complaints.join("\n")}`))
  })
  createInterface({ input: child.stderr }).on("line", (line) => complaints.push(line))
  createInterface({ input: child.stdout }).on("line", (line) => {
    const event: LogLine = JSON.parse(line)
    logs.push(event)
    if (event["message"] === "listening") listening.resolve(String(event["url"]))
  })

  const end = async (signal: "SIGTERM" | "SIGKILL", withinMillis: number): Promise<Exit> => {
    child.kill(signal)
    try {
      return await within(exited.promise, withinMillis, () => `the end of the server after ${signal}`)
    } catch (error) {
      child.kill("SIGKILL")
      await exited.promise
      throw error
    }
  }
  try {
    const url = await within(listening.promise, startWithinMillis, () => "the server is listening")
    return { url, logs, signal: (signal) => void child.kill(signal), end }
  } catch (error) {
    killed()
    throw error
  }
}
