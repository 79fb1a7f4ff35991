import { setTimeout as delay } from "node:timers/promises"
import type { ServerProcess } from "./ServerProcess.ts"

/** The server ended because another program has the port. */
export class PortInUse extends Error {
  override readonly name = "PortInUse"
}

export interface ReadyOptions {
  readonly version: string
  readonly timeoutMillis: number
  /** `healthy`: `GET /_cluster/health` answers 200. `listening`: the HTTP port is open; for nodes that shall have no master. */
  readonly readyWhen: "healthy" | "listening"
}

const ended = async (server: ServerProcess, version: string): Promise<never> => {
  const { code, signal } = await server.exited
  const log = server.logTail()
  const how = signal === null ? `exit code ${code}` : `signal ${signal}`
  if (/BindHttpException|Address already in use/.test(log)) {
    throw new PortInUse(
      `Elasticsearch ${version} could not be started: another program has its HTTP port. End that one, or choose another port.\n${log}`
    )
  }
  throw new Error(`Elasticsearch ${version} ended while it started (${how}). The end of its log:\n${log}`)
}

const tooLate = ({ version, timeoutMillis, readyWhen }: ReadyOptions, log: string): Error =>
  new Error(
    `Elasticsearch ${version} was not ${readyWhen} within ${timeoutMillis} ms (startTimeoutMillis). The end of its log:\n${log}`
  )

const isHealthy = async (url: string, timeoutMillis: number): Promise<boolean> => {
  const response = await fetch(`${url}/_cluster/health`, {
    signal: AbortSignal.timeout(Math.max(1, timeoutMillis))
  }).catch(() => undefined)
  await response?.arrayBuffer().catch(() => undefined)
  return response?.status === 200
}

const pollHealth = async (url: string, deadline: number): Promise<boolean> => {
  while (Date.now() < deadline) {
    // oxlint-disable-next-line no-await-in-loop -- a bounded poll
    if (await isHealthy(url, deadline - Date.now())) return true
    // oxlint-disable-next-line no-await-in-loop -- as above
    await delay(50)
  }
  return false
}

/** Waits until the server can be used and returns its HTTP port. Rejects when it ends before or takes too long; the caller ends it then. */
export const awaitReady = async (server: ServerProcess, options: ReadyOptions): Promise<number> => {
  const deadline = Date.now() + options.timeoutMillis
  const giveUp = new AbortController()
  const timer = delay(options.timeoutMillis, undefined, { signal: giveUp.signal }).catch(() => undefined)
  try {
    const failed = ended(server, options.version)
    const port = await Promise.race([server.listening, failed, timer])
    if (port === undefined) throw tooLate(options, server.logTail())
    if (options.readyWhen === "healthy") {
      const healthy = await Promise.race([pollHealth(`http://127.0.0.1:${port}`, deadline), failed])
      if (!healthy) throw tooLate(options, server.logTail())
    }
    return port
  } finally {
    giveUp.abort()
  }
}
