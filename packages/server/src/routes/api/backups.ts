/** The list of backups of all components, and taking a new one of several. */
import { BackupDesk, BackupId, PageDto, type Created } from "@camunda-backup/core"
import { Effect, Result } from "effect"
import { type Request, Router } from "express"
import type { Answer, Runtime } from "../../http/answer.ts"
import { problemOf } from "../../http/apiProblem.ts"
import { askedBy } from "../../http/askedBy.ts"
import { decodeCreateBody, decodeQuery } from "../../http/decodeApi.ts"
import { readBody } from "../../http/readBody.ts"
import { handlers, json, locationOf, otherMethods } from "./handled.ts"

const list = Effect.fnUntraced(function* (request: Request) {
  const desk = yield* BackupDesk
  const query = yield* Effect.fromResult(decodeQuery(request.query))
  return json(PageDto.encode(yield* desk.page(query)))
})

const create = Effect.fnUntraced(function* (request: Request) {
  const desk = yield* BackupDesk
  const { backupId, components } = yield* Effect.fromResult(decodeCreateBody(yield* readBody(request)))
  const created = yield* desk.create(components, backupId, askedBy(request))
  const first = created.outcomes.find((x) => Result.isSuccess(x.result))
  const [refused] = created.outcomes.flatMap(({ result }) =>
    Result.isFailure(result) ? [result.failure] : []
  )
  if (first === undefined && refused !== undefined) return yield* refused
  return {
    status: 202,
    body: JSON.stringify(encode(created)),
    ...(first === undefined ? {} : { location: locationOf(first.component, created.backupId) })
  } satisfies Answer
})

const encode = ({ backupId, outcomes }: Created) => ({
  backupId: BackupId.format(backupId),
  backups: outcomes.map(({ component, result }) => ({
    component,
    accepted: Result.isSuccess(result),
    location: Result.isSuccess(result) ? locationOf(component, backupId) : null,
    scheduledSnapshots: Result.getOrElse(result, () => []),
    problem: Result.isFailure(result) ? problemOf(result.failure) : null
  }))
})

export const backups = (runtime: Runtime): Router => {
  const { reading, writing } = handlers(runtime)
  return Router({ strict: true, caseSensitive: true })
    .get("/backups", reading(list))
    .post("/backups", writing(create))
    .all("/backups", otherMethods("GET", "POST"))
}
