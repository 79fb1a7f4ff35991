/**
 * One HTTP request with the path exactly as written: fetch would resolve `..` and refuse odd bytes. Fails when the description does not know the
 * answer.
 */
import { request } from "node:http"
import { deviation } from "./conformance.ts"

export interface Reply {
  readonly status: number
  readonly headers: Readonly<Record<string, string | ReadonlyArray<string> | undefined>>
  readonly text: string
  /** The body parsed; integers above 2^53 are rounded here, look at `text` for those. */
  readonly json: unknown
}

export interface Sent {
  readonly body?: string | Buffer
  readonly headers?: Readonly<Record<string, string>>
}

export const send = (base: string, method: string, path: string, sent: Sent = {}): Promise<Reply> =>
  new Promise((resolve, reject) => {
    const { hostname, port } = new URL(base)
    const outgoing = request(
      { hostname, port, method, path, headers: { ...sent.headers }, agent: false },
      (incoming) => {
        const chunks: Array<Buffer> = []
        incoming.on("data", (chunk: Buffer) => chunks.push(chunk))
        incoming.on("error", reject)
        incoming.on("end", () => {
          const text = Buffer.concat(chunks).toString("utf8")
          const status = incoming.statusCode ?? 0
          const reply = { status, headers: incoming.headers, text, json: parse(text) }
          const wrong = deviation(method, path, reply)
          if (wrong === null) resolve(reply)
          else reject(new Error(wrong))
        })
      }
    )
    outgoing.on("error", reject)
    outgoing.end(sent.body)
  })

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

export const json = { "content-type": "application/json" }

export const create = (base: string, path: string, id: bigint | number | string): Promise<Reply> =>
  send(base, "POST", path, { headers: json, body: `{"backupId":${id}}` })
