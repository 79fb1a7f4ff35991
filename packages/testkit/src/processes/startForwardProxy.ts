import { createServer, type IncomingMessage, request, type RequestListener, STATUS_CODES } from "node:http"
import { createServer as createTlsServer } from "node:https"
import { connect } from "node:net"
import type { Duplex } from "node:stream"

export interface ForwardProxyOptions {
  /** The names that it alone knows, and where they are, such as `{ "backup.example": "http://127.0.0.1:9600" }`: whoever asks for one has come through it. */
  readonly names: Readonly<Record<string, string>>
  /** PEM texts: it is asked over TLS itself. */
  readonly tls?: { readonly cert: string; readonly key: string }
  /** `user:password`; everybody else gets 407. */
  readonly user?: string
  /** Everything is refused with this status. */
  readonly refuse?: number
}

export interface ForwardProxy {
  readonly url: string
  /** What it was asked for, with its own status: `CONNECT backup.example:9600 200`, `GET http://backup.example:9600/x 407`. */
  readonly asked: ReadonlyArray<string>
  readonly close: () => Promise<void>
}

/** A proxy as companies have between their machines and others: tunnels by CONNECT, and requests with a whole address. */
export const startForwardProxy = async (options: ForwardProxyOptions): Promise<ForwardProxy> => {
  const { names, refuse, tls, user } = options
  const asked: Array<string> = []
  const open = new Set<Duplex>()
  const wanted = user === undefined ? undefined : `Basic ${Buffer.from(user).toString("base64")}`

  /** Its own answer; 200: it is passed on. */
  const statusFor = ({ headers }: IncomingMessage, host: string): number => {
    if (wanted !== undefined && headers["proxy-authorization"] !== wanted) return 407
    return refuse ?? (host in names ? 200 : 502)
  }
  const note = ({ method, url }: IncomingMessage, status: number): void =>
    void asked.push(`${method} ${url} ${status}`)

  const forward: RequestListener = (incoming, outgoing) => {
    const url = URL.parse(incoming.url ?? "")
    const status = url === null ? 400 : statusFor(incoming, url.hostname)
    note(incoming, status)
    if (url === null || status !== 200) {
      outgoing.writeHead(status, { "content-type": "text/html" }).end(`<title>proxy: ${status}</title>`)
      return
    }
    const { "proxy-authorization": _, ...headers } = incoming.headers
    const target = new URL(`${url.pathname}${url.search}`, names[url.hostname])
    const passed = request(target, { method: incoming.method, headers }, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers)
      answer.pipe(outgoing)
    })
    passed.on("error", () => outgoing.destroy())
    outgoing.on("close", () => passed.destroy())
    incoming.pipe(passed)
  }

  const tunnel = (incoming: IncomingMessage, socket: Duplex, head: Buffer): void => {
    const [host = ""] = (incoming.url ?? "").split(":")
    const status = statusFor(incoming, host)
    note(incoming, status)
    socket.on("error", () => {})
    if (status !== 200) {
      socket.end(`HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ""}\r\ncontent-length: 0\r\n\r\n`)
      return
    }
    const target = new URL(names[host] ?? "")
    const behind = connect(Number(target.port), target.hostname, () => {
      socket.write("HTTP/1.1 200 Connection established\r\n\r\n")
      behind.write(head)
      socket.pipe(behind).pipe(socket)
    })
    open.add(behind)
    behind.on("error", () => socket.destroy())
    behind.on("close", () => socket.destroy())
    socket.on("close", () => behind.destroy())
  }

  const server = tls === undefined ? createServer(forward) : createTlsServer(tls, forward)
  server.on("connect", tunnel)
  server.on("connection", (socket: Duplex) => {
    open.add(socket)
  })
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))
  const address = server.address()
  const port = typeof address === "object" ? address?.port : undefined
  return {
    url: `${tls === undefined ? "http" : "https"}://127.0.0.1:${port}`,
    asked,
    close: async () => {
      for (const socket of open) socket.destroy()
      await new Promise((resolve) => server.close(resolve))
    }
  }
}
