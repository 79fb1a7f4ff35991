/** Which installation it is. Always 200: what cannot be looked at is null. */
import { InstallationDto, InstallationFacts } from "@camunda-backup/core"
import { Effect } from "effect"
import { Router } from "express"
import type { Runtime } from "../../http/answer.ts"
import { handlers, json, otherMethods } from "./handled.ts"

const look = Effect.fnUntraced(function* () {
  const { look: facts } = yield* InstallationFacts
  return json(InstallationDto.encode(yield* facts))
})

export const installation = (runtime: Runtime): Router =>
  Router({ strict: true, caseSensitive: true })
    .get("/installation", handlers(runtime).reading(look))
    .all("/installation", otherMethods("GET"))
