/** One backup: what there is to say of it, its attempts, and what can be done with it. */
import { AcceptedDto, AttemptDto, BackupApi, DetailsDto, locationOf } from "@camunda-backup/core"
import { Effect, Result } from "effect"
import { type Request, Router } from "express"
import type { Answer, Runtime } from "../../http/answer.ts"
import { decodeBackupId } from "../../http/decode.ts"
import { decodeComponent } from "../../http/decodeApi.ts"
import { passBody } from "../../http/readBody.ts"
import { handlers, json, otherMethods } from "./handled.ts"

const keyOf = (request: Request) =>
  Effect.fromResult(
    Result.all({
      component: decodeComponent(String(request.params["component"])),
      backupId: decodeBackupId(String(request.params["backupId"]))
    })
  )

const get = Effect.fnUntraced(function* (request: Request) {
  const { component, backupId } = yield* keyOf(request)
  const api = yield* BackupApi
  return json(DetailsDto.encode(yield* api.details(component, backupId)))
})

const attempts = Effect.fnUntraced(function* (request: Request) {
  const { component, backupId } = yield* keyOf(request)
  const api = yield* BackupApi
  const found = yield* api.attempts(component, backupId)
  return json(AttemptDto.encodeAll({ component, backupId, attempts: found }))
})

const remove = Effect.fnUntraced(function* (request: Request) {
  const { component, backupId } = yield* keyOf(request)
  const api = yield* BackupApi
  yield* passBody(request)
  yield* api.delete(component, backupId)
  return { status: 204 } satisfies Answer
})

/** Accepted and recorded; the backup's own page tells what becomes of it. */
const accepting = (what: "cancel" | "resume") =>
  Effect.fnUntraced(function* (request: Request) {
    const key = yield* keyOf(request)
    const api = yield* BackupApi
    yield* passBody(request)
    yield* api[what](key.component, key.backupId)
    return {
      status: 202,
      body: JSON.stringify(AcceptedDto.encode(key)),
      location: locationOf(key.component, key.backupId)
    } satisfies Answer
  })

export const backup = (runtime: Runtime): Router => {
  const { reading, writing } = handlers(runtime)
  const at = "/backups/:component/:backupId"
  return Router({ strict: true, caseSensitive: true })
    .get(at, reading(get))
    .delete(at, writing(remove))
    .all(at, otherMethods("GET", "DELETE"))
    .get(`${at}/attempts`, reading(attempts))
    .all(`${at}/attempts`, otherMethods("GET"))
    .post(`${at}/cancel`, writing(accepting("cancel")))
    .all(`${at}/cancel`, otherMethods("POST"))
    .post(`${at}/resume`, writing(accepting("resume")))
    .all(`${at}/resume`, otherMethods("POST"))
}
