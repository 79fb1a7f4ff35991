import type { RequestHandler } from "express"
import { refuse } from "./refuse.ts"
import { RequestUnreadable } from "./RequestError.ts"

/** HTTP/1.1 requires the header; without it the links of `/actuator` would lead nowhere. */
export const hostHeader: RequestHandler = (request, response, next) => {
  if (request.httpVersion !== "1.1" || request.headers.host !== undefined) next()
  else refuse(response.set("Connection", "close"), new RequestUnreadable({ reason: "it has no Host header" }))
}
