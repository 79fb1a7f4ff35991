/** What the routes of `/api/v1` share. */
import type { Services } from "@camunda-backup/core"
import { Effect } from "effect"
import type { Request, RequestHandler } from "express"
import { type Answer, answer, type Runtime } from "../../http/answer.ts"
import { sendApiProblem } from "../../http/apiProblem.ts"
import { onlyKnown } from "../../http/onlyKnown.ts"
import { otherMethodsOf } from "../../http/frame.ts"
import type { AnyError } from "../../http/problem.ts"

export type Handle = (request: Request) => Effect.Effect<Answer, AnyError, Services>

export interface Handlers {
  /** Ends with its client. `parameters`: those of its query; any other is refused. */
  readonly reading: (handle: Handle, parameters?: ReadonlyArray<string>) => RequestHandler
  /** Runs to its end, whatever becomes of its client. */
  readonly writing: (handle: Handle) => RequestHandler
}

const checked =
  (handle: Handle, parameters: ReadonlyArray<string>): Handle =>
  (request) =>
    Effect.andThen(Effect.fromResult(onlyKnown(request.query, parameters)), handle(request))

export const handlers = (runtime: Runtime): Handlers => ({
  reading: (handle, parameters = []) =>
    answer<AnyError>(runtime, { interruptible: true, problem: sendApiProblem }, checked(handle, parameters)),
  writing: (handle) =>
    answer<AnyError>(runtime, { interruptible: false, problem: sendApiProblem }, checked(handle, []))
})

export const otherMethods = otherMethodsOf(sendApiProblem)

export const json = (value: unknown): Answer => ({ status: 200, body: JSON.stringify(value) })
