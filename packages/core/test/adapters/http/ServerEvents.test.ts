import { assert, describe, it } from "@effect/vitest"
import { Effect, Fiber, Option, Queue, Stream } from "effect"
import { TestClock } from "effect/testing"
import { createServer, type IncomingMessage, type ServerResponse } from "node:http"
import type { AddressInfo } from "node:net"
import * as ServerEvents from "../../../src/adapters/http/ServerEvents.ts"
import * as BackupId from "../../../src/domain/BackupId.ts"
import { startServer } from "./startServer.ts"

const changed =
  'id: a-1\nevent: deletion-finished\ndata: {"type":"deletion-finished","component":"operate","backupId":"7","at":"2025-06-03T07:55:15.685Z"}\n\n'

/** Answers each connection by the next of the pieces, and ends it after them unless the last is `null`. */
const startStream = (...connections: ReadonlyArray<ReadonlyArray<string | null>>) =>
  Effect.acquireRelease(
    Effect.promise(async () => {
      const seen: Array<IncomingMessage> = []
      const answer = (request: IncomingMessage, response: ServerResponse): void => {
        const pieces = connections[Math.min(seen.push(request), connections.length) - 1] ?? []
        response.writeHead(200, { "content-type": "text/event-stream" })
        for (const piece of pieces) if (piece !== null) response.write(piece)
        if (pieces.at(-1) !== null) response.end()
      }
      const server = createServer(answer)
      await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))
      return { server, seen, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` }
    }),
    ({ server }) =>
      Effect.sync(() => {
        server.close()
        server.closeAllConnections()
      })
  )

const following = Effect.fnUntraced(function* (url: string, components = ["operate", "tasklist"] as const) {
  const told = yield* Queue.unbounded<ServerEvents.ServerEvent>()
  const options = { url, requestTimeout: "10 seconds" as const }
  const fiber = yield* Effect.forkChild(
    Stream.runForEach(ServerEvents.listen(options, components), (x) => Queue.offer(told, x))
  )
  return { next: Queue.take(told), stop: Fiber.interrupt(fiber) }
})

describe("ServerEvents", () => {
  it.live("tells that what came before is not told, then what happens, also when it arrives in pieces", () =>
    Effect.gen(function* () {
      const { url } = yield* startStream([
        "retry: 2000\n\n",
        "id: a-0\n\n: still here\n\n",
        changed.slice(0, 40),
        changed.slice(40),
        null
      ])
      const { next, stop } = yield* following(url)
      assert.deepStrictEqual(yield* next, { _tag: "Missed" })
      assert.deepStrictEqual(yield* next, {
        _tag: "Changed",
        component: "operate",
        backupId: Option.getOrThrow(BackupId.parse("7")),
        type: "deletion-finished"
      })
      yield* stop
    }).pipe(Effect.scoped)
  )

  it.live("comes back after the last event, and has missed nothing when the server knows it", () =>
    Effect.gen(function* () {
      const { seen, url } = yield* startStream(["id: a-0\n\n", changed], ["id: a-1\n\n", null])
      const { next, stop } = yield* following(url)
      yield* next
      yield* next
      assert.deepStrictEqual(yield* next, { _tag: "Lost", reason: "the server ended it" })
      assert.deepStrictEqual(yield* next, { _tag: "Live" })
      assert.deepStrictEqual(
        seen.map((x) => x.headers["last-event-id"]),
        [undefined, "a-1"]
      )
      yield* stop
    }).pipe(Effect.scoped)
  )

  it.live("says that something was missed when the server does not know the last event", () =>
    Effect.gen(function* () {
      const { url } = yield* startStream(
        ["id: a-0\n\n", changed],
        ["id: b-9\nevent: reset\ndata: {}\n\n", null]
      )
      const { next, stop } = yield* following(url)
      const tags = [yield* next, yield* next, yield* next, yield* next].map((x) => x._tag)
      assert.deepStrictEqual(tags, ["Missed", "Changed", "Lost", "Missed"])
      yield* stop
    }).pipe(Effect.scoped)
  )

  it.live("takes an event of a newer server for something that was missed", () =>
    Effect.gen(function* () {
      const { url } = yield* startStream([
        "id: a-0\n\n",
        'id: a-1\nevent: new\ndata: {"type":"new"}\n\n',
        null
      ])
      const { next, stop } = yield* following(url)
      yield* next
      assert.deepStrictEqual(yield* next, { _tag: "Missed" })
      yield* stop
    }).pipe(Effect.scoped)
  )

  it.live("is lost where no stream answers, and asks again a second later", () =>
    Effect.gen(function* () {
      const server = yield* startServer({ status: 404, body: "{}" })
      const { next, stop } = yield* following(server.url)
      const reason = "the answer 404 is no stream of events"
      assert.deepStrictEqual(yield* next, { _tag: "Lost", reason })
      assert.deepStrictEqual(yield* next, { _tag: "Lost", reason })
      assert.lengthOf(server.seen, 2)
      yield* stop
    }).pipe(Effect.scoped)
  )

  it.effect("is lost when not even a comment comes", () =>
    Effect.gen(function* () {
      const { url } = yield* startStream(["id: a-0\n\n", null])
      const { next, stop } = yield* following(url)
      yield* next
      yield* TestClock.adjust("46 seconds")
      assert.deepStrictEqual(yield* next, { _tag: "Lost", reason: "nothing was heard for 45 s" })
      yield* stop
    }).pipe(Effect.scoped)
  )

  it.live("closes its connection when nobody listens any longer", () =>
    Effect.gen(function* () {
      const { seen, url } = yield* startStream(["id: a-0\n\n", null])
      const { next, stop } = yield* following(url)
      yield* next
      yield* stop
      const [request] = seen
      yield* Effect.callback<void>((resume) => {
        if (request === undefined || request.socket.destroyed) resume(Effect.void)
        else request.socket.once("close", () => resume(Effect.void))
      })
    }).pipe(Effect.scoped)
  )
})
