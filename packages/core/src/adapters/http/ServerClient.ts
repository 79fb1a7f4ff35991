/**
 * `BackupClient` over `/api/v1` of camunda-backup-server: one request each, with errors by their codes. Fails with `ServerUnreachable` when
 * there is no answer in time, and with `WrongServer` when another kind of server answers.
 */
import { Effect, Option, Result } from "effect"
import * as AttemptDto from "../../contract/AttemptDto.ts"
import type { Decoded } from "../../contract/body.ts"
import * as CheckDto from "../../contract/CheckDto.ts"
import * as CreateDto from "../../contract/CreateDto.ts"
import * as DetailsDto from "../../contract/DetailsDto.ts"
import * as Expected from "../../contract/ErrorDto.ts"
import * as InstallationDto from "../../contract/InstallationDto.ts"
import { locationOf } from "../../contract/location.ts"
import * as PageDto from "../../contract/PageDto.ts"
import * as CreatePlanDto from "../../contract/CreatePlanDto.ts"
import * as Annotation from "../../domain/Annotation.ts"
import { type Backup, sortByNewestPart } from "../../domain/Backup.ts"
import type { BackupError, ReadError } from "../../domain/BackupError.ts"
import { type BackupId, format } from "../../domain/BackupId.ts"
import type { Page, Query } from "../../domain/BackupPage.ts"
import type { Component } from "../../domain/Component.ts"
import type { Created } from "../../domain/CreateOutcome.ts"
import type { Installation } from "../../domain/Installation.ts"
import { ServerRefused, type TransportError } from "../../domain/TransportError.ts"
import type { BackupClient } from "../../ports/BackupClient.ts"
import type { CheckReport } from "../../ports/Check.ts"
import { parsePlain } from "./parseExact.ts"
import { refusal } from "./refusal.ts"
import { type Answer, decoded, isSuccess, makeSend, type Request, type Sending } from "./request.ts"
import { orWhoAnswers } from "./whoAnswers.ts"

/** Where the server is, and how requests are sent to it. */
export interface Options extends Sending {
  /** Without a slash at the end, e.g. `http://127.0.0.1:9600`. */
  readonly url: string
}

type Client = BackupClient["Service"]
type Is<E extends BackupError> = (error: BackupError) => error is E

/** For requests that are answered whatever is wrong with Elasticsearch. */
const isNone = (_error: BackupError): _error is never => false

/** Only what every list tells, whichever server answers. */
const plain = (backup: Backup): Backup => ({
  ...backup,
  snapshots: backup.snapshots.map((x) => ({ ...x, startTime: null, failures: [] }))
})

/** As many as are decoded in a few milliseconds: whoever waits for a key meanwhile must not notice. */
const backupsAtOnce = 20

/** A page, decoded in pieces between which other work goes on. */
const decodedPage = Effect.fnUntraced(function* (answer: Answer): Effect.fn.Return<Page, ServerRefused> {
  const json = yield* decoded(answer, parsePlain(answer.body))
  const items = isPage(json) ? json.backups : []
  if (!isPage(json) || items.length <= backupsAtOnce) return yield* decoded(answer, PageDto.decode(json))
  const backups: Array<Backup> = []
  for (let i = 0; i < items.length; i += backupsAtOnce) {
    const piece = { backups: items.slice(i, i + backupsAtOnce), next: null }
    backups.push(...(yield* decoded(answer, PageDto.decode(piece))).backups)
    yield* Effect.yieldNow
  }
  const { next } = yield* decoded(answer, PageDto.decode({ ...json, backups: [] }))
  return { backups, next }
})

const isPage = (json: unknown): json is { readonly backups: ReadonlyArray<unknown> } =>
  typeof json === "object" && json !== null && "backups" in json && Array.isArray(json.backups)

/** More than any installation is known to have; the rest comes with the next page. */
const backupsInAPage = 10_000

/** A client of one server, and its check. */
export const make = (
  options: Options
): {
  readonly client: Client
  readonly check: Effect.Effect<CheckReport, TransportError>
  readonly installation: Effect.Effect<Installation, TransportError>
} => {
  const send = makeSend(options)

  const orOther = orWhoAnswers({ send, url: options.url, kind: "camunda-backup-server" })
  const ask = Effect.fnUntraced(function* <E extends BackupError>(
    request: Omit<Request, "url"> & { readonly path: string },
    is: Is<E>
  ): Effect.fn.Return<Answer, E | TransportError> {
    const { path, ...rest } = request
    const answer = yield* send({ ...rest, url: `${options.url}${path}` })
    return isSuccess(answer) ? answer : yield* Effect.fail(refusal(answer, is))
  })
  const read = <A, E extends BackupError>(
    path: string,
    decode: (json: unknown) => Decoded<A>,
    is: Is<E>
  ): Effect.Effect<A, E | TransportError> =>
    ask({ method: "GET", path }, is).pipe(
      Effect.flatMap((answer) => decoded(answer, Result.flatMap(parsePlain(answer.body), decode))),
      orOther
    )

  const pageOf = ({ components, pattern, states, labels = [], limit, after }: Query) => {
    const query = new URLSearchParams({ snapshots: "true", pattern, limit: String(limit) })
    if (components.length === 1) query.set("component", components.join(""))
    if (states.length > 0) query.set("state", states.join(","))
    for (const x of labels) query.append("label", Annotation.formatFilter(x))
    if (Option.isSome(after)) query.set("after", PageDto.encodeCursor(after.value))
    return ask({ method: "GET", path: `/api/v1/backups?${query.toString()}` }, Expected.isReadError).pipe(
      Effect.flatMap(decodedPage),
      orOther
    )
  }

  const createGroup = Effect.fnUntraced(function* (
    components: ReadonlyArray<Component>,
    backupId: Option.Option<BackupId>,
    partial: boolean,
    annotation: Annotation.Annotation = Annotation.none
  ): Effect.fn.Return<Created<TransportError>, ReadError | TransportError> {
    const body = JSON.stringify(CreateDto.encodeRequest({ components, backupId, partial, annotation }))
    const answer = yield* send({ method: "POST", url: `${options.url}/api/v1/backups`, body })
    const created = Result.flatMap(parsePlain(answer.body), CreateDto.decode)
    // If all of them are refused, the answer says why for each.
    if (isSuccess(answer) || Result.isSuccess(created)) return yield* decoded(answer, created)
    return yield* Effect.fail(refusal(answer, Expected.isReadError))
  }, orOther)

  const details: Client["details"] = (component, backupId) =>
    read(locationOf(component, backupId), DetailsDto.decode, Expected.isGetError)

  const act = <E extends BackupError>(
    method: "POST" | "DELETE",
    path: string,
    is: Is<E>
  ): Effect.Effect<void, E | TransportError> => Effect.asVoid(orOther(ask({ method, path }, is)))

  const client: Client = {
    create: (component, backupId, annotation) =>
      Effect.flatMap(
        createGroup([component], Option.some(backupId), true, annotation),
        ({ outcomes: [outcome] }) =>
          outcome === undefined
            ? Effect.fail(
                new ServerRefused({ status: 202, text: "The server names no outcome.", said: null })
              )
            : Effect.catchTag(Effect.fromResult(outcome.result), "BackupWithheld", (error) =>
                Effect.fail(new ServerRefused({ status: 409, text: error.message, said: null }))
              )
      ),
    createGroup,
    planCreate: (components, backupId, annotation = Annotation.none) => {
      const query = new URLSearchParams({ backupId: format(backupId) })
      if (annotation.description !== null) query.set("description", annotation.description)
      for (const x of Annotation.formatLabels(annotation)) query.append("label", x)
      if (components.length === 1) query.set("component", components.join(""))
      return Effect.map(read(`/api/v1/plan?${query.toString()}`, CreatePlanDto.decode, isNone), (plans) =>
        plans.filter((x) => components.includes(x.component))
      )
    },
    details,
    get: (component, backupId) => Effect.map(details(component, backupId), (x) => x.backup),
    list: Effect.fnUntraced(function* (component, { pattern, verbose }) {
      const query = { components: [component], pattern, states: [], limit: backupsInAPage }
      const all: Array<Backup> = []
      let after: Query["after"] = Option.none()
      do {
        const page: Page = yield* pageOf({ ...query, after })
        all.push(...page.backups)
        after = page.next
      } while (Option.isSome(after))
      const ordered = sortByNewestPart(all)
      return verbose ? ordered : ordered.map(plain)
    }),
    page: pageOf,
    attempts: (component, backupId) =>
      Effect.map(
        read(`${locationOf(component, backupId)}/attempts`, AttemptDto.decodeAll, Expected.isGetError),
        (x) => x.attempts
      ),
    delete: (component, backupId) => act("DELETE", locationOf(component, backupId), Expected.isDeleteError),
    cancel: (component, backupId) =>
      act("POST", `${locationOf(component, backupId)}/cancel`, Expected.isCancelError),
    resume: (component, backupId) =>
      act("POST", `${locationOf(component, backupId)}/resume`, Expected.isResumeError)
  }
  return {
    client,
    check: read("/api/v1/check", CheckDto.decode, isNone),
    installation: read("/api/v1/installation", InstallationDto.decode, isNone)
  }
}
