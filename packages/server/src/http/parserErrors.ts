/**
 * Bytes that Node's HTTP parser refuses: no route sees them, and Node would answer without a body and without a line in the log. They get the
 * problem of the API that they name, as far as they can be read, and the connection is closed.
 */
import { randomUUID } from "node:crypto"
import {
  type IncomingMessage,
  maxHeaderSize,
  type Server,
  type ServerResponse,
  STATUS_CODES
} from "node:http"
import type { Duplex } from "node:stream"
import { Socket } from "node:net"
import { problemMediaType } from "./problem.ts"
import { problemAt } from "./problemAt.ts"
import {
  HeadersTooLarge,
  MethodNotAllowed,
  type RequestError,
  RequestTimedOut,
  RequestUnreadable
} from "./RequestError.ts"

/** The fields of the log line. */
export type Log = (fields: Readonly<Record<string, unknown>>) => void

/** For the client to read the answer before the connection is cut. */
const lingerMillis = 1000

const longestShown = 256

const textIn = (error: Error, key: string): string => {
  const value: unknown = Object.getOwnPropertyDescriptor(error, key)?.value
  return typeof value === "string" ? value : ""
}

const errorOf = (error: Error): RequestError => {
  const code = textIn(error, "code")
  if (code === "HPE_HEADER_OVERFLOW") return new HeadersTooLarge({ limitBytes: maxHeaderSize })
  if (code === "ERR_HTTP_REQUEST_TIMEOUT") return new RequestTimedOut()
  const reason = textIn(error, "reason")
  return new RequestUnreadable({ reason: (reason === "" ? error.message : reason).replace(/\.$/, "") })
}

/** Method and path, where the first line is one of HTTP. */
const firstLine = (error: Error): { readonly method: string; readonly path: string } => {
  const packet: unknown = Object.getOwnPropertyDescriptor(error, "rawPacket")?.value
  const start = Buffer.isBuffer(packet) ? packet.subarray(0, 4 * longestShown).toString("utf8") : ""
  const [, method = "", path = ""] = /^([A-Z]{1,20}) (?:https?:\/\/[^/\s]*)?(\/\S*)?/.exec(start) ?? []
  return { method, path: path.slice(0, longestShown) }
}

interface Exchange {
  readonly request: IncomingMessage
  readonly response: ServerResponse
}

/** Puts the answers to refused bytes on a server, and logs them. */
export const answerParserErrors = (server: Server, log: Log): void => {
  const open = new WeakMap<Duplex, Exchange>()

  const reply = (socket: Duplex, method: string, path: string, error: RequestError): void => {
    if (!socket.writable) return
    const requestId = randomUUID()
    const { body, headers, status } = problemAt(path, error)
    const fields = {
      ...headers,
      "Content-Type": problemMediaType,
      "Content-Length": Buffer.byteLength(body),
      "X-Request-Id": requestId,
      Date: new Date().toUTCString(),
      Connection: "close"
    }
    const lines = Object.entries(fields).map(([name, value]) => `${name}: ${value}\r\n`)
    const remote = (socket instanceof Socket ? socket.remoteAddress : undefined) ?? "unknown"
    log({ requestId, method, path, status, durationMs: 0, remote, userAgent: "", reason: error.message })
    const text = method === "HEAD" ? "" : body
    socket.end(`HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ""}\r\n${lines.join("")}\r\n${text}`)
    // What is still on its way would be answered by a reset, and the client might never see the answer.
    const cut = setTimeout(() => socket.destroy(), lingerMillis)
    socket.once("close", () => clearTimeout(cut)).resume()
  }

  server.on("request", (request, response) => {
    open.set(request.socket, { request, response })
    response.once("close", () => {
      if (open.get(request.socket)?.response === response) open.delete(request.socket)
    })
  })

  server.on("clientError", (error, socket) => {
    const saidNothing = socket instanceof Socket && socket.bytesRead === 0
    if (saidNothing || textIn(error, "code") === "ECONNRESET" || !socket.writable) {
      socket.destroy()
      return
    }
    const { method, path } = firstLine(error)
    const refusal = () => reply(socket, method, path, errorOf(error))
    const before = open.get(socket)
    if (before === undefined) refusal()
    else if (before.request.complete) before.response.once("close", refusal)
    // The rest of a body: its own response is the place to say so, while it has not begun.
    else if (before.response.headersSent) socket.destroy()
    else replyThrough(before, errorOf(error), socket)
  })

  server.on("connect", (request, socket) => {
    const path = request.url ?? ""
    reply(socket, "CONNECT", path, new MethodNotAllowed({ method: "CONNECT", allowed: [] }))
  })

  // A server may ignore what it does not know there (RFC 9110, 10.1.1).
  server.on("checkExpectation", (request, response) => void server.emit("request", request, response))
}

const replyThrough = ({ request, response }: Exchange, error: RequestError, socket: Duplex): void => {
  const { body, headers, status } = problemAt(request.url ?? "", error)
  response.once("finish", () => socket.destroy())
  response
    .writeHead(status, {
      ...headers,
      "Content-Type": problemMediaType,
      "Content-Length": Buffer.byteLength(body),
      Connection: "close"
    })
    .end(body)
}
