/**
 * One JSON log line a request, with an id that the answer carries too. An `X-Request-Id` that was sent is kept. A request that could change something leaves
 * an `audit` line beside it, which says who asked for what, from where, and what came of it, and nothing that is secret.
 */
import { randomUUID } from "node:crypto"
import { Effect } from "effect"
import type { Request, RequestHandler } from "express"
import { identityOf } from "../access/identities.ts"
import type { Runtime } from "./answer.ts"
import { isRead } from "./isRead.ts"

const whoOf = (request: Request): Readonly<Record<string, string>> => {
  const identity = identityOf(request)
  return identity === null ? {} : { who: identity.name, role: identity.role }
}

/** 499: whoever asked is gone, and it may have been done all the same. */
const outcomeOf = (status: number): "done" | "refused" | "failed" | "unknown" =>
  status === 499 ? "unknown" : status < 400 ? "done" : status < 500 ? "refused" : "failed"

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
      const status = response.writableFinished ? response.statusCode : 499
      const common = {
        requestId,
        method: request.method,
        path: request.originalUrl,
        status,
        remote,
        userAgent: request.get("user-agent") ?? "",
        ...whoOf(request)
      }
      const location = response.get("Location")
      const audit = Effect.logInfo("audit", {
        ...common,
        who: identityOf(request)?.name ?? "anybody",
        outcome: outcomeOf(status),
        ...(location === undefined ? {} : { made: location })
      })
      runtime.runFork(
        Effect.andThen(
          Effect.logInfo("request", { ...common, durationMs }),
          isRead(request.method) ? Effect.void : audit
        )
      )
    })
    next()
  }
