/**
 * `BackupApi` over HTTP against a server, ours or Camunda's own actuator. Ids are exact both ways: written as digits, read from their source
 * text. Every request is bounded and none is repeated: after a lost answer the caller looks first.
 */
import { Effect, Layer, Result } from "effect"
import { decodeBackup, decodeBackups, decodeScheduled } from "../../contract/decodeBackup.ts"
import * as AttemptDto from "../../contract/AttemptDto.ts"
import { type BackupError, NotOffered, ServerRefused, ServerUnreachable } from "../../domain/BackupError.ts"
import * as BackupId from "../../domain/BackupId.ts"
import type { Component } from "../../domain/Component.ts"
import { BackupApi } from "../../ports/BackupApi.ts"
import { apiRefusal } from "./apiRefusal.ts"
import { parseExact, parsePlain } from "./parseExact.ts"
import { type Refusal, refusal } from "./refusal.ts"
import { causeOf } from "./causeOf.ts"

export interface Options {
  /** Of each component, e.g. `http://127.0.0.1:9600/operate/actuator/backups`, without a slash at the end. */
  readonly baseUrls: Readonly<Record<Component, string>>
  /** Of camunda-backup-server, e.g. `http://127.0.0.1:9600`, for what Camunda's own actuator does not offer; absent when that is asked. */
  readonly server?: string
  /** Bound of one request, its whole answer included. */
  readonly requestTimeoutMillis: number
  readonly userAgent?: string
}

interface Request {
  readonly component: Component
  readonly method: "GET" | "POST" | "DELETE"
  readonly url: string
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

  const send = (
    request: Request,
    refused: (answer: Refusal) => BackupError = refusal
  ): Effect.Effect<string, BackupError> => {
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

  const read = <A>(
    request: Request,
    decode: (component: Component) => (value: unknown) => Result.Result<A, string>
  ): Effect.Effect<A, BackupError> =>
    Effect.flatMap(send(request), (body) =>
      decoded(request.url, Result.flatMap(parseExact(body), decode(request.component)))
    )

  const beyond = (
    what: string,
    component: Component,
    path: string,
    rest: Pick<Request, "method" | "askedBy">
  ): Effect.Effect<string, BackupError> => {
    if (options.server === undefined) return Effect.fail(new NotOffered({ what, url: baseUrls[component] }))
    const url = `${options.server}/api/v1/backups/${component}/${path}`
    return send({ component, url, ...rest }, (answer) => apiRefusal(what, answer))
  }

  return {
    create: (component, backupId, askedBy) =>
      read(
        {
          component,
          method: "POST",
          url: baseUrls[component],
          body: `{"backupId":${BackupId.format(backupId)}}`,
          askedBy
        },
        decodeScheduled
      ),
    get: (component, backupId) =>
      read(
        { component, method: "GET", url: `${baseUrls[component]}/${BackupId.format(backupId)}` },
        decodeBackup
      ),
    list: (component, { pattern, verbose }) =>
      read(
        {
          component,
          method: "GET",
          url: `${baseUrls[component]}?verbose=${verbose}&pattern=${encodeURIComponent(pattern)}`
        },
        decodeBackups
      ),
    delete: (component, backupId, askedBy) =>
      Effect.asVoid(
        send({
          component,
          method: "DELETE",
          url: `${baseUrls[component]}/${BackupId.format(backupId)}`,
          askedBy
        })
      ),
    cancel: (component, backupId, askedBy) =>
      Effect.asVoid(
        beyond("cancel a backup", component, `${BackupId.format(backupId)}/cancel`, {
          method: "POST",
          askedBy
        })
      ),
    resume: (component, backupId, askedBy) =>
      Effect.asVoid(
        beyond("resume a backup", component, `${BackupId.format(backupId)}/resume`, {
          method: "POST",
          askedBy
        })
      ),
    attempts: (component, backupId) =>
      Effect.flatMap(
        beyond("show the attempts of a backup", component, `${BackupId.format(backupId)}/attempts`, {
          method: "GET"
        }),
        (body) =>
          decoded(
            options.server ?? "",
            Result.flatMap(parsePlain(body), (value) => AttemptDto.decodeAll(component, backupId, value))
          )
      )
  }
}

const decoded = <A>(url: string, result: Result.Result<A, string>): Effect.Effect<A, ServerRefused> =>
  Effect.mapError(Effect.fromResult(result), (reason) => misread(url, reason))

const misread = (url: string, reason: string): ServerRefused =>
  new ServerRefused({
    status: 200,
    text: `The answer of ${url} cannot be read: ${reason}. Is it the address of camunda-backup-server or of Camunda's actuator?`
  })

export const layer = (options: Options): Layer.Layer<BackupApi> => Layer.succeed(BackupApi, make(options))
