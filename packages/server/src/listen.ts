/** Opens and closes the port, each within a bound. */
import type { Express } from "express"
import { createServer, type Server, type ServerResponse } from "node:http"
import { answerParserErrors, type Log } from "./http/parserErrors.ts"

export interface Listening {
  /** `http://host:port`, with the port that was really opened. */
  readonly url: string
  /** Everything is answered as before, except that readiness is DOWN and every connection ends with its answer: balancers go elsewhere. */
  readonly drain: () => void
  /** No new requests; those under way may end within the time, then their connections are cut. */
  readonly close: (withinMillis: number) => Promise<void>
}

export interface ListenOptions {
  /** How long a connection may be idle. */
  readonly keepAliveMillis: number
  /** Of requests that no route sees. */
  readonly log: Log
}

/** Told to the application before the port closes: answers that have no end, end. */
export const closing = "camunda-backup closing"

/** Enabled in the application while the process is about to stop. */
export const draining = "camunda-backup draining"

/**
 * Each longer than the one before: with time for headers below that for idling Node could cut a connection at the moment when a balancer uses
 * it again, and a request has to have at least the time that its headers have.
 */
const timeoutsOf = (keepAliveMillis: number) => {
  const headersTimeout = keepAliveMillis + 5000
  return {
    keepAliveTimeout: keepAliveMillis,
    headersTimeout,
    requestTimeout: Math.max(300_000, headersTimeout + 5000)
  }
}

/** Peers that vanished without a word are noticed by TCP itself. */
const probeIdleAfterMillis = 30_000

const closeServer = async (
  app: Express,
  server: Server,
  open: ReadonlySet<ServerResponse>,
  withinMillis: number
): Promise<void> => {
  app.enable(draining)
  app.emit(closing)
  for (const response of open) {
    if (!response.headersSent) response.setHeader("Connection", "close")
    // Its headers promised to keep the connection, which nobody would then close before it is cut.
    response.once("close", () => setImmediate(() => server.closeIdleConnections()))
  }
  const cut = setTimeout(() => server.closeAllConnections(), withinMillis)
  await new Promise<void>((resolve) => {
    server.close(() => resolve())
    server.closeIdleConnections()
  })
  clearTimeout(cut)
}

/** `http://` and the address; IPv6 stands in brackets. */
export const urlOf = (host: string, port: number): string =>
  `http://${host.includes(":") ? `[${host}]` : host}:${port}`

/** Rejects when the port cannot be opened. */
export const listen = (
  app: Express,
  host: string,
  port: number,
  { keepAliveMillis, log }: ListenOptions
): Promise<Listening> =>
  new Promise((resolve, reject) => {
    const server = createServer({
      ...timeoutsOf(keepAliveMillis),
      keepAlive: true,
      keepAliveInitialDelay: probeIdleAfterMillis,
      // Said by the application, with a body and a line in the log.
      requireHostHeader: false
    })
    const open = new Set<ServerResponse>()
    answerParserErrors(server, log)
    server.on("request", (_request, response) => {
      open.add(response)
      response.once("close", () => open.delete(response))
      if (app.enabled(draining)) response.setHeader("Connection", "close")
    })
    server.on("request", app)
    server.once("error", reject)
    server.listen(port, host, () => {
      const address = server.address()
      if (address === null || typeof address === "string") {
        reject(new Error(`no address: ${address}`))
        return
      }
      resolve({
        url: urlOf(address.address, address.port),
        drain: () => void app.enable(draining),
        close: (withinMillis) => closeServer(app, server, open, withinMillis)
      })
    })
  })
