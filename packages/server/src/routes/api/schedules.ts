/** Schedules, and what retention keeps. */
import { jobs, RetentionDto, ScheduleDto, SchedulesApi, Component } from "@camunda-backup/core"
import { Effect, Option, Result } from "effect"
import { type Request, Router } from "express"
import type { Runtime } from "../../http/answer.ts"
import { decodeRetention } from "../../http/decodeRetention.ts"
import { passBody, readBody } from "../../http/readBody.ts"
import { ParameterInvalid } from "../../http/RequestError.ts"
import { handlers, json, otherMethods } from "./handled.ts"

const look = Effect.fnUntraced(function* () {
  const api = yield* SchedulesApi
  return json(ScheduleDto.encode({ schedules: yield* api.look }))
})

const jobOf = (request: Request) => {
  const received = String(request.params["job"])
  return Effect.fromResult(
    Result.fromNullishOr(
      jobs.find((x) => x === received),
      () => new ParameterInvalid({ parameter: "job", received, expected: jobs.join(" or ") })
    )
  )
}

const setting = (what: "pause" | "resume") =>
  Effect.fnUntraced(function* (request: Request) {
    const api = yield* SchedulesApi
    const job = yield* jobOf(request)
    yield* passBody(request)
    return json(ScheduleDto.encodeOne(yield* api[what](job)))
  })

const plan = Effect.fnUntraced(function* (request: Request) {
  const api = yield* SchedulesApi
  const { components, policy } = yield* Effect.fromResult(decodeRetention(yield* readBody(request)))
  const report = yield* api.retention(Option.fromNullishOr(policy), components ?? Component.all)
  return json(RetentionDto.encode(report))
})

export const schedules = (runtime: Runtime): Router => {
  const { reading, writing } = handlers(runtime)
  const at = "/schedules/:job"
  return Router({ strict: true, caseSensitive: true })
    .get("/schedules", reading(look))
    .all("/schedules", otherMethods("GET"))
    .post(`${at}/pause`, writing(setting("pause")))
    .all(`${at}/pause`, otherMethods("POST"))
    .post(`${at}/resume`, writing(setting("resume")))
    .all(`${at}/resume`, otherMethods("POST"))
    .post("/retention/plan", reading(plan))
    .all("/retention/plan", otherMethods("POST"))
}
