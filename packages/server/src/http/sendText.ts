import type { Response } from "express"
import { pipeline, Readable } from "node:stream"

/** Ends the response with a text, under exactly this media type: Express's own `send` would add a charset, which Camunda does not. */
export const sendText = (response: Response, mediaType: string, text: string): void => {
  response.setHeader("Content-Type", mediaType)
  response.setHeader("Content-Length", Buffer.byteLength(text))
  response.end(response.req.method === "HEAD" ? undefined : text)
}

/** Ends the response with pieces of one text, made as fast as the client takes them. A client that goes away ends the making. */
export const sendPieces = (response: Response, mediaType: string, pieces: Iterable<string>): void => {
  response.setHeader("Content-Type", mediaType)
  // A pipeline adds seven listeners of its own to the handful that every response has, which Node would call a leak.
  response.setMaxListeners(20)
  pipeline(Readable.from(response.req.method === "HEAD" ? [] : pieces), response, () => {})
}
