import { type ProcessOptions, type WatchedProcess, watchProcess } from "./watchProcess.ts"

/** The server as it is installed, in a process of its own. */
export interface BuiltServer extends WatchedProcess {
  readonly url: string
}

/** What a server in a test is told unless the test says otherwise: a version, any free port, to end at once, and to answer however often it is asked. */
const usual = {
  CAMUNDA_BACKUP_CAMUNDA_VERSION: "8.7.2",
  CAMUNDA_BACKUP_PORT: "0",
  CAMUNDA_BACKUP_DRAIN_TIME: "0s",
  CAMUNDA_BACKUP_REQUESTS_PER_MINUTE: "0"
}

/** As `startBuiltServer`, of a server that may refuse to start. */
export const watchBuiltServer = (options: ProcessOptions): Promise<WatchedProcess> =>
  watchProcess({ ...options, environment: { ...usual, ...options.environment } })

/** Resolves when it listens, on a free port. Never outlives this process; rejects with what it wrote when it does not start. */
export const startBuiltServer = async (options: ProcessOptions): Promise<BuiltServer> => {
  const server = await watchBuiltServer(options)
  const { url } = server
  if (url === null) throw new Error(`${options.entry} did not start: ${server.written()}`)
  return { ...server, url }
}
