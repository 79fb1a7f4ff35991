import { createServer, type IncomingMessage } from "node:http"
import type { AddressInfo } from "node:net"
import { onTestFinished } from "vitest"
import { startFaultProxy, type FaultProxyOptions } from "../../src/proxy/startFaultProxy.ts"

interface Seen {
  readonly method: string
  readonly url: string
  readonly headers: IncomingMessage["headers"]
  readonly body: string
}

/** A server that remembers what reached it, and answers `{"n": …}` with the number of the request. */
export const tinyTarget = async () => {
  const seen: Seen[] = []
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on("data", (chunk: Buffer) => chunks.push(chunk))
    request.on("end", () => {
      const { method = "", url = "", headers } = request
      seen.push({ method, url, headers, body: Buffer.concat(chunks).toString() })
      if (url.startsWith("/cut")) {
        request.socket.destroy()
        return
      }
      response.setHeader("x-elastic-product", "Elasticsearch")
      response.setHeader("x-twice", ["1", "2"])
      response.setHeader("content-type", "application/json")
      response.statusCode = url.startsWith("/missing") ? 404 : 200
      response.end(JSON.stringify({ n: seen.length }))
    })
  })
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve)
  })
  const close = async () => {
    const closed = new Promise<void>((resolve) => {
      server.close(() => resolve())
    })
    server.closeAllConnections()
    await closed
  }
  onTestFinished(close)
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, seen, close }
}

/** A proxy before a tiny server, for one test. */
export const proxied = async (options: Omit<FaultProxyOptions, "target"> = {}) => {
  const target = await tinyTarget()
  const proxy = await startFaultProxy({ target: target.url, ...options })
  onTestFinished(() => proxy.close())
  return { target, proxy }
}

/** The code of what a request failed with. */
export const failure = async (answer: Promise<unknown>): Promise<string> => {
  try {
    await answer
    return "no failure"
  } catch (error) {
    const { cause } = error as { cause?: { code?: string } }
    return cause?.code ?? String(error)
  }
}
