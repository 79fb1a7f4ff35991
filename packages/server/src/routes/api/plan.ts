/** What a create would take, or why it would be refused. Nothing is written. */
import { BackupDesk, BackupId } from "@camunda-backup/core"
import { Effect, Result } from "effect"
import { type Request, Router } from "express"
import type { Runtime } from "../../http/answer.ts"
import { problemOf } from "../../http/apiProblem.ts"
import { decodeBackupId } from "../../http/decode.ts"
import { decodeComponents } from "../../http/decodeApi.ts"
import { handlers, json, otherMethods } from "./handled.ts"

const plan = Effect.fnUntraced(function* (request: Request) {
  const desk = yield* BackupDesk
  const components = yield* Effect.fromResult(decodeComponents(request.query))
  const given = request.query["backupId"]
  const backupId = yield* Effect.fromResult(decodeBackupId(typeof given === "string" ? given : ""))
  const planned = yield* desk.plan(components, backupId)
  return json({
    backupId: BackupId.format(backupId),
    plans: planned.map(({ component, inNoPart, result }) => ({
      component,
      accepted: Result.isSuccess(result),
      snapshots: Result.getOrElse(result, () => []),
      inNoPart,
      problem: Result.isFailure(result) ? problemOf(result.failure) : null
    }))
  })
})

export const plans = (runtime: Runtime): Router =>
  Router({ strict: true, caseSensitive: true })
    .get("/plan", handlers(runtime).reading(plan))
    .all("/plan", otherMethods("GET"))
