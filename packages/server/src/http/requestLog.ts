/** One JSON log line a request, with an id that the answer carries too. An `X-Request-Id` that was sent is kept. */
import { randomUUID } from "node:crypto"
import { Effect } from "effect"
import type { Request, RequestHandler } from "express"
import { identityOf } from "../access/identities.ts"
import type { Runtime } from "./answer.ts"

const whoOf = (request: Request): Readonly<Record<string, string>> => {
  const identity = identityOf(request)
  return identity === null ? {} : { who: identity.name, role: identity.role }
}

const acceptable = /^[A-Za-z0-9._:-]{1,128}$/

export const requestLog =
  (runtime: Runtime): RequestHandler =>
  (request, response, next) => {
    const started = process.hrtime.bigint()
    // Of a connection that is gone nothing tells it any more.
    const remote = request.socket.remoteAddress ?? "unknown"
    const sent = request.get("x-request-id") ?? ""
    const requestId = acceptable.test(sent) ? sent : randomUUID()
    response.set("X-Request-Id", requestId)
    response.once("close", () => {
      const durationMs = Number((process.hrtime.bigint() - started) / 1000n) / 1000
      runtime.runFork(
        Effect.logInfo("request", {
          requestId,
          method: request.method,
          path: request.originalUrl,
          status: response.writableFinished ? response.statusCode : 499,
          durationMs,
          remote,
          userAgent: request.get("user-agent") ?? "",
          ...whoOf(request)
        })
      )
    })
    next()
  }
