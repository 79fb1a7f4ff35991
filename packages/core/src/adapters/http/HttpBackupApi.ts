/**
 * `BackupApi` over HTTP against a server, ours or Camunda's own actuator. Ids are exact both ways: written as digits, read from their source
 * text. Every request is bounded and none is repeated: after a lost answer the caller looks first.
 */
import { Effect, Layer, Result } from "effect"
import { decodeBackup, decodeBackups, decodeScheduled } from "../../contract/decodeBackup.ts"
import * as AttemptDto from "../../contract/AttemptDto.ts"
import { type BackupError, NotOffered } from "../../domain/BackupError.ts"
import * as BackupId from "../../domain/BackupId.ts"
import type { Component } from "../../domain/Component.ts"
import { BackupApi } from "../../ports/BackupApi.ts"
import { apiRefusal } from "./apiRefusal.ts"
import { parseExact, parsePlain } from "./parseExact.ts"
import { decoded, makeSend, type Request } from "./request.ts"

/** Where the server is, and how long a request may take. */
export interface Options {
  /** Of each component, e.g. `http://127.0.0.1:9600/operate/actuator/backups`, without a slash at the end. */
  readonly baseUrls: Readonly<Record<Component, string>>
  /** Of camunda-backup-server, e.g. `http://127.0.0.1:9600`, for what Camunda's own actuator does not offer; absent when that is asked. */
  readonly server?: string
  /** Bound of one request, its whole answer included. */
  readonly requestTimeoutMillis: number
  readonly userAgent?: string
}

/** `BackupApi` over HTTP. Fails with `ServerUnreachable` when there is no answer in time, `NotOffered` for what Camunda's own actuator lacks. */
export const make = (options: Options): BackupApi["Service"] => {
  const { baseUrls } = options
  const send = makeSend(options)

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

/** Provides `BackupApi` over HTTP. */
export const layer = (options: Options): Layer.Layer<BackupApi> => Layer.succeed(BackupApi, make(options))
