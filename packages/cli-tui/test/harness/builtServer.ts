/** The server as it is installed, in a process of its own: the command line must not import it. Needs `npm run build`. */
import { spawn } from "node:child_process"
import { once } from "node:events"
import { createInterface } from "node:readline"
import { fileURLToPath } from "node:url"

export interface BuiltServer {
  readonly url: string
  readonly end: () => Promise<void>
}

const main = fileURLToPath(new URL("../../../server/dist/main.js", import.meta.url))

const startWithinMillis = 20_000

/** Resolves when it listens, on a free port. Never outlives this process. */
export const startBuiltServer = async (
  args: ReadonlyArray<string>,
  variables: Readonly<Record<string, string>>
): Promise<BuiltServer> => {
  const child = spawn(process.execPath, [main, ...args], {
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
  const exited = once(child, "exit")
  const listening = Promise.withResolvers<string>()
  const timer = setTimeout(
    () => listening.reject(new Error(`the server does not listen within ${startWithinMillis} ms`)),
    startWithinMillis
  )
  let complaints = ""
  child.stderr.on("data", (chunk: Buffer) => (complaints += chunk.toString()))
  child.once("close", (code) => listening.reject(new Error(`the server ended (${code}): ${complaints}`)))
  createInterface({ input: child.stdout }).on("line", (line) => {
    const url = /"message":"listening".*?"url":"([^"]+)"|"url":"([^"]+)".*?"message":"listening"/.exec(line)
    if (url !== null) listening.resolve(url[1] ?? url[2] ?? "")
  })
  const end = async (): Promise<void> => {
    child.kill("SIGTERM")
    await exited
    process.off("exit", kill)
  }
  try {
    return { url: await listening.promise, end }
  } catch (error) {
    kill()
    throw error
  } finally {
    clearTimeout(timer)
  }
}
