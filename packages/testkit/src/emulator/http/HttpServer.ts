import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http"
import type { AddressInfo } from "node:net"
import type { Duplex } from "node:stream"
import { answerRequest, type Exchange } from "./answerRequest.ts"
import { lineTooLong } from "./dispatch.ts"
import { writeJson } from "../json/writeJson.ts"

/** The port: opens, cuts every connection when it closes, and opens again on the same number. */
export class HttpServer {
  private readonly host: string
  private port: number
  private server: Server | undefined
  private readonly exchange: Exchange

  constructor(host: string, port: number, exchange: Exchange) {
    this.host = host
    this.port = port
    this.exchange = exchange
  }

  get url(): string {
    return `http://${this.host.includes(":") ? `[${this.host}]` : this.host}:${this.port}`
  }

  async start(): Promise<void> {
    if (this.server !== undefined) return
    const server = createServer(
      { maxHeaderSize: 1 << 20, keepAliveTimeout: 0, requestTimeout: 0 },
      (request, response) => {
        void this.serve(server, request, response)
      }
    )
    server.on("clientError", (_error, socket) => rejectLine(socket))
    await new Promise<void>((resolve, reject) => {
      server.once("error", reject)
      server.listen(this.port, this.host, () => {
        server.off("error", reject)
        resolve()
      })
    })
    this.port = portOf(server.address())
    this.server = server
  }

  async stop(): Promise<void> {
    const { server } = this
    if (server === undefined) return
    this.server = undefined
    const closed = new Promise<void>((resolve) => server.close(() => resolve()))
    server.closeAllConnections()
    await closed
  }

  /** A request that outlives its server neither takes effect nor is answered. */
  private async serve(server: Server, request: IncomingMessage, response: ServerResponse): Promise<void> {
    response.on("error", () => {})
    const body = await readBody(request)
    if (body === undefined || this.server !== server) return
    await answerRequest(this.exchange, request, body, response, () => this.server === server)
  }
}

/** Undefined when the client went away. */
const readBody = (request: IncomingMessage): Promise<string | undefined> =>
  new Promise((resolve) => {
    const chunks: Buffer[] = []
    request.on("data", (chunk: Buffer) => chunks.push(chunk))
    request.on("end", () => resolve(Buffer.concat(chunks).toString()))
    request.on("error", () => resolve(undefined))
    request.on("close", () => resolve(undefined))
  })

const portOf = (address: AddressInfo | string | null): number =>
  typeof address === "object" && address !== null ? address.port : 0

/** A request line beyond every limit never becomes a request. */
const rejectLine = (socket: Duplex): void => {
  if (!socket.writable) {
    socket.destroy()
    return
  }
  const error = lineTooLong()
  const body = writeJson(error.body())
  const head = [
    "HTTP/1.1 400 Bad Request",
    "x-elastic-product: Elasticsearch",
    "content-type: application/json"
  ]
  socket.end([...head, `content-length: ${body.length}`, "connection: close", "", body].join("\r\n"))
}
