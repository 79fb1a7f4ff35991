/** What a create would take, or why it would be refused. Nothing is written. */
import { BackupApi, CreatePlanDto } from "@camunda-backup/core"
import { Effect } from "effect"
import { type Request, Router } from "express"
import type { Runtime } from "../../http/answer.ts"
import { problemOf } from "../../http/apiProblem.ts"
import { decodeBackupId } from "../../http/decode.ts"
import { decodeAnnotation, decodeComponents } from "../../http/decodeApi.ts"
import { handlers, json, otherMethods } from "./handled.ts"

const plan = Effect.fnUntraced(function* (request: Request) {
  const api = yield* BackupApi
  const components = yield* Effect.fromResult(decodeComponents(request.query))
  const given = request.query["backupId"]
  const backupId = yield* Effect.fromResult(decodeBackupId(typeof given === "string" ? given : ""))
  const annotation = yield* Effect.fromResult(decodeAnnotation(request.query))
  return json(
    CreatePlanDto.encode(backupId, yield* api.planCreate(components, backupId, annotation), problemOf)
  )
})

export const plans = (runtime: Runtime): Router =>
  Router({ strict: true, caseSensitive: true })
    .get("/plan", handlers(runtime).reading(plan, ["component", "backupId", "description", "label"]))
    .all("/plan", otherMethods("GET"))
