import { Agent as HttpAgent, request as httpRequest } from "node:http"
import { Agent as HttpsAgent, request as httpsRequest } from "node:https"
import type { WireAnswer, WireRequest } from "../faults/Wire.ts"

/** Headers of one connection, not of the message: the next connection has its own. */
const ofTheConnection = new Set([
  "connection",
  "keep-alive",
  "proxy-authenticate",
  "proxy-authorization",
  "proxy-connection",
  "te",
  "trailer",
  "transfer-encoding",
  "upgrade",
  "content-length",
  "host"
])

export interface Forwarder {
  /** The target's answer, byte for byte; undefined when the target gave none. */
  readonly forward: (request: WireRequest) => Promise<WireAnswer | undefined>
  readonly close: () => void
}

/** Passes requests on to a server. Only origin and header lines of the connection change. */
export const forwarder = (target: string): Forwarder => {
  const { protocol, hostname, port, pathname } = new URL(target)
  const secure = protocol === "https:"
  const agent = secure ? new HttpsAgent({ keepAlive: true }) : new HttpAgent({ keepAlive: true })
  const prefix = pathname.replace(/\/$/, "")
  const send = secure ? httpsRequest : httpRequest
  return {
    forward: ({ method, uri, rawHeaders, body }) =>
      new Promise((resolve) => {
        const outgoing = send({
          agent,
          method,
          hostname: hostname.replace(/^\[|\]$/g, ""),
          port,
          path: prefix + uri,
          headers: {
            ...ownHeaders(rawHeaders),
            ...(body.length > 0 ? { "content-length": body.length } : {})
          }
        })
        outgoing.on("error", () => resolve(undefined))
        outgoing.on("response", (incoming) => {
          const chunks: Buffer[] = []
          incoming.on("data", (chunk: Buffer) => chunks.push(chunk))
          incoming.on("error", () => resolve(undefined))
          incoming.on("end", () =>
            resolve({
              status: incoming.statusCode ?? 502,
              headers: ownHeaders(incoming.rawHeaders),
              body: Buffer.concat(chunks)
            })
          )
        })
        outgoing.end(body)
      }),
    close: () => agent.destroy()
  }
}

/** A header that comes several times stays several lines. */
const ownHeaders = (raw: readonly string[]): Readonly<Record<string, readonly string[]>> => {
  const headers: Record<string, string[]> = {}
  for (let at = 0; at + 1 < raw.length; at += 2) {
    const name = (raw[at] ?? "").toLowerCase()
    if (!ofTheConnection.has(name)) (headers[name] ??= []).push(raw[at + 1] ?? "")
  }
  return headers
}
