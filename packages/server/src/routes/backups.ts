/** Camunda's Backup Management API for one component: decode, one operation, encode. */
import { BackupApi, BackupDto, type Component, type Services } from "@camunda-backup/core"
import { Effect } from "effect"
import { type Request, Router } from "express"
import { type Answer, answer, type Runtime } from "../http/answer.ts"
import { decodeBackupId, decodeCreateBody, decodePattern, decodeVerbose } from "../http/decode.ts"
import { otherMethods } from "../http/frame.ts"
import { type ActuatorError, sendProblem } from "../http/problem.ts"
import { passBody, readBody } from "../http/readBody.ts"

type Handled = Effect.Effect<Answer, ActuatorError, Services>

export const backups = (runtime: Runtime, component: Component.Component): Router => {
  const create = Effect.fnUntraced(function* (request: Request) {
    const api = yield* BackupApi
    const backupId = yield* Effect.fromResult(decodeCreateBody(yield* readBody(request)))
    const names = yield* api.create(component, backupId)
    return { status: 200, body: BackupDto.encodeScheduled(names) } satisfies Answer
  })

  const list = Effect.fnUntraced(function* (request: Request) {
    const api = yield* BackupApi
    const verbose = yield* Effect.fromResult(decodeVerbose(request.query["verbose"]))
    const pattern = yield* Effect.fromResult(decodePattern(request.query["pattern"]))
    const found = yield* api.list(component, { pattern, verbose })
    return { status: 200, body: BackupDto.encodeBackups(found) } satisfies Answer
  })

  const get = Effect.fnUntraced(function* (request: Request) {
    const api = yield* BackupApi
    const backupId = yield* Effect.fromResult(decodeBackupId(String(request.params["backupId"])))
    return {
      status: 200,
      body: BackupDto.encodeBackup(yield* api.get(component, backupId))
    } satisfies Answer
  })

  const remove = Effect.fnUntraced(function* (request: Request) {
    const api = yield* BackupApi
    const backupId = yield* Effect.fromResult(decodeBackupId(String(request.params["backupId"])))
    yield* passBody(request)
    yield* api.delete(component, backupId)
    return { status: 204 } satisfies Answer
  })

  const on = (route: "list" | "other", interruptible: boolean, handle: (request: Request) => Handled) =>
    answer(
      runtime,
      { interruptible, problem: (response, error) => sendProblem(response, error, route) },
      handle
    )

  return Router({ strict: true, caseSensitive: true })
    .post("/backups", on("other", false, create))
    .get("/backups", on("list", true, list))
    .all("/backups", otherMethods("GET", "POST"))
    .get("/backups/:backupId", on("other", true, get))
    .delete("/backups/:backupId", on("other", false, remove))
    .all("/backups/:backupId", otherMethods("GET", "DELETE"))
}
