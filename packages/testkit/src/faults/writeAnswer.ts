import type { OutgoingHttpHeaders, ServerResponse } from "node:http"
import { pipeline, Readable } from "node:stream"
import { type Clock, sleep } from "../clock/Clock.ts"
import type { WireAnswer } from "./Wire.ts"

/** The client sees a reset, not an end. */
export const cut = (response: ServerResponse): void => {
  if (response.socket === null) response.destroy()
  else response.socket.resetAndDestroy()
}

export const writeAnswer = (response: ServerResponse, answer: WireAnswer, method: string): void => {
  const { body } = answer
  if (isWhole(body)) {
    response.writeHead(answer.status, headersOf(answer, body))
    response.end(method === "HEAD" ? undefined : body)
    return
  }
  response.writeHead(answer.status, headersOf(answer))
  if (method === "HEAD") response.end()
  else
    // A client that goes away in the middle wants no more.
    pipeline(Readable.from(body), response, () => {})
}

/** Half of it: as if it were whole, or until the connection breaks. */
export const truncateAnswer = (
  response: ServerResponse,
  answer: WireAnswer,
  how: true | "connection"
): void => {
  const whole = bytesOf(answer)
  const half = whole.subarray(0, Math.floor(whole.length / 2))
  if (how === true) return writeAnswer(response, { ...answer, body: half }, "")
  response.writeHead(answer.status, headersOf(answer, whole))
  response.write(half, () => response.destroy())
}

/** Piece by piece, as long as the client waits. */
export const writeSlowly = async (
  response: ServerResponse,
  answer: WireAnswer,
  { bytes, every }: { readonly bytes: number; readonly every: number },
  clock: Clock
): Promise<void> => {
  const whole = bytesOf(answer)
  response.writeHead(answer.status, headersOf(answer, whole))
  for (let at = 0; at < whole.length && !response.destroyed; at += bytes) {
    response.write(whole.subarray(at, at + bytes))
    // oxlint-disable-next-line no-await-in-loop -- one piece after the other
    if (at + bytes < whole.length) await sleep(clock, every)
  }
  response.end()
}

type Body = WireAnswer["body"]

const isWhole = (body: Body): body is string | Buffer => typeof body === "string" || Buffer.isBuffer(body)

const bytesOf = ({ body }: WireAnswer): Buffer => {
  if (typeof body === "string") return Buffer.from(body)
  return Buffer.isBuffer(body) ? body : Buffer.from([...body].join(""))
}

const headersOf = ({ headers }: WireAnswer, body?: string | Buffer): OutgoingHttpHeaders => ({
  ...Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, typeof value === "string" ? value : [...value]])
  ),
  ...(body === undefined ? {} : { "content-length": Buffer.byteLength(body) })
})
