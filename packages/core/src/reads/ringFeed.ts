/**
 * `EventFeed` over a ring: while anyone listens, one fiber keeps looking at the backups and adds what has happened. The last look is kept when the
 * last listener leaves, so that one that comes back is told what happened meanwhile.
 */
import { Deferred, Duration, Effect, Fiber, Layer, Option, Random, Schedule, Stream } from "effect"
import type { Settings } from "../config/Settings.ts"
import * as FeedEvent from "../domain/restore/FeedEvent.ts"
import * as Component from "../domain/Component.ts"
import * as EventRing from "../domain/EventRing.ts"
import type { BackupLists } from "./BackupLists.ts"
import { EventFeed, type FeedItem } from "../ports/EventFeed.ts"
import type { Journal } from "../ports/Journal.ts"
import type { Lease } from "../ports/Lease.ts"
import type { RestoreJournal } from "../ports/RestoreJournal.ts"
import { lookAround } from "./lookAround.ts"

type Services = Settings | BackupLists | Journal | RestoreJournal | Lease

const restFactor = 5

/** One second between two looks; longer if a look takes long. */
const resting = Schedule.addDelay(
  Schedule.forever.pipe(Schedule.setInputType<readonly [took: Duration.Duration, seen: unknown]>()),
  ({ input: [took] }) => Effect.succeed(Duration.max(Duration.seconds(1), Duration.times(took, restFactor)))
)

/** How many events are kept for listeners that come back. */
const capacity = 1000

export const layer: Layer.Layer<EventFeed, never, Services> = Layer.effect(
  EventFeed,
  Effect.gen(function* () {
    const services = yield* Effect.context<Services>()
    const scope = yield* Effect.scope
    const epoch = (yield* Random.nextIntBetween(0, 2 ** 32 - 1)).toString(16).padStart(8, "0")
    const worlds = new Map<Component.Component, FeedEvent.World>()
    let ring = EventRing.make<FeedEvent.FeedEvent>(epoch, capacity)
    let more = yield* Deferred.make<void>()
    const ready = yield* Deferred.make<void>()
    let listeners = 0
    let watcher: Fiber.Fiber<void> | null = null
    let failing = false

    const publish = Effect.fnUntraced(function* (events: ReadonlyArray<FeedEvent.FeedEvent>) {
      if (events.length === 0) return
      ring = EventRing.add(ring, events)
      const told = more
      more = yield* Deferred.make<void>()
      yield* Deferred.succeed(told, undefined)
    })

    const look = Effect.fnUntraced(function* (component: Component.Component) {
      const before = Option.fromNullishOr(worlds.get(component))
      const after = yield* lookAround(component, before)
      worlds.set(component, after)
      if (Option.isSome(before)) yield* publish(FeedEvent.between(component, before.value, after))
    })

    const lookAtAll = Effect.forEach(Component.all, look, { discard: true }).pipe(
      Effect.andThen(Deferred.succeed(ready, undefined)),
      Effect.andThen(Effect.sync(() => (failing = false))),
      // Logged once: an outage must not fill the log. What happens meanwhile is reported afterwards.
      Effect.catch((error) => {
        const first = !failing
        failing = true
        return first
          ? Effect.logWarning("events are late: backups cannot be looked at", { reason: error.message })
          : Effect.void
      })
    )

    const watch = Effect.timed(lookAtAll).pipe(
      Effect.repeat(resting),
      Effect.asVoid,
      Effect.catchCause((cause) => Effect.logError("defect in the watch for events", cause)),
      Effect.provideContext(services)
    )

    const arrive = Effect.gen(function* () {
      listeners++
      if (watcher === null) watcher = yield* Effect.forkIn(watch, scope)
    })

    const leave = Effect.suspend(() => {
      listeners--
      const ended = listeners === 0 ? watcher : null
      if (ended === null) return Effect.void
      watcher = null
      return Fiber.interrupt(ended)
    })

    /** The listener's starting position, and the first items it gets. */
    const begin = (lastEventId: Option.Option<string>): readonly [number, FeedItem] => {
      const here = EventRing.idOf(ring, ring.last)
      if (Option.isNone(lastEventId)) return [ring.last, { _tag: "Position", id: here }]
      const found = EventRing.position(ring, lastEventId.value)
      return Option.isSome(found)
        ? [found.value, { _tag: "Position", id: lastEventId.value }]
        : [ring.last, { _tag: "Reset", id: here }]
    }

    /** The events after this number, as soon as there are any. */
    const next = Effect.fnUntraced(function* (number: number) {
      while (number >= ring.last) yield* Deferred.await(more)
      const found = EventRing.after(ring, number)
      const items: ReadonlyArray<FeedItem> = Option.isSome(found)
        ? found.value.map((x) => ({ _tag: "Event", ...x }))
        : [{ _tag: "Reset", id: EventRing.idOf(ring, ring.last) }]
      return [items, ring.last] as const
    })

    return EventFeed.of({
      listen: (lastEventId, components) =>
        Stream.unwrap(
          Effect.gen(function* () {
            yield* Effect.acquireRelease(arrive, () => leave)
            yield* Deferred.await(ready)
            const [start, first] = begin(lastEventId)
            const live = Stream.unfold(start, next).pipe(Stream.flattenIterable)
            return Stream.concat(Stream.make(first), live)
          })
        ).pipe(Stream.filter((item) => item._tag !== "Event" || components.includes(item.event.component)))
    })
  })
)
