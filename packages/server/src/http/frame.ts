/** What every path ends with: wrong method, unknown path, undecodable path, defects. Always the problem body. */
import type { ErrorRequestHandler, RequestHandler } from "express"
import { Effect } from "effect"
import type { Runtime } from "./answer.ts"
import { type SendProblem, sendProblem } from "./problem.ts"
import { refuse } from "./refuse.ts"
import { Defect, MethodNotAllowed, PathMalformed, PathUnknown, type RequestError } from "./RequestError.ts"

const asCamunda: SendProblem<RequestError> = (response, error) => sendProblem(response, error, "other")

/** Put behind the handlers of a path. */
export const otherMethodsOf =
  (problem: SendProblem<RequestError>) =>
  (...allowed: ReadonlyArray<string>): RequestHandler =>
  (request, response) => {
    if (request.method === "OPTIONS")
      response
        .set("Allow", [...allowed, "OPTIONS"].join(", "))
        .status(200)
        .end()
    else problem(response, new MethodNotAllowed({ method: request.method, allowed }))
  }

export const otherMethods = otherMethodsOf(asCamunda)

export const unknownPath: RequestHandler = (request, response) => {
  sendProblem(response, new PathUnknown({ path: request.path }), "other")
}

export const onError =
  (runtime: Runtime, problem: SendProblem<RequestError> = refuse): ErrorRequestHandler =>
  (error: unknown, request, response, next) => {
    if (response.headersSent) {
      next(error)
      return
    }
    if (error instanceof URIError) {
      problem(response, new PathMalformed({ path: request.path }))
      return
    }
    const instance = problem(response, new Defect())
    runtime.runFork(Effect.logError("defect", { instance, error: String(error) }))
  }
