/** A create that is held up while another process takes the whole backup of its id. */
import { assert, describe, it } from "@effect/vitest"
import { Deferred, Effect, Fiber, Option } from "effect"
import { BackupApi, Lease, MemoryDocuments } from "../../src/index.ts"
import { Attempts } from "../../src/engine/Attempts.ts"
import { createBackup } from "../../src/operations/createBackup.ts"
import { id } from "../domain/builders.ts"
import { startReplica } from "../random/Replica.ts"
import { later, settings, world } from "./world.ts"

/** What it would start. */
const idle = (started: Array<string>) =>
  Attempts.of({
    start: (attempt) => Effect.sync(() => void started.push(attempt.id)),
    nudge: () => Effect.void,
    running: () => Effect.succeedNone
  })

describe("a create whose request for the lease is on its way", () => {
  it.effect("while another process takes the whole backup, is told that the backup exists", () => {
    const elasticsearch = world()
    const documents = MemoryDocuments.make()
    const start = () => startReplica(elasticsearch, documents, settings())
    return Effect.gen(function* () {
      const [first, second] = [yield* start(), yield* start()]
      const lease = yield* Lease.pipe(Effect.provideContext(second.context))
      const held = yield* Deferred.make<void>()
      const slow = Lease.of({
        ...lease,
        acquire: (...of) => Effect.andThen(Deferred.await(held), lease.acquire(...of))
      })
      const started: Array<string> = []
      const late = yield* createBackup("operate", id(5n)).pipe(
        Effect.provideService(Lease, slow),
        Effect.provideService(Attempts, idle(started)),
        Effect.provideContext(second.context),
        Effect.result,
        Effect.forkChild({ startImmediately: true })
      )
      yield* later(1)
      const on = Effect.provideContext(first.context)
      yield* BackupApi.use((api) => api.create("operate", id(5n))).pipe(on)
      yield* later(1)
      yield* Deferred.succeed(held, undefined)
      const answer = yield* Fiber.join(late)
      assert.strictEqual(answer._tag === "Failure" ? answer.failure._tag : "accepted", "BackupExists")
      assert.deepStrictEqual(started, [])
      const backup = yield* BackupApi.use((api) => api.get("operate", id(5n))).pipe(on)
      assert.strictEqual(backup.state, "COMPLETED")
      const seen = yield* lease.look({ repository: "r", component: "operate", deletionOf: null })
      assert.strictEqual(Option.getOrThrow(seen).state, "finished")
    })
  })
})
