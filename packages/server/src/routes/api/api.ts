/** `/api/v1`: everything beyond Camunda's own API. */
import { Router } from "express"
import type { Runtime } from "../../http/answer.ts"
import { sendApiProblem } from "../../http/apiProblem.ts"
import { onError } from "../../http/frame.ts"
import { PathUnknown } from "../../http/RequestError.ts"
import { backup } from "./backup.ts"
import { backups } from "./backups.ts"
import { check } from "./check.ts"
import { type EventOptions, events } from "./events.ts"
import { installation } from "./installation.ts"
import { plans } from "./plan.ts"
import { restores } from "./restores.ts"
import { schedules } from "./schedules.ts"

export interface ApiOptions extends EventOptions {
  /** Other machines reach it, and nobody has to say who they are. */
  readonly exposed: boolean
}

export const path = "/api/v1"

export const routes = (runtime: Runtime, options: ApiOptions): Router =>
  Router({ strict: true, caseSensitive: true })
    .use(
      backups(runtime),
      backup(runtime),
      check(runtime, options.exposed),
      installation(runtime),
      plans(runtime),
      restores(runtime),
      schedules(runtime),
      events(runtime, options)
    )
    .use((request, response) => {
      sendApiProblem(response, new PathUnknown({ path: `${path}${request.path}`, api: path }))
    })
    .use(onError(runtime, sendApiProblem))
