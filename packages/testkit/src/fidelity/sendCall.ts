import { request as send } from "node:http"
import type { IncomingHttpHeaders } from "node:http"
import { JsonSyntaxError } from "../emulator/json/JsonSyntaxError.ts"
import type { Json } from "../emulator/json/Json.ts"
import { parseJson } from "../emulator/json/parseJson.ts"
import type { Call } from "./Call.ts"
import type { Reply } from "./Reply.ts"

const comparedHeaders = [
  "content-type",
  "x-elastic-product",
  "allow",
  "location",
  "warning",
  "x-opaque-id",
  "x-elastic-app-exception"
]

/** Makes one call, as it is written: no client library changes its path, its body or its headers. */
export const sendCall = async (url: string, [method, path, body, options]: Call): Promise<Reply> => {
  const text = body === undefined || typeof body === "string" ? body : JSON.stringify(body)
  const headers = {
    ...(text === undefined
      ? {}
      : { "content-type": text.endsWith("\n") ? "application/x-ndjson" : "application/json" }),
    ...options?.headers
  }
  const answer = await exchange(url, method, path, text, headers)
  return { status: answer.status, headers: headersOf(answer.headers), body: bodyOf(answer.text) }
}

interface Exchanged {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  readonly text: string
}

const exchange = (
  url: string,
  method: string,
  path: string,
  body: string | undefined,
  headers: Readonly<Record<string, string>>
): Promise<Exchanged> =>
  new Promise((resolve, reject) => {
    const { hostname, port } = new URL(url)
    const length = body === undefined ? {} : { "content-length": Buffer.byteLength(body) }
    const signal = AbortSignal.timeout(60_000)
    const request = send(
      { hostname, port, method, path, headers: { ...headers, ...length }, signal },
      (response) => {
        const chunks: Buffer[] = []
        response.on("data", (chunk: Buffer) => chunks.push(chunk))
        response.on("error", reject)
        response.on("end", () =>
          resolve({
            status: response.statusCode ?? 0,
            headers: response.headers,
            text: Buffer.concat(chunks).toString()
          })
        )
      }
    )
    request.on("error", reject)
    request.end(body)
  })

const headersOf = (headers: IncomingHttpHeaders): Readonly<Record<string, string>> =>
  Object.fromEntries(
    comparedHeaders.flatMap((name) => {
      const value = headers[name]
      return value === undefined ? [] : [[name, String(value)]]
    })
  )

const bodyOf = (text: string): Json => {
  try {
    return parseJson(text)
  } catch (error) {
    if (error instanceof JsonSyntaxError) return text
    throw error
  }
}
