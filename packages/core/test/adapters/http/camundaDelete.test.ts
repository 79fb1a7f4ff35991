/** Camunda answers 204 to every request to delete: only a look before and after tells what became of it. */
import { assert, describe, it } from "@effect/vitest"
import { Clock, type Duration, Effect, Exit, Fiber, Option } from "effect"
import { TestClock } from "effect/testing"
import * as CamundaClient from "../../../src/adapters/http/CamundaClient.ts"
import { camundaDelete } from "../../../src/adapters/http/camundaDelete.ts"
import * as BackupId from "../../../src/domain/BackupId.ts"
import * as Quantities from "../../../src/domain/Quantities.ts"
import { type Camunda, startCamunda } from "./startCamunda.ts"

const id = Option.getOrThrow(BackupId.parse("999999"))

const clientOf = (
  asked: Partial<Camunda> & Pick<Camunda, "component">,
  requestTimeout: Duration.Input = "10 minutes"
) =>
  Effect.map(
    startCamunda({ backups: new Map(), onDelete: () => {}, ...asked }),
    ({ url }) =>
      CamundaClient.make({
        baseUrls: { operate: `${url}/actuator/backups`, tasklist: `${url}/actuator/backups` },
        requestTimeout
      }).client
  )

const components = ["operate", "tasklist"] as const

describe("an id that Camunda does not have", () => {
  it.effect.each(components)("is not found by a get, nor by a delete: %s", (component) =>
    Effect.gen(function* () {
      const client = yield* clientOf({ component, backups: new Map([["9999991", 6]]) })
      assert.deepInclude(yield* Effect.flip(client.get(component, id)), {
        _tag: "BackupNotFound",
        backupId: id
      })
      assert.deepInclude(yield* Effect.flip(client.details(component, id)), { _tag: "BackupNotFound" })
      assert.deepInclude(yield* Effect.flip(client.delete(component, id)), { _tag: "BackupNotFound" })
    })
  )

  it.effect.each(components)("is not called missing when the list does not answer: %s", (component) =>
    Effect.gen(function* () {
      const client = yield* clientOf({ component, listFails: true })
      const error = yield* Effect.flip(client.get(component, id))
      assert.strictEqual(error._tag, "ServerRefused")
      assert.notInclude(error.message, "{")
    })
  )
})

describe("a delete at Camunda", () => {
  it.effect("is done when the backup was there and is gone", () =>
    Effect.gen(function* () {
      const backups = new Map([["999999", 6]])
      const client = yield* clientOf({
        component: "operate",
        backups,
        onDelete: (x, all) => void all.delete(x)
      })
      yield* client.delete("operate", id)
      assert.strictEqual(backups.size, 0)
    })
  )

  /** `lookOf` says what is there, by the seconds since the delete. */
  const deleting = (lookOf: (seconds: number) => number, within: Duration.Input = "10 minutes") =>
    Effect.gen(function* () {
      let sent = false
      const look = Effect.map(Clock.currentTimeMillis, (now) => {
        const left = lookOf(sent ? now / 1000 : 0)
        return left === 0
          ? Option.none()
          : Option.some(Array.from({ length: left }, (_, i) => `part ${i + 1}`))
      })
      const send = Effect.sync(() => void (sent = true))
      const fiber = yield* Effect.forkChild(
        Effect.exit(camundaDelete({ url: "u", backupId: id, look, send, within }))
      )
      yield* TestClock.adjust("1 hour")
      return yield* Fiber.join(fiber)
    })

  it.effect("waits for as long as snapshots go, however slowly", () =>
    Effect.gen(function* () {
      const exit = yield* deleting((seconds) => Math.max(0, 6 - Math.floor(seconds / 50)))
      assert.isTrue(Exit.isSuccess(exit))
    })
  )

  it.effect.each([
    ["nothing goes for a minute, as of another Camunda version", () => 6, "10 minutes", 61],
    ["some go and the rest stays", (x: number) => (x < 30 ? 6 : 2), "10 minutes", 60],
    ["the request's time is over", () => 6, "5 seconds", 5]
  ] as const)("is not proved when %s", ([, lookOf, within, seconds]) =>
    Effect.gen(function* () {
      const error = yield* Effect.flip(yield* deleting(lookOf, within))
      assert.strictEqual(error._tag, "DeleteNotProved")
      assert.include(error.message, "NOT deleted")
      assert.match(error.message, new RegExp(`unchanged for ${Quantities.duration(seconds * 1000)}`))
    })
  )
})
