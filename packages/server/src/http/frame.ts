/** What every path ends with: wrong method, unknown path, undecodable path, defects. Always the problem body. */
import type { ErrorRequestHandler, RequestHandler } from "express"
import { Effect } from "effect"
import type { Runtime } from "./answer.ts"
import { sendProblem } from "./problem.ts"
import { Defect, MethodNotAllowed, PathMalformed, PathUnknown } from "./RequestError.ts"

/** Put behind the handlers of a path. */
export const otherMethods =
  (...allowed: ReadonlyArray<string>): RequestHandler =>
  (request, response) => {
    if (request.method === "OPTIONS")
      response
        .set("Allow", [...allowed, "OPTIONS"].join(", "))
        .status(200)
        .end()
    else sendProblem(response, new MethodNotAllowed({ method: request.method, allowed }), "other")
  }

export const unknownPath: RequestHandler = (request, response) => {
  sendProblem(response, new PathUnknown({ path: request.path }), "other")
}

export const onError =
  (runtime: Runtime): ErrorRequestHandler =>
  (error: unknown, request, response, next) => {
    if (response.headersSent) {
      next(error)
      return
    }
    if (error instanceof URIError) {
      sendProblem(response, new PathMalformed({ path: request.path }), "other")
      return
    }
    const instance = sendProblem(response, new Defect(), "other")
    runtime.runFork(Effect.logError("defect", { instance, error: String(error) }))
  }
