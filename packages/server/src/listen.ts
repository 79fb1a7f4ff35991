/** Opens and closes the port, each within a bound. */
import type { Express } from "express"
import { createServer, type Server, type ServerOptions, type ServerResponse } from "node:http"
import { createServer as createTlsServer, type Server as TlsServer } from "node:https"
import { Result } from "effect"
import { type ReadTls, readTls, stateOfTls, type TlsFiles } from "./access/tls.ts"
import type { ValidityWatch } from "./access/watchValidity.ts"
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
  /** At a time; further ones are closed at once, and said in the log. Unless it is given: as many as there are file descriptors. */
  readonly maxConnections?: number
  /** Of requests that no route sees. */
  readonly log: Log
  /** `null`: plain HTTP. */
  readonly tls?: ServedTls | null
}

/** What TLS is spoken with. */
export interface ServedTls {
  readonly files: TlsFiles
  /** Told after the files changed: `null`, or why what they say now cannot be used. */
  readonly told: (problem: string | null) => void
  /** Told which certificate is served: at the start, and after each change of the files that can be used. */
  readonly served?: ValidityWatch["served"]
}

/** How soon a renewed certificate is served. */
const lookEveryMillis = 5000

type Open = ReadonlySet<ServerResponse>

/** Connections end: idle ones now, others with their answer. */
const endKept = (server: Server, open: Open): void => {
  for (const response of open) {
    if (!response.headersSent) response.setHeader("Connection", "close")
    // Its headers promised to keep the connection, which nobody would then close before it is cut.
    response.once("close", () => setImmediate(() => server.closeIdleConnections()))
  }
  server.closeIdleConnections()
}

/**
 * Serves what the files say now, and keeps what they said before while they cannot be used. Clients that came with a certificate of an authority that is
 * no longer trusted have to come again.
 */
const follow = (
  server: TlsServer,
  open: Open,
  { files, served, told }: ServedTls,
  first: ReadTls
): (() => void) => {
  let state = stateOfTls(files)
  let { clientCa } = first
  const timer = setInterval(() => {
    const seen = stateOfTls(files)
    if (seen === state) return
    state = seen
    const read = readTls(files)
    if (Result.isSuccess(read)) {
      server.setSecureContext(read.success.options)
      served?.(read.success.validity)
      if (read.success.clientCa !== clientCa) endKept(server, open)
      clientCa = read.success.clientCa
    }
    told(Result.isSuccess(read) ? null : read.failure)
  }, lookEveryMillis)
  timer.unref()
  return () => clearInterval(timer)
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

const closeServer = async (app: Express, server: Server, open: Open, withinMillis: number): Promise<void> => {
  app.enable(draining)
  app.emit(closing)
  const cut = setTimeout(() => server.closeAllConnections(), withinMillis)
  await new Promise<void>((resolve) => {
    server.close(() => resolve())
    endKept(server, open)
  })
  clearTimeout(cut)
}

interface Opened {
  readonly server: Server
  readonly unfollow: () => void
}

const secured = (options: ServerOptions, tls: ServedTls, open: Open): Result.Result<Opened, string> =>
  Result.map(readTls(tls.files), (read) => {
    // Who has no certificate may have a token: the application decides.
    const wants = { requestCert: tls.files.clientCa !== null, rejectUnauthorized: false }
    const server = createTlsServer({ ...options, ...read.options, ...wants })
    tls.served?.(read.validity)
    return { server, unfollow: follow(server, open, tls, read) }
  })

/** The scheme and the address; IPv6 stands in brackets. */
export const urlOf = (host: string, port: number, scheme: "http" | "https" = "http"): string =>
  `${scheme}://${host.includes(":") ? `[${host}]` : host}:${port}`

/** Rejects when the port cannot be opened. */
export const listen = (
  app: Express,
  host: string,
  port: number,
  { keepAliveMillis, log, maxConnections, tls = null }: ListenOptions
): Promise<Listening> =>
  new Promise((resolve, reject) => {
    const options = {
      ...timeoutsOf(keepAliveMillis),
      keepAlive: true,
      keepAliveInitialDelay: probeIdleAfterMillis,
      // Said by the application, with a body and a line in the log.
      requireHostHeader: false
    }
    const open = new Set<ServerResponse>()
    const opened =
      tls === null
        ? Result.succeed({ server: createServer(options), unfollow: () => {} })
        : secured(options, tls, open)
    if (Result.isFailure(opened)) {
      reject(new Error(opened.failure))
      return
    }
    const { server, unfollow } = opened.success
    answerParserErrors(server, log)
    if (maxConnections !== undefined) {
      server.maxConnections = maxConnections
      server.on("drop", (data) =>
        log({ status: "connection closed", remote: data?.remoteAddress ?? "unknown", maxConnections })
      )
    }
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
        url: urlOf(address.address, address.port, tls === null ? "http" : "https"),
        drain: () => void app.enable(draining),
        close: (withinMillis) => {
          unfollow()
          return closeServer(app, server, open, withinMillis)
        }
      })
    })
  })
