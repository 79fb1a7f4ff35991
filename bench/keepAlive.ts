/** GET and POST over one kept connection, the body read to its end: what a poller does. */
import { Agent, request } from "node:http"

const agent = new Agent({ keepAlive: true, maxSockets: 1 })

export const fetchText = (url: string, method = "GET", body?: string): Promise<string> =>
  new Promise((resolve, reject) => {
    const headers = body === undefined ? {} : { "content-type": "application/json" }
    const outgoing = request(url, { agent, method, headers }, (incoming) => {
      const chunks: Array<Buffer> = []
      incoming.on("data", (chunk: Buffer) => chunks.push(chunk))
      incoming.on("end", () => {
        const text = Buffer.concat(chunks).toString("utf8")
        if ((incoming.statusCode ?? 500) < 300) resolve(text)
        else reject(new Error(`${method} ${url}: ${incoming.statusCode} ${text.slice(0, 300)}`))
      })
      incoming.on("error", reject)
    })
    outgoing.on("error", reject)
    outgoing.end(body)
  })
