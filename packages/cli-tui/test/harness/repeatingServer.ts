/**
 * What stands in for Elasticsearch and repeats in each answer the headers and the address it was asked with, as proxies and debugging
 * gateways do. How it does that is switched between requests.
 */
import { createServer, type IncomingMessage, type ServerResponse } from "node:http"
import type { AddressInfo } from "node:net"

const product = { "x-elastic-product": "Elasticsearch", "content-type": "application/json" }

const json = (response: ServerResponse, status: number, body: unknown): void => {
  response.writeHead(status, product).end(JSON.stringify(body))
}

type Way = (said: string, response: ServerResponse) => void

export const ways: Readonly<Record<string, Way>> = {
  "401, in the reason": (said, response) =>
    json(response, 401, {
      error: { type: "security_exception", reason: `cannot authenticate ${said}` },
      status: 401
    }),
  "403, in a cause": (said, response) =>
    json(response, 403, {
      error: { type: "security_exception", reason: "denied", caused_by: { type: said, reason: said } },
      status: 403
    }),
  "400, as the type": (said, response) =>
    json(response, 400, { error: { type: said, reason: said }, status: 400 }),
  "404, as text": (said, response) => json(response, 404, { error: said }),
  "500, a page cut off in the middle of it": (said, response) => {
    response.writeHead(500, { "content-type": "text/html" }).end(`<html>${"x".repeat(170)} ${said}</html>`)
  },
  "503, a page": (said, response) => {
    response.writeHead(503, { "content-type": "text/plain" }).end(said)
  },
  "200, not JSON": (said, response) => {
    response.writeHead(200, product).end(said)
  },
  "200, JSON of another kind": (said, response) =>
    json(response, 200, { snapshots: said, said, error: said }),
  "200, not Elasticsearch": (said, response) => {
    response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify({ said }))
  },
  "302, to itself": (said, response) => {
    response.writeHead(302, { location: `http://${encodeURIComponent(said)}@127.0.0.1:1/` }).end()
  },
  "no HTTP": (said, response) => {
    response.socket?.end(`${said}\r\n\r\n`)
  },
  "no answer at all": (_said, response) => {
    response.socket?.destroy()
  }
}

export interface RepeatingServer {
  readonly port: number
  /** Answers this way from now on. */
  readonly answer: (way: string) => void
  /** What it was authorized with so far. */
  readonly seen: ReadonlySet<string>
  readonly close: () => Promise<void>
}

const saidIn = (request: IncomingMessage): string => {
  const authorization = request.headers.authorization ?? ""
  const [, token = ""] = authorization.split(" ")
  return `${authorization} http://${Buffer.from(token, "base64").toString()}@${request.headers.host}${request.url}`
}

export const startRepeatingServer = async (): Promise<RepeatingServer> => {
  let way: Way = ways["503, a page"] ?? (() => {})
  const seen = new Set<string>()
  const server = createServer((request, response) => {
    seen.add(request.headers.authorization ?? "")
    request.resume().once("end", () => way(saidIn(request), response))
  })
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))
  return {
    port: (server.address() as AddressInfo).port,
    answer: (name) => void (way = ways[name] ?? way),
    seen,
    close: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    }
  }
}
