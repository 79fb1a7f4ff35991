/** Ends a request that no route answers, in the words of whom asks: of the API that the path belongs to, or of the page for a person at a browser. */
import type { Request, Response } from "express"
import { headers as pageHeaders } from "../page/policy.ts"
import { refusalText } from "../page/refusalText.ts"
import { problemMediaType, respond } from "./problem.ts"
import { problemAt } from "./problemAt.ts"
import type { RequestError } from "./RequestError.ts"
import { sendText } from "./sendText.ts"

/** Programs that accept anything, or say nothing of it, get the problem. */
const isBrowser = (request: Request): boolean =>
  request.accepts([problemMediaType, "application/json", "text/html"]) === "text/html"

const retryAfterOf = (response: Response): number | null => {
  const seconds = Number(response.get("Retry-After"))
  return Number.isInteger(seconds) && seconds > 0 ? seconds : null
}

/** Returns the instance for the log. */
export const refuse = (response: Response, error: RequestError): string => {
  const { req: request } = response
  const problem = problemAt(request.path, error)
  if (request.path !== "/") return respond(response, problem)
  response.vary("Accept")
  if (!isBrowser(request)) return respond(response, problem)
  response.status(problem.status).set(pageHeaders).set(problem.headers)
  sendText(response, "text/html; charset=utf-8", refusalText(error, retryAfterOf(response)))
  return problem.instance
}
