import type { Request, Response } from "express"
import { jsonType } from "./mediaTypes.ts"
import { sendProblem } from "./problem.ts"
import { NotAcceptable } from "./RequestError.ts"
import { sendText } from "./sendText.ts"

/** Ends the response with JSON text, under the media type that the client takes; with a problem when it takes none. */
export const sendJson = (request: Request, response: Response, status: number, text: string): void => {
  const mediaType = jsonType(request, response)
  if (mediaType === null) sendProblem(response, new NotAcceptable(), "other")
  else sendText(response.status(status), mediaType, text)
}
