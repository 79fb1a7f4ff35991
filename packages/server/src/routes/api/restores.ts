/** Restores and drills: planning, running, watching, stopping and resuming them, and what drills have proved. */
import {
  RestoreApi,
  RestoreDto,
  RestoreListDto,
  restoreLocationOf,
  RestorePlanDto,
  RestoreStatusDto,
  VerificationDto
} from "@camunda-backup/core"
import { Effect } from "effect"
import { type Request, Router } from "express"
import type { Answer, Runtime } from "../../http/answer.ts"
import { decodeComponents } from "../../http/decodeApi.ts"
import { decodeRestoreBody, decodeRestoreId } from "../../http/decodeRestore.ts"
import { permit } from "../../access/access.ts"
import { passBody, readBody } from "../../http/readBody.ts"
import { handlers, json, otherMethods } from "./handled.ts"

const asked = (request: Request) =>
  Effect.flatMap(readBody(request), (text) => Effect.fromResult(decodeRestoreBody(text)))

const idOf = (request: Request) => Effect.fromResult(decodeRestoreId(String(request.params["id"])))

const plan = Effect.fnUntraced(function* (request: Request) {
  const api = yield* RestoreApi
  const { question } = yield* asked(request)
  return json(RestorePlanDto.encode(yield* api.plan(question)))
})

const start = Effect.fnUntraced(function* (request: Request) {
  const api = yield* RestoreApi
  const { digest, question } = yield* asked(request)
  yield* permit(request, [question.component], question.target._tag === "Drill" ? "operator" : "admin")
  const restore = yield* api.start(question, digest)
  return {
    status: 202,
    body: JSON.stringify(RestoreDto.encode(restore)),
    location: restoreLocationOf(restore.id)
  } satisfies Answer
})

const list = Effect.fnUntraced(function* (request: Request) {
  const api = yield* RestoreApi
  const components = yield* Effect.fromResult(decodeComponents(request.query))
  return json(RestoreListDto.encode({ restores: yield* api.list(components) }))
})

const status = Effect.fnUntraced(function* (request: Request) {
  const api = yield* RestoreApi
  return json(RestoreStatusDto.encode(yield* api.status(yield* idOf(request))))
})

/** Accepted and recorded; the restore's own page tells what becomes of it. */
const accepting = (what: "cancel" | "resume") =>
  Effect.fnUntraced(function* (request: Request) {
    const api = yield* RestoreApi
    const id = yield* idOf(request)
    yield* passBody(request)
    yield* api[what](id)
    return {
      status: 202,
      body: JSON.stringify(RestoreStatusDto.encode(yield* api.status(id))),
      location: restoreLocationOf(id)
    } satisfies Answer
  })

const verifications = Effect.fnUntraced(function* (request: Request) {
  const api = yield* RestoreApi
  const components = yield* Effect.fromResult(decodeComponents(request.query))
  const found = yield* Effect.forEach(components, (x) => api.verifications(x), { concurrency: "unbounded" })
  return json(VerificationDto.encode({ verifications: found.flatMap((x) => [...x.values()]) }))
})

export const restores = (runtime: Runtime): Router => {
  const { reading, writing } = handlers(runtime)
  const at = "/restores/:id"
  return Router({ strict: true, caseSensitive: true })
    .post("/restores/plan", reading(plan))
    .all("/restores/plan", otherMethods("POST"))
    .get("/restores", reading(list, ["component"]))
    .post("/restores", writing(start))
    .all("/restores", otherMethods("GET", "POST"))
    .get("/verifications", reading(verifications, ["component"]))
    .all("/verifications", otherMethods("GET"))
    .get(at, reading(status))
    .all(at, otherMethods("GET"))
    .post(`${at}/cancel`, writing(accepting("cancel")))
    .all(`${at}/cancel`, otherMethods("POST"))
    .post(`${at}/resume`, writing(accepting("resume")))
    .all(`${at}/resume`, otherMethods("POST"))
}
