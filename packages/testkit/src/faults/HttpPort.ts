import { createServer, type IncomingMessage, type Server, type ServerResponse, STATUS_CODES } from "node:http"
import type { AddressInfo } from "node:net"
import type { Duplex } from "node:stream"
import { answerRequest } from "./answerRequest.ts"
import type { FaultedService } from "./FaultedService.ts"
import { cut } from "./writeAnswer.ts"
import type { WireAnswer } from "./Wire.ts"

/** A port: opens, cuts every connection when it closes, and opens again on the same number. */
export class HttpPort {
  private readonly host: string
  private port: number
  private server: Server | undefined
  private readonly service: FaultedService
  private opened = Promise.resolve()
  /** Changes with every opening and closing. */
  private turn = 0

  constructor(host: string, port: number, service: FaultedService) {
    this.host = host
    this.port = port
    this.service = service
  }

  get url(): string {
    return `http://${this.host.includes(":") ? `[${this.host}]` : this.host}:${this.port}`
  }

  /** Resolves when it is open. */
  start(): Promise<void> {
    if (this.server === undefined) this.opened = this.open()
    return this.opened
  }

  async stop(): Promise<void> {
    const { server } = this
    this.turn++
    if (server === undefined) return
    this.server = undefined
    const closed = new Promise<void>((resolve) => server.close(() => resolve()))
    server.closeAllConnections()
    await closed
  }

  /**
   * Closed until then, or for so many milliseconds of real time: through a closed port nobody could move another clock. Stays closed if it is
   * stopped in the meantime.
   */
  async refuse(until: Promise<void> | number): Promise<void> {
    const closed = this.stop()
    const { turn } = this
    await closed
    await (typeof until === "number" ? realTime(until) : until)
    if (turn === this.turn) await this.start()
  }

  private async open(): Promise<void> {
    this.turn++
    const server = createServer(
      { maxHeaderSize: 1 << 20, keepAliveTimeout: 0, requestTimeout: 0, requireHostHeader: false },
      (request, response) => {
        // A fault may order what no answer can be, such as a header that is none: the client sees no answer.
        this.serve(server, request, response).catch(() => cut(response))
      }
    )
    this.server = server
    server.on("clientError", (error, socket) => reject(socket, this.service.unreadable(receivedBy(error))))
    await new Promise<void>((resolve, fail) => {
      server.once("error", (error) => {
        this.server = undefined
        fail(error)
      })
      server.listen(this.port, this.host, () => resolve())
    })
    this.port = portOf(server.address())
  }

  /** A request that outlives its server neither takes effect nor is answered. */
  private async serve(server: Server, request: IncomingMessage, response: ServerResponse): Promise<void> {
    response.on("error", () => {})
    const body = await readBody(request)
    const alive = () => this.server === server
    if (body === undefined || !alive()) return
    const { method = "GET", url: uri = "/", rawHeaders, headers } = request
    const { accept = "", "content-type": contentType = "" } = headers
    await answerRequest(this.service, { method, uri, rawHeaders, accept, contentType, body }, response, {
      alive,
      refuse: (until) => this.refuse(until)
    })
  }
}

/** What could not be read, as far as it came. */
const receivedBy = (error: Error): string =>
  "rawPacket" in error && Buffer.isBuffer(error.rawPacket) ? error.rawPacket.toString() : ""

const realTime = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, milliseconds).unref()
  })

/** Undefined when the client went away. */
const readBody = (request: IncomingMessage): Promise<Buffer | undefined> =>
  new Promise((resolve) => {
    const chunks: Buffer[] = []
    request.on("data", (chunk: Buffer) => chunks.push(chunk))
    request.on("end", () => resolve(Buffer.concat(chunks)))
    request.on("error", () => resolve(undefined))
    request.on("close", () => resolve(undefined))
  })

const portOf = (address: AddressInfo | string | null): number =>
  typeof address === "object" && address !== null ? address.port : 0

const reject = (socket: Duplex, { status, headers, body }: WireAnswer): void => {
  if (!socket.writable) {
    socket.destroy()
    return
  }
  const text = Buffer.isBuffer(body) || typeof body === "string" ? body : [...body].join("")
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${String(value)}`)
  const head = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ""}`,
    ...lines,
    `content-length: ${Buffer.byteLength(text)}`
  ]
  socket.end([...head, "connection: close", "", String(text)].join("\r\n"))
}
