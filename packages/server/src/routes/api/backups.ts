/** The list of backups of all components, and taking a new one of several. */
import {
  BackupApi,
  BackupDetails,
  type Component,
  CreateDto,
  locationOf,
  PageDto,
  RestoreApi,
  Verification
} from "@camunda-backup/core"
import { Effect, Result } from "effect"
import { type Request, Router } from "express"
import type { Answer, Runtime } from "../../http/answer.ts"
import { apiProblemWith, problemOf } from "../../http/apiProblem.ts"
import { decodeCreateBody, decodeQuery } from "../../http/decodeApi.ts"
import { permit } from "../../access/access.ts"
import { readBody } from "../../http/readBody.ts"
import { handlers, otherMethods } from "./handled.ts"

const list = Effect.fnUntraced(function* (request: Request) {
  const api = yield* BackupApi
  const { query, snapshots } = yield* Effect.fromResult(decodeQuery(request.query))
  const [page, verifiedOf] = yield* Effect.all(
    [api.page(query), snapshots ? Effect.succeed(null) : verifications(query.components)],
    { concurrency: 2 }
  )
  return { status: 200, body: PageDto.encode(page, verifiedOf) } satisfies Answer
})

/** Nice to know: a journal that cannot be read leaves it out. */
const verifications = Effect.fnUntraced(function* (
  components: ReadonlyArray<Component.Component>
): Effect.fn.Return<PageDto.VerifiedOf, never, RestoreApi> {
  const restores = yield* RestoreApi
  const none: ReadonlyMap<bigint, Verification.Verification> = new Map()
  const found = yield* Effect.forEach(
    components,
    (x) =>
      Effect.map(
        Effect.orElseSucceed(restores.verifications(x), () => none),
        (all) => [x, all] as const
      ),
    { concurrency: "unbounded" }
  )
  const byComponent = new Map(found)
  return (backup) => {
    const one = byComponent.get(backup.component)?.get(backup.backupId) ?? null
    return one !== null && Verification.isOf(one, BackupDetails.startedAt(backup)) ? one : null
  }
})

const create = Effect.fnUntraced(function* (request: Request) {
  const api = yield* BackupApi
  const { annotation, backupId, components, partial } = yield* Effect.fromResult(
    decodeCreateBody(yield* readBody(request))
  )
  yield* permit(request, components)
  const created = yield* api.createGroup(components, backupId, partial, annotation)
  const body = CreateDto.encode(created, problemOf)
  const first = created.outcomes.find((x) => Result.isSuccess(x.result))
  if (first !== undefined)
    return {
      status: 202,
      body: JSON.stringify(body),
      location: locationOf(first.component, created.backupId)
    } satisfies Answer
  const refusals = created.outcomes.flatMap(({ result }) =>
    Result.isFailure(result) ? [result.failure] : []
  )
  // The first one's problem, and with it what became of each.
  const refused = refusals.find((x) => x._tag !== "BackupWithheld") ?? refusals[0]
  return refused === undefined
    ? ({ status: 202, body: JSON.stringify(body) } satisfies Answer)
    : ({ problem: apiProblemWith(refused, body) } satisfies Answer)
})

export const backups = (runtime: Runtime): Router => {
  const { reading, writing } = handlers(runtime)
  return Router({ strict: true, caseSensitive: true })
    .get("/backups", reading(list, ["component", "pattern", "state", "label", "limit", "after", "snapshots"]))
    .post("/backups", writing(create))
    .all("/backups", otherMethods("GET", "POST"))
}
