/**
 * What happens to the backups of a camunda-backup-server, told by its stream of events: comes back by itself after the last event that arrived, with
 * pauses that are bounded, and says when it is not to be relied on.
 */
import { Duration, Effect, Result, Stream } from "effect"
import * as RedactedCause from "../../config/RedactedCause.ts"
import * as Redaction from "../../config/redaction.ts"
import * as EventDto from "../../contract/EventDto.ts"
import type { BackupId } from "../../domain/BackupId.ts"
import type { Component } from "../../domain/Component.ts"
import { monotonicMillis } from "../../ports/monotonicMillis.ts"
import { reasonOf } from "./causeOf.ts"
import { parsePlain } from "./parseExact.ts"
import { type Begun, nextNumber, proof, withoutUser } from "./request.ts"
import { type Block, blocks } from "./serverSentEvents.ts"
import type { Options } from "./ServerClient.ts"

/** What a server tells by itself. */
export type ServerEvent =
  /** Everything that happens is told, by whichever process it is done; since the last event nothing was missed. */
  | { readonly _tag: "Live" }
  /** Everything is told from here on. What happened before may have been missed: read everything again. */
  | { readonly _tag: "Missed" }
  | {
      readonly _tag: "Changed"
      readonly component: Component
      readonly backupId: BackupId
      /** As in `EventDto`, e.g. `part-finished`. */
      readonly type: string
    }
  /** Nothing is told until the next `Live` or `Missed`. */
  | { readonly _tag: "Lost"; readonly reason: string }

const firstPauseMillis = 1000
const longestPauseMillis = 30_000
/** The server sends a comment every 15 s: who hears nothing for this long is no longer connected. */
const silenceMillis = 45_000

/** Between two connections: where to go on, and how often it failed. */
interface Place {
  lastId: string | null
  failures: number
}

const eventOf = (block: Block, { lastId }: Place): ServerEvent => {
  if (block.event === "reset") return { _tag: "Missed" }
  if (block.data === "") return { _tag: block.id === lastId ? "Live" : "Missed" }
  const event = Result.flatMap(parsePlain(block.data), EventDto.decode)
  // Of a newer server: what it says is not understood, but that something changed is.
  if (Result.isFailure(event)) return { _tag: "Missed" }
  const { backupId, component, type } = event.success
  return { _tag: "Changed", component, backupId, type }
}

const lostBy =
  ({ fetch, url }: Pick<Options, "fetch" | "url">) =>
  (error: unknown): string =>
    reasonOf(error, RedactedCause.of(error, Redaction.ofConnection({ urls: [url] })), fetch?.proxy).reason

const opened = Effect.fnUntraced(function* (
  {
    fetch: ask = fetch,
    onAnswer = () => {},
    onRequest = () => {},
    requestTimeout,
    token,
    url,
    userAgent = "camunda-backup"
  }: Options,
  components: ReadonlyArray<Component>,
  lastId: string | null
): Effect.fn.Return<ReadableStream<Uint8Array>, string> {
  const query = components.length === 1 ? `?component=${components.join("")}` : ""
  const address = `${url}/api/v1/events${query}`
  const about: Begun = { number: nextNumber(), method: "GET", url: withoutUser(address) }
  const begun = yield* monotonicMillis
  onRequest(about)
  const told = (status: number | null, trouble: string | null) =>
    Effect.map(monotonicMillis, (now) =>
      onAnswer({ ...about, status, millis: now - begun, bytes: 0, trouble })
    )
  const response = yield* Effect.tryPromise({
    try: (signal) =>
      ask(address, {
        signal,
        redirect: "manual",
        headers: {
          accept: "text/event-stream",
          "user-agent": userAgent,
          ...proof(token),
          ...(lastId === null ? {} : { "last-event-id": lastId })
        }
      }),
    catch: lostBy({ fetch: ask, url })
  }).pipe(
    Effect.timeoutOrElse({ duration: requestTimeout, orElse: () => Effect.fail("no answer in time") }),
    Effect.tapError((reason) => told(null, reason))
  )
  const { body, headers, status } = response
  const isStream = status === 200 && headers.get("content-type")?.startsWith("text/event-stream") === true
  const reason = isStream ? null : `the answer ${status} is no stream of events`
  yield* told(status, reason)
  return body !== null && reason === null ? body : yield* Effect.fail(reason ?? "the stream has no body")
})

/** One connection, from its request to whatever ends it. */
const connection = (
  options: Options,
  components: ReadonlyArray<Component>,
  place: Place
): Stream.Stream<ServerEvent, string> =>
  Stream.unwrap(
    Effect.map(opened(options, components, place.lastId), (body) =>
      Stream.fromReadableStream({ evaluate: () => body, onError: lostBy(options) }).pipe(
        Stream.decodeText,
        Stream.splitLines,
        Stream.timeoutOrElse({
          duration: silenceMillis,
          orElse: () => Stream.fail(`nothing was heard for ${silenceMillis / 1000} s`)
        }),
        blocks,
        Stream.map((block) => {
          const event = eventOf(block, place)
          place.lastId = block.id ?? place.lastId
          place.failures = 0
          return event
        })
      )
    )
  )

const pauseMillis = (failures: number): number =>
  Math.min(longestPauseMillis, firstPauseMillis * 2 ** Math.max(0, failures - 1))

/** Everything that the server tells about these components, as soon as it does. Never ends, never fails. */
export const listen = (options: Options, components: ReadonlyArray<Component>): Stream.Stream<ServerEvent> =>
  Stream.suspend(() => {
    const place: Place = { lastId: null, failures: 0 }
    const once: Stream.Stream<ServerEvent> = Stream.suspend(() =>
      connection(options, components, place)
    ).pipe(
      Stream.concat(Stream.fail("the server ended it")),
      Stream.catch((reason) => Stream.make({ _tag: "Lost", reason } as const))
    )
    const pause = Stream.unwrap(
      Effect.suspend(() => {
        place.failures++
        return Effect.as(Effect.sleep(Duration.millis(pauseMillis(place.failures))), Stream.empty)
      })
    )
    return Stream.concat(once, pause).pipe(Stream.forever)
  })
