/** What the routes of `/api/v1` share. */
import type { Services } from "@camunda-backup/core"
import type { Effect } from "effect"
import type { Request, RequestHandler } from "express"
import { type Answer, answer, type Runtime } from "../../http/answer.ts"
import { sendApiProblem } from "../../http/apiProblem.ts"
import { otherMethodsOf } from "../../http/frame.ts"
import type { AnyError } from "../../http/problem.ts"

export type Handle = (request: Request) => Effect.Effect<Answer, AnyError, Services>

export interface Handlers {
  /** Ends with its client. */
  readonly reading: (handle: Handle) => RequestHandler
  /** Runs to its end, whatever becomes of its client. */
  readonly writing: (handle: Handle) => RequestHandler
}

export const handlers = (runtime: Runtime): Handlers => ({
  reading: (handle) => answer<AnyError>(runtime, { interruptible: true, problem: sendApiProblem }, handle),
  writing: (handle) => answer<AnyError>(runtime, { interruptible: false, problem: sendApiProblem }, handle)
})

export const otherMethods = otherMethodsOf(sendApiProblem)

export const json = (value: unknown): Answer => ({ status: 200, body: JSON.stringify(value) })
