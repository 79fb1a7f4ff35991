/** One request to a server of ours or of Camunda: bounded, never repeated, its failures as errors of the domain. */
import { Effect, type Result } from "effect"
import { type BackupError, ServerRefused, ServerUnreachable } from "../../domain/BackupError.ts"
import type { Component } from "../../domain/Component.ts"
import { causeOf } from "./causeOf.ts"
import { type Refusal, refusal } from "./refusal.ts"

export interface Request {
  readonly component: Component
  readonly method: "GET" | "POST" | "DELETE"
  readonly url: string
  readonly body?: string
  readonly askedBy?: string
}

/** Sends it and gives the body of a success. `refused` reads any other answer. */
export type Send = (
  request: Request,
  refused?: (answer: Refusal) => BackupError
) => Effect.Effect<string, BackupError>

/** Header values are printable ASCII; `fetch` refuses others, and a request must not fail for a name in its user agent. */
const printable = (text: string): string => text.replaceAll(/[^\x20-\x7e]/g, "?")

const headersOf = (request: Request, userAgent: string): Record<string, string> => {
  const askedBy = printable(request.askedBy ?? "")
  return {
    accept: "application/json, application/problem+json",
    "user-agent": askedBy === "" ? userAgent : `${userAgent} (${askedBy})`,
    ...(request.body === undefined ? {} : { "content-type": "application/json" })
  }
}

export const makeSend = (options: {
  readonly requestTimeoutMillis: number
  readonly userAgent?: string
}): Send => {
  const { requestTimeoutMillis } = options
  const userAgent = printable(options.userAgent ?? "camunda-backup")
  return (request, refused = refusal) => {
    const { component, method, body, url } = request
    const mutating = method !== "GET"
    const unreachable = (reason: string) =>
      new ServerUnreachable({
        url,
        reason: mutating ? `${reason} The request may have been carried out all the same.` : reason
      })
    return Effect.tryPromise({
      try: async (signal) => {
        const headers = headersOf(request, userAgent)
        // A followed redirect would turn a POST into a GET.
        const init = {
          method,
          headers,
          signal,
          redirect: "manual" as const,
          ...(body === undefined ? {} : { body })
        }
        const response = await fetch(url, init)
        return { status: response.status, body: await response.text() }
      },
      catch: (error) => unreachable(`${causeOf(error)}.`)
    }).pipe(
      Effect.timeoutOrElse({
        duration: requestTimeoutMillis,
        orElse: () =>
          Effect.fail(
            unreachable(
              `none within ${requestTimeoutMillis / 1000} s (--timeout or CAMUNDA_BACKUP_REQUEST_TIMEOUT sets the bound).`
            )
          )
      }),
      Effect.flatMap((answer) =>
        answer.status >= 200 && answer.status < 300
          ? Effect.succeed(answer.body)
          : Effect.fail(refused({ ...answer, component, url, mutating }))
      )
    )
  }
}

/** The decoded answer, or that it is not one. */
export const decoded = <A>(url: string, result: Result.Result<A, string>): Effect.Effect<A, ServerRefused> =>
  Effect.mapError(
    Effect.fromResult(result),
    (reason) =>
      new ServerRefused({
        status: 200,
        text: `The answer of ${url} cannot be read: ${reason}. Is it the address of camunda-backup-server or of Camunda's actuator?`
      })
  )
