/**
 * `BackupApi` over HTTP against a server, ours or Camunda's own actuator. Ids are exact both ways: written as digits, read from their source
 * text. Every request is bounded and none is repeated: after a lost answer the caller looks first.
 */
import { Effect, Layer, Result } from "effect"
import { decodeBackup, decodeBackups, decodeScheduled } from "../../contract/decodeBackup.ts"
import { type BackupError, ServerRefused, ServerUnreachable } from "../../domain/BackupError.ts"
import * as BackupId from "../../domain/BackupId.ts"
import type { Component } from "../../domain/Component.ts"
import { BackupApi } from "../../ports/BackupApi.ts"
import { parseExact } from "./parseExact.ts"
import { refusal } from "./refusal.ts"
import { causeOf } from "./causeOf.ts"

export interface Options {
  /** Of each component, e.g. `http://127.0.0.1:9600/operate/actuator/backups`, without a slash at the end. */
  readonly baseUrls: Readonly<Record<Component, string>>
  /** Bound of one request, its whole answer included. */
  readonly requestTimeoutMillis: number
  readonly userAgent?: string
}

interface Request {
  readonly component: Component
  readonly method: "GET" | "POST" | "DELETE"
  /** Behind the base URL. */
  readonly path: string
  readonly body?: string
  readonly askedBy?: string
}

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

export const make = (options: Options): BackupApi["Service"] => {
  const { baseUrls, requestTimeoutMillis } = options
  const userAgent = printable(options.userAgent ?? "camunda-backup")

  const send = (request: Request): Effect.Effect<string, BackupError> => {
    const { component, method, body } = request
    const url = baseUrls[component] + request.path
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
          : Effect.fail(refusal({ ...answer, component, url, mutating }))
      )
    )
  }

  const read = <A>(
    request: Request,
    decode: (component: Component) => (value: unknown) => Result.Result<A, string>
  ): Effect.Effect<A, BackupError> =>
    Effect.flatMap(send(request), (body) =>
      Result.match(Result.flatMap(parseExact(body), decode(request.component)), {
        onFailure: (reason) => Effect.fail(misread(baseUrls[request.component], reason)),
        onSuccess: Effect.succeed
      })
    )

  return {
    create: (component, backupId, askedBy) =>
      read(
        { component, method: "POST", path: "", body: `{"backupId":${BackupId.format(backupId)}}`, askedBy },
        decodeScheduled
      ),
    get: (component, backupId) =>
      read({ component, method: "GET", path: `/${BackupId.format(backupId)}` }, decodeBackup),
    list: (component, { pattern, verbose }) =>
      read(
        { component, method: "GET", path: `?verbose=${verbose}&pattern=${encodeURIComponent(pattern)}` },
        decodeBackups
      ),
    delete: (component, backupId, askedBy) =>
      Effect.asVoid(send({ component, method: "DELETE", path: `/${BackupId.format(backupId)}`, askedBy })),
    cancel: () => Effect.fail(notOffered("cancel")),
    resume: () => Effect.fail(notOffered("resume")),
    attempts: () => Effect.fail(notOffered("attempts"))
  }
}

const notOffered = (what: string): ServerRefused =>
  new ServerRefused({ status: 501, text: `The server offers no ${what}.` })

const misread = (url: string, reason: string): ServerRefused =>
  new ServerRefused({
    status: 200,
    text: `The answer of ${url} cannot be read: ${reason}. Is it the address of camunda-backup-server or of Camunda's actuator?`
  })

export const layer = (options: Options): Layer.Layer<BackupApi> => Layer.succeed(BackupApi, make(options))
