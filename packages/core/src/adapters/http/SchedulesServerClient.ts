/** `SchedulesClient` over `/api/v1` of camunda-backup-server: one request each, errors by their codes. */
import { Effect, Option } from "effect"
import * as Expected from "../../contract/ErrorDto.ts"
import * as RetentionDto from "../../contract/RetentionDto.ts"
import * as ScheduleDto from "../../contract/ScheduleDto.ts"
import type { Component } from "../../domain/Component.ts"
import { NotOffered } from "../../domain/TransportError.ts"
import type { SchedulesClient } from "../../ports/SchedulesApi.ts"
import { askServer } from "./askServer.ts"
import type { Options } from "./ServerClient.ts"

type Client = SchedulesClient["Service"]

const isNonEmpty = (
  all: ReadonlyArray<Component>
): all is readonly [Component, ...ReadonlyArray<Component>] => all.length > 0

/** The client of one server. */
export const make = (options: Options): Client => {
  const ask = askServer(options)
  const act =
    (action: "pause" | "resume"): Client["pause"] =>
    (job) =>
      ask(
        { method: "POST", path: `/api/v1/schedules/${job}/${action}` },
        ScheduleDto.decodeOne,
        Expected.isScheduleError
      )
  return {
    look: Effect.map(
      ask({ method: "GET", path: "/api/v1/schedules" }, ScheduleDto.decode, Expected.isReadError),
      (x) => x.schedules
    ),
    pause: act("pause"),
    resume: act("resume"),
    retention: (policy, components) =>
      ask(
        {
          method: "POST",
          path: "/api/v1/retention/plan",
          body: JSON.stringify(
            RetentionDto.encodeRequest({
              ...(Option.isSome(policy) ? { policy: policy.value } : {}),
              ...(isNonEmpty(components) ? { components } : {})
            })
          )
        },
        RetentionDto.decode,
        Expected.isReadError
      )
  }
}

/** Camunda's own API does nothing by itself. */
export const notOffered = (url: string): Client => {
  const fail = (what: string) => Effect.fail(new NotOffered({ what, url }))
  return {
    look: fail("show schedules"),
    pause: () => fail("pause a schedule"),
    resume: () => fail("resume a schedule"),
    retention: () => fail("say what retention removes")
  }
}
