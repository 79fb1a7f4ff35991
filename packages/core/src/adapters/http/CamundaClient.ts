/**
 * `BackupClient` over Camunda's own actuator: its four documented requests, and what follows from them. What they do not tell (end times, bytes,
 * progress within a part) is `null`, never guessed; what they cannot do is `NotOffered`.
 *
 * Ids are exact both ways: written as digits, read from their source text.
 */
import { Clock, Effect, Option, Result } from "effect"
import type { Decoded } from "../../contract/body.ts"
import { decodeBackup, decodeBackups, decodeScheduled } from "../../contract/decodeBackup.ts"
import * as Annotation from "../../domain/Annotation.ts"
import type { Backup } from "../../domain/Backup.ts"
import * as BackupDetails from "../../domain/BackupDetails.ts"
import { countParts } from "../../domain/BackupGroup.ts"
import { BackupNotFound, type ReadError } from "../../domain/BackupError.ts"
import * as BackupId from "../../domain/BackupId.ts"
import type { Component } from "../../domain/Component.ts"
import type { Created } from "../../domain/CreateOutcome.ts"
import * as ListPattern from "../../domain/ListPattern.ts"
import {
  NotOffered,
  ServerRefused,
  type TransportError,
  type WrongServer
} from "../../domain/TransportError.ts"
import type { BackupClient } from "../../ports/BackupClient.ts"
import type { CheckReport } from "../../ports/Check.ts"
import { createEach, pageOfLists } from "../../ports/severalComponents.ts"
import { camundaDelete } from "./camundaDelete.ts"
import { type CamundaError, camundaRefusal } from "./camundaRefusal.ts"
import { parseExact } from "./parseExact.ts"
import { type Answer, decoded, isSuccess, makeSend, type Request, type Sending } from "./request.ts"
import { orWhoAnswers } from "./whoAnswers.ts"

/** Where Camunda's servers are, and how requests are sent to them. */
export interface Options extends Sending {
  /** For each component, without a slash at the end, e.g. `http://operate:9600/actuator/backups`. */
  readonly baseUrls: Readonly<Record<Component, string>>
}

type Client = BackupClient["Service"]

/** How many ids are tried, each a second later, when the chosen one is taken. */
const maxTries = 5

/** The details of a backup that follow from its snapshots alone. */
const detailsOf = (backup: BackupDetails.BackupDetails["backup"]): BackupDetails.BackupDetails => {
  const parts = BackupDetails.parts(backup, Option.none(), () => undefined)
  return {
    backup,
    version: parts[0]?.version ?? null,
    startedAt: BackupDetails.startedAt(backup),
    finishedAt: null,
    parts,
    progress: {
      parts: {
        done: countParts([backup]).done,
        total: parts.length
      },
      current: null,
      bytesPerSecond: null,
      remainingMillis: null,
      stalledSince: null
    },
    inNoPart: null,
    verified: Option.none(),
    attempt: Option.none()
  }
}

const isTaken = ({ outcomes }: Created<TransportError>): boolean =>
  outcomes.every(({ result }) => Result.isFailure(result) && result.failure._tag === "BackupExists")

const body = <A>(answer: Answer, decode: (json: unknown) => Decoded<A>): Effect.Effect<A, ServerRefused> =>
  decoded(answer, Result.flatMap(parseExact(answer.body), decode))

/** What a refused get means, by what the list shows of the id. */
const refusedOr = (
  listed: Result.Result<Backup | undefined, ReadError | TransportError>,
  backupId: BackupId.BackupId,
  refused: ServerRefused
): BackupNotFound | WrongServer | ServerRefused => {
  if (Result.isSuccess(listed))
    return listed.success === undefined ? new BackupNotFound({ backupId, ended: null }) : refused
  return listed.failure._tag === "WrongServer" ? listed.failure : refused
}

/** A client of Camunda's servers, and their check, which they do not offer. */
export const make = (
  options: Options
): { readonly client: Client; readonly check: Effect.Effect<CheckReport, TransportError> } => {
  const { baseUrls } = options
  const send = makeSend(options)
  const at = (component: Component, backupId: BackupId.BackupId): string =>
    `${baseUrls[component]}/${BackupId.format(backupId)}`

  /** A refusal with an error that this request cannot have is reported in the server's words. */
  const ask = Effect.fnUntraced(function* <Tag extends CamundaError["_tag"]>(
    component: Component,
    request: Request,
    tags: ReadonlyArray<Tag>
  ): Effect.fn.Return<Answer, Extract<CamundaError, { readonly _tag: Tag }> | TransportError> {
    const answer = yield* send(request)
    if (isSuccess(answer)) return answer
    const error = camundaRefusal(component, answer)
    const isExpected = (x: typeof error): x is Extract<CamundaError, { readonly _tag: Tag }> =>
      tags.some((tag) => tag === x._tag)
    if (isExpected(error) || error._tag === "ServerRefused" || error._tag === "ServerUnreachable")
      return yield* Effect.fail(error)
    return yield* new ServerRefused({ status: answer.status, text: error.message, said: null })
  })
  const orOther = (component: Component) => orWhoAnswers({ send, url: baseUrls[component], kind: "camunda" })
  const notOffered = (what: string) => (component: Component) =>
    Effect.fail(new NotOffered({ what, url: baseUrls[component] }))

  const reading = ["RepositoryNotConfigured", "RepositoryMissing"] as const

  const createAs = (component: Component, backupId: BackupId.BackupId) =>
    ask(
      component,
      { method: "POST", url: baseUrls[component], body: `{"backupId":${BackupId.format(backupId)}}` },
      [...reading, "BackupExists", "BackupRunning"]
    ).pipe(
      Effect.flatMap((answer) => body(answer, decodeScheduled(component))),
      orOther(component)
    )
  /** Camunda has no place for what is said of a backup: refused rather than lost without a word. */
  const create: Client["create"] = (component, backupId, annotation = Annotation.none) =>
    Annotation.isNone(annotation)
      ? createAs(component, backupId)
      : notOffered("keep a description or labels")(component)
  const list: Client["list"] = (component, { pattern, verbose }) =>
    ask(
      component,
      {
        method: "GET",
        url: `${baseUrls[component]}?verbose=${verbose}&pattern=${encodeURIComponent(pattern)}`
      },
      reading
    ).pipe(
      Effect.flatMap((answer) => body(answer, decodeBackups(component))),
      orOther(component)
    )
  const asked = (component: Component, backupId: BackupId.BackupId) =>
    Effect.flatMap(
      ask(component, { method: "GET", url: at(component, backupId) }, [...reading, "BackupNotFound"]),
      (answer) => body(answer, decodeBackup(component))
    )
  /** Of an id that does not exist Operate says 400 and Tasklist 500, in words of their own: only the list tells it from a failure. */
  const listed = (component: Component, backupId: BackupId.BackupId) =>
    Effect.map(list(component, { pattern: ListPattern.beginningWith(backupId), verbose: false }), (found) =>
      found.find((x) => x.backupId === backupId)
    )
  const get: Client["get"] = (component, backupId) =>
    Effect.catchTag(asked(component, backupId), "ServerRefused", (refused) =>
      Effect.flatMap(Effect.result(listed(component, backupId)), (found) =>
        Effect.fail(refusedOr(found, backupId, refused))
      )
    )
  /** What there is to delete: also of a backup that is listed but cannot be shown. */
  const snapshotsOf = (component: Component, backupId: BackupId.BackupId) =>
    get(component, backupId).pipe(
      Effect.catchTag("ServerRefused", (refused) =>
        Effect.flatMap(listed(component, backupId), (found) =>
          found === undefined ? Effect.fail(refused) : Effect.succeed(found)
        )
      ),
      Effect.map((backup) => Option.some(backup.snapshots.map((x) => x.name))),
      Effect.catchTag("BackupNotFound", () => Effect.succeed(Option.none<ReadonlyArray<string>>()))
    )

  const client: Client = {
    create,
    createGroup: Effect.fnUntraced(function* (components, given, _partial, annotation) {
      if (Option.isSome(given))
        return yield* createEach<TransportError>(create, components, given.value, annotation)
      let backupId = BackupId.fromUnixMillis(yield* Clock.currentTimeMillis)
      for (let tries = 1; ; tries++) {
        const created = yield* createEach<TransportError>(create, components, backupId, annotation)
        if (!isTaken(created) || tries >= maxTries) return created
        backupId = BackupId.after(backupId)
      }
    }),
    planCreate: (components) =>
      Effect.fail(
        new NotOffered({
          what: "show what a backup would hold",
          url: `the server of ${components.join(" and ")}`
        })
      ),
    get,
    details: (component, backupId) => Effect.map(get(component, backupId), detailsOf),
    list,
    page: (query) =>
      (query.labels ?? []).length === 0
        ? pageOfLists(list, query)
        : notOffered("list backups by label")(query.components[0] ?? "operate"),
    attempts: notOffered("show the attempts of a backup"),
    delete: (component, backupId) => {
      const url = at(component, backupId)
      return camundaDelete<ReadError | TransportError>({
        url,
        backupId,
        look: snapshotsOf(component, backupId),
        send: Effect.catchTag(
          ask(component, { method: "DELETE", url }, [...reading, "BackupNotFound"]),
          "BackupNotFound",
          () => Effect.void
        ),
        within: options.requestTimeout
      })
    },
    cancel: notOffered("cancel a backup"),
    resume: notOffered("resume a backup")
  }
  return { client, check: notOffered("check an installation")("operate") }
}
