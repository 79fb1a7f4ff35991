/** Whether backups can be taken here. Always 200: what is wrong is in the report. */
import { Check, CheckDto } from "@camunda-backup/core"
import { Effect } from "effect"
import { Router } from "express"
import type { Runtime } from "../../http/answer.ts"
import { handlers, json, otherMethods } from "./handled.ts"

const run = Effect.fnUntraced(function* () {
  const check = yield* Check
  return json(CheckDto.encode(yield* check.run))
})

export const check = (runtime: Runtime): Router =>
  Router({ strict: true, caseSensitive: true })
    .get("/check", handlers(runtime).reading(run))
    .all("/check", otherMethods("GET"))
