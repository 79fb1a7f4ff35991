/**
 * The one bridge from Express to Effect: runs an operation, sends its text, and turns every failure into the problem body. A client that goes
 * away interrupts reads; writes run to their end, so that nothing is left half-decided.
 */
import { AskedBy, type Services } from "@camunda-backup/core"
import { Cause, Effect, Exit, type ManagedRuntime, Option } from "effect"
import type { Request, RequestHandler, Response } from "express"
import { jsonType } from "./mediaTypes.ts"
import { askedBy } from "./askedBy.ts"
import { type AnyError, type Problem, respond, type SendProblem } from "./problem.ts"
import { Defect, NotAcceptable } from "./RequestError.ts"
import { sendPieces, sendText } from "./sendText.ts"
import { sendWhenRead } from "./sendWhenRead.ts"

export type Runtime = ManagedRuntime.ManagedRuntime<Services, never>

export type Answer =
  | {
      readonly status: 200 | 202 | 204
      /** JSON text, or its pieces where it may be long. */
      readonly body?: string | Iterable<string>
      readonly location?: string
    }
  /** A refusal that says more than its error does. */
  | { readonly problem: Problem }

export interface Options<E extends AnyError> {
  /** How this API says what is wrong. */
  readonly problem: SendProblem<E | NotAcceptable | Defect>
  /** Interrupt when the client goes away. */
  readonly interruptible: boolean
}

export type Operation<E extends AnyError> = (request: Request) => Effect.Effect<Answer, E, Services>

const send = (response: Response, answer: Answer, mediaType: string): void => {
  if ("problem" in answer) {
    respond(response, answer.problem)
    return
  }
  response.status(answer.status)
  if (answer.location !== undefined) response.set("Location", answer.location)
  if (answer.body === undefined) response.end()
  else if (typeof answer.body === "string") sendText(response, mediaType, answer.body)
  else sendPieces(response, mediaType, answer.body)
}

export const answer =
  <E extends AnyError>(
    runtime: Runtime,
    { problem, interruptible }: Options<E>,
    operation: Operation<E>
  ): RequestHandler =>
  (request, response, next) => {
    // The answer to a DELETE has no body.
    const mediaType = request.method === "DELETE" ? "" : jsonType(request, response)
    if (mediaType === null) {
      problem(response, new NotAcceptable())
      return
    }
    const controller = new AbortController()
    if (interruptible)
      response.once("close", () => {
        if (!response.writableFinished) controller.abort()
      })
    const asked = Effect.provideService(operation(request), AskedBy, askedBy(request))
    sendWhenRead(response, runtime.runPromiseExit(asked, { signal: controller.signal }), next, (exit) => {
      if (Exit.isSuccess(exit)) {
        send(response, exit.value, mediaType)
        return
      }
      if (Cause.hasInterruptsOnly(exit.cause)) return
      const error = Cause.findErrorOption(exit.cause)
      const instance = problem(
        response,
        Option.getOrElse(error, () => new Defect())
      )
      if (Option.isNone(error)) runtime.runFork(Effect.logError("defect", { instance }, exit.cause))
    })
  }
