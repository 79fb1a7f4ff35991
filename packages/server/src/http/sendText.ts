import type { Response } from "express"
import { pipeline, Readable } from "node:stream"

/** Ends the response with a text, under exactly this media type: Express's own `send` would add a charset, which Camunda does not. */
export const sendText = (response: Response, mediaType: string, text: string): void => {
  response.setHeader("Content-Type", mediaType)
  response.setHeader("Content-Length", Buffer.byteLength(text))
  response.end(response.req.method === "HEAD" ? undefined : text)
}

/** In characters. What is no longer than that is sent as a text, with its length and in one write: a stream costs as much as all else. */
const short = 256 * 1024

function* both(begun: string, rest: Iterator<string>): Generator<string> {
  yield begun
  for (let next = rest.next(); next.done !== true; next = rest.next()) yield next.value
}

/** Ends the response with pieces of one text, made as fast as the client takes them. A client that goes away ends the making. */
export const sendPieces = (response: Response, mediaType: string, pieces: Iterable<string>): void => {
  const rest = pieces[Symbol.iterator]()
  let begun = ""
  while (begun.length <= short) {
    const next = rest.next()
    if (next.done === true) {
      sendText(response, mediaType, begun)
      return
    }
    begun += next.value
  }
  response.setHeader("Content-Type", mediaType)
  // A pipeline adds seven listeners of its own to the handful that every response has, which Node would call a leak.
  response.setMaxListeners(20)
  pipeline(Readable.from(response.req.method === "HEAD" ? [] : both(begun, rest)), response, () => {})
}
