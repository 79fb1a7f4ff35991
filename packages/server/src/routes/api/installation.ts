/** Which installation it is, and as whom it knows the one who asks. Always 200: what cannot be looked at is null. */
import { InstallationDto, InstallationFacts } from "@camunda-backup/core"
import { Effect } from "effect"
import { type Request, Router } from "express"
import { identityOf } from "../../access/identities.ts"
import type { Runtime } from "../../http/answer.ts"
import { handlers, json, otherMethods } from "./handled.ts"

const look = Effect.fnUntraced(function* (request: Request) {
  const { look: facts } = yield* InstallationFacts
  return json(InstallationDto.encode({ ...(yield* facts), identity: identityOf(request) }))
})

export const installation = (runtime: Runtime): Router =>
  Router({ strict: true, caseSensitive: true })
    .get("/installation", handlers(runtime).reading(look))
    .all("/installation", otherMethods("GET"))
