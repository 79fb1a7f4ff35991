/** `SchedulesClient` over `/api/v1` of camunda-backup-server: one request each, errors by their codes. */
import { Effect, Option, Result } from "effect"
import type { Decoded } from "../../contract/body.ts"
import * as Expected from "../../contract/ErrorDto.ts"
import * as RetentionDto from "../../contract/RetentionDto.ts"
import * as ScheduleDto from "../../contract/ScheduleDto.ts"
import type { BackupError } from "../../domain/BackupError.ts"
import type { Component } from "../../domain/Component.ts"
import { NotOffered, type TransportError } from "../../domain/TransportError.ts"
import type { SchedulesClient } from "../../ports/SchedulesApi.ts"
import { parsePlain } from "./parseExact.ts"
import { refusal } from "./refusal.ts"
import { decoded, isSuccess, makeSend, type Request } from "./request.ts"
import type { Options } from "./ServerClient.ts"
import { orWhoAnswers } from "./whoAnswers.ts"

type Client = SchedulesClient["Service"]

const isNonEmpty = (
  all: ReadonlyArray<Component>
): all is readonly [Component, ...ReadonlyArray<Component>] => all.length > 0

/** The client of one server. */
export const make = (options: Options): Client => {
  const send = makeSend(options)
  const ask = Effect.fnUntraced(
    function* <A, E extends BackupError>(
      { path, ...request }: Omit<Request, "url"> & { readonly path: string },
      decode: (json: unknown) => Decoded<A>,
      is: (error: BackupError) => error is E
    ): Effect.fn.Return<A, E | TransportError> {
      const answer = yield* send({ ...request, url: `${options.url}${path}` })
      return isSuccess(answer)
        ? yield* decoded(answer, Result.flatMap(parsePlain(answer.body), decode))
        : yield* Effect.fail(refusal(answer, is))
    },
    orWhoAnswers({ send, url: options.url, kind: "camunda-backup-server" })
  )
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
