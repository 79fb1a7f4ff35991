/**
 * Server-sent events. The stream begins with an id as soon as nothing is missed any more; `reset` says that something was. Comments keep it
 * open through proxies, and it ends when the server stops: clients come back with the id of the last event they got.
 */
import {
  BackupError,
  type Component,
  EventDto,
  EventFeed,
  type FeedItem,
  type Services,
  Settings
} from "@camunda-backup/core"
import { Effect, Fiber, Option, Result, Stream } from "effect"
import { type Request, type RequestHandler, type Response, Router } from "express"
import type { Runtime } from "../../http/answer.ts"
import { sendApiProblem } from "../../http/apiProblem.ts"
import { sendWhenRead } from "../../http/sendWhenRead.ts"
import { onlyKnown } from "../../http/onlyKnown.ts"
import { decodeComponents } from "../../http/decodeApi.ts"
import { eventStreamType } from "../../http/mediaTypes.ts"
import type { AnyError } from "../../http/problem.ts"
import { NotAcceptable } from "../../http/RequestError.ts"
import { closing } from "../../listen.ts"
import { otherMethods } from "./handled.ts"

export interface EventOptions {
  readonly heartbeatMillis: number
}

/** How long a browser waits before it comes back. */
const retryMillis = 2000

const text = (item: FeedItem): string => {
  switch (item._tag) {
    case "Position":
      return `id: ${item.id}\n\n`
    case "Reset":
      return `id: ${item.id}\nevent: reset\ndata: {}\n\n`
    case "Event": {
      const event = EventDto.encode(item.event)
      return `id: ${item.id}\nevent: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`
    }
  }
}

/** Waits while the client is slower than the events. */
const write = (response: Response, piece: string): Effect.Effect<void> =>
  Effect.callback((resume) => {
    const go = () => resume(Effect.void)
    if (response.write(piece)) return go()
    response.once("drain", go)
    return Effect.sync(() => void response.off("drain", go))
  })

/** A browser sends the header; who cannot sends the parameter. */
const lastEventId = (request: Request): Option.Option<string> => {
  const sent = request.get("last-event-id") ?? request.query["lastEventId"]
  return typeof sent === "string" && sent !== "" ? Option.some(sent) : Option.none()
}

interface Decoded {
  readonly components: ReadonlyArray<Component.Component>
  readonly mediaType: string
}

/** Whether there is something to listen to: once the stream has begun no problem can be told any more. */
const decode = Effect.fnUntraced(function* (
  request: Request,
  response: Response
): Effect.fn.Return<Decoded, AnyError, Services> {
  const mediaType = eventStreamType(request, response)
  if (mediaType === null) return yield* new NotAcceptable()
  const { repository } = yield* Settings.Settings
  if (Option.isNone(repository)) return yield* new BackupError.RepositoryNotConfigured()
  yield* Effect.fromResult(onlyKnown(request.query, ["component", "lastEventId"]))
  return { components: yield* Effect.fromResult(decodeComponents(request.query)), mediaType }
})

const listen =
  (runtime: Runtime, options: EventOptions): RequestHandler =>
  (request, response, next) => {
    // Who has gone already is never told so again, and what was begun for it would never end.
    sendWhenRead(response, runtime.runPromise(Effect.result(decode(request, response))), next, (decoded) => {
      if (Result.isFailure(decoded)) sendApiProblem(response, decoded.failure)
      else stream(runtime, options, decoded.success, request, response)
    })
  }

const stream = (
  runtime: Runtime,
  { heartbeatMillis }: EventOptions,
  { components, mediaType }: Decoded,
  request: Request,
  response: Response
): void => {
  // Express's own `set` would add a charset, which this media type does not have.
  response.status(200).setHeader("Content-Type", mediaType)
  response.set({
    "Cache-Control": "no-store",
    // Proxies that gather an answer before they pass it on would hold the events back.
    "X-Accel-Buffering": "no"
  })
  if (request.method === "HEAD") {
    response.end()
    return
  }
  response.write(`retry: ${retryMillis}\n\n`)
  const heartbeat = setInterval(() => {
    if (!response.writableNeedDrain) response.write(": still here\n\n")
  }, heartbeatMillis)
  const following = runtime.runFork(
    Effect.flatMap(EventFeed, (feed) =>
      Stream.runForEach(feed.listen(lastEventId(request), components), (item) => write(response, text(item)))
    )
  )
  const end = (): void => void response.end()
  request.app.once(closing, end)
  response.once("close", () => {
    clearInterval(heartbeat)
    request.app.off(closing, end)
    runtime.runFork(Fiber.interrupt(following))
  })
}

export const events = (runtime: Runtime, options: EventOptions): Router =>
  Router({ strict: true, caseSensitive: true })
    .get("/events", listen(runtime, options))
    .all("/events", otherMethods("GET"))
