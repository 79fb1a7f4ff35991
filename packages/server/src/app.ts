/** The HTTP surface as one Express application. No listening, no environment: tests make it over any layer. */
import { Component } from "@camunda-backup/core"
import express, { type Express } from "express"
import type { Runtime } from "./http/answer.ts"
import { onError, unknownPath } from "./http/frame.ts"
import { hostHeader } from "./http/hostHeader.ts"
import { requestLog } from "./http/requestLog.ts"
import { actuator, type Identity } from "./routes/actuator.ts"
import * as api from "./routes/api/api.ts"
import type { EventOptions } from "./routes/api/events.ts"
import { backups } from "./routes/backups.ts"
import { openapi } from "./routes/openapi.ts"

export const makeApp = (
  runtime: Runtime,
  identity: Identity,
  options: EventOptions = { heartbeatMillis: 15_000 }
): Express => {
  const app = express()
    .disable("x-powered-by")
    .disable("etag")
    .enable("strict routing")
    .enable("case sensitive routing")
    .use(requestLog(runtime))
    .use(hostHeader)
  // One listener for each open stream of events: any number of them is no leak.
  app.setMaxListeners(0)
  app.use(api.path, api.routes(runtime, options))
  for (const component of Component.all) app.use(`/${component}/actuator`, backups(runtime, component))
  return app
    .use(openapi(identity.version))
    .use("/actuator", backups(runtime, identity.component), actuator(runtime, identity))
    .use(unknownPath)
    .use(onError(runtime))
}
