import type { Response } from "express"

/** Ends the response with a text, under exactly this media type: Express's own `send` would add a charset, which Camunda does not. */
export const sendText = (response: Response, mediaType: string, text: string): void => {
  response.setHeader("Content-Type", mediaType)
  response.setHeader("Content-Length", Buffer.byteLength(text))
  response.end(response.req.method === "HEAD" ? undefined : text)
}
