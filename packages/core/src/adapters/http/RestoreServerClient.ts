/** `RestoreClient` over `/api/v1` of camunda-backup-server: one request each, errors by their codes. */
import { Effect, Option } from "effect"
import * as Expected from "../../contract/ErrorDto.ts"
import { restoreLocationOf } from "../../contract/location.ts"
import * as RestoreDto from "../../contract/RestoreDto.ts"
import * as RestoreListDto from "../../contract/RestoreListDto.ts"
import * as RestorePlanDto from "../../contract/RestorePlanDto.ts"
import * as RestoreQuestionDto from "../../contract/RestoreQuestionDto.ts"
import * as RestoreStatusDto from "../../contract/RestoreStatusDto.ts"
import * as VerificationDto from "../../contract/VerificationDto.ts"
import { NotOffered } from "../../domain/TransportError.ts"
import type { RestoreClient } from "../../ports/RestoreApi.ts"
import { askServer } from "./askServer.ts"
import type { Options } from "./ServerClient.ts"

type Client = RestoreClient["Service"]

interface Ask {
  readonly method: "GET" | "POST"
  readonly path: string
  readonly body?: string
}

const get = (path: string): Ask => ({ method: "GET", path })
const post = (path: string, asked?: RestoreQuestionDto.Asked): Ask => ({
  method: "POST",
  path,
  ...(asked === undefined ? {} : { body: JSON.stringify(RestoreQuestionDto.encode(asked)) })
})

/** The client of one server. */
export const make = (options: Options): Client => {
  const ask = askServer(options)
  return {
    plan: (question) =>
      ask(
        post("/api/v1/restores/plan", { question, digest: Option.none() }),
        RestorePlanDto.decode,
        Expected.isGetError
      ),
    start: (question, digest) =>
      ask(post("/api/v1/restores", { question, digest }), RestoreDto.decode, Expected.isRestoreStartError),
    status: (id) => ask(get(restoreLocationOf(id)), RestoreStatusDto.decode, Expected.isRestoreGetError),
    list: (components) => {
      const query = components.length === 1 ? `?component=${components.join("")}` : ""
      return Effect.map(
        ask(get(`/api/v1/restores${query}`), RestoreListDto.decode, Expected.isReadError),
        (x) => x.restores
      )
    },
    cancel: (id) =>
      Effect.asVoid(
        ask(post(`${restoreLocationOf(id)}/cancel`), RestoreStatusDto.decode, Expected.isRestoreCancelError)
      ),
    resume: (id) =>
      Effect.asVoid(
        ask(post(`${restoreLocationOf(id)}/resume`), RestoreStatusDto.decode, Expected.isRestoreResumeError)
      ),
    verifications: (component) =>
      Effect.map(
        ask(
          get(`/api/v1/verifications?component=${component}`),
          VerificationDto.decode,
          Expected.isReadError
        ),
        (x) => new Map<bigint, (typeof x.verifications)[number]>(x.verifications.map((y) => [y.backupId, y]))
      )
  }
}

/** Camunda's own API restores nothing. */
export const notOffered = (url: string): Client => {
  const fail = (what: string) => () => Effect.fail(new NotOffered({ what, url }))
  return {
    plan: fail("plan a restore"),
    start: fail("restore a backup"),
    status: fail("show a restore"),
    list: fail("list restores"),
    cancel: fail("cancel a restore"),
    resume: fail("resume a restore"),
    verifications: fail("say what drills found")
  }
}
