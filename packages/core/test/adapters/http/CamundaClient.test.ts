import { assert, describe, it } from "@effect/vitest"
import { type Duration, Effect, Option } from "effect"
import { TestClock } from "effect/testing"
import * as CamundaClient from "../../../src/adapters/http/CamundaClient.ts"
import type { BackupError } from "../../../src/domain/BackupError.ts"
import * as BackupId from "../../../src/domain/BackupId.ts"
import * as ListPattern from "../../../src/domain/ListPattern.ts"
import { AskedBy } from "../../../src/ports/AskedBy.ts"
import type { TransportError } from "../../../src/domain/TransportError.ts"
import { startServer } from "./startServer.ts"

const id = BackupId.MAX
const name = `camunda_tasklist_${id}_8.7.2_part_1_of_6`
const backup = `{"backupId":${id},"state":"INCOMPLETE","failureReason":null,"details":[{"snapshotName":"${name}","state":"SUCCESS","startTime":"2025-06-03T07:55:15.685+0000","failures":[]}]}`

const apiOf = (url: string, requestTimeout: Duration.Input = "10 seconds") =>
  CamundaClient.make({
    baseUrls: { operate: `${url}/operate/actuator/backups`, tasklist: `${url}/tasklist/actuator/backups` },
    requestTimeout,
    userAgent: "camunda-backup/1"
  }).client

describe("CamundaClient", () => {
  it.effect("sends the id of a create with all its digits", () =>
    Effect.gen(function* () {
      const server = yield* startServer({ status: 200, body: `{"scheduledSnapshots":["${name}"]}` })
      const names = yield* apiOf(server.url)
        .create("tasklist", id)
        .pipe(Effect.provideService(AskedBy, "host ü\n1"))
      assert.deepStrictEqual(names.map(String), [name])
      const { body, headers, method, path } = server.seen[0]!
      assert.deepStrictEqual(
        [method, path, body],
        ["POST", "/tasklist/actuator/backups", `{"backupId":${id}}`]
      )
      assert.strictEqual(headers["content-type"], "application/json")
      assert.strictEqual(headers["user-agent"], "camunda-backup/1 (host ??1)")
    })
  )

  it.effect("reads the id of a get with all its digits", () =>
    Effect.gen(function* () {
      const server = yield* startServer({ status: 200, body: backup })
      const found = yield* apiOf(server.url).get("tasklist", id)
      assert.strictEqual(found.backupId, id)
      assert.strictEqual(found.snapshots[0]?.name, name)
      assert.strictEqual(server.seen[0]?.path, `/tasklist/actuator/backups/${id}`)
    })
  )

  it.effect("lists with pattern and verbose", () =>
    Effect.gen(function* () {
      const server = yield* startServer({ status: 200, body: `[${backup}]` })
      const options = { pattern: ListPattern.everything, verbose: false }
      const found = yield* apiOf(server.url).list("tasklist", options)
      assert.deepStrictEqual(
        found.map((x) => x.backupId),
        [id]
      )
      assert.strictEqual(server.seen[0]?.path, "/tasklist/actuator/backups?verbose=false&pattern=*")
    })
  )

  it.effect("maps a problem body back to its error", () =>
    Effect.gen(function* () {
      const body = `{"status":404,"message":"No backup with id [${id}] found.","instance":"x","type":"y"}`
      const server = yield* startServer({ status: 404, body })
      const error = yield* Effect.flip(apiOf(server.url).get("operate", id))
      assert.deepInclude(error, { _tag: "BackupNotFound", backupId: id })
    })
  )

  it.effect("says what to do when nothing listens, and asks once", () =>
    Effect.gen(function* () {
      const error = yield* Effect.flip(apiOf("http://127.0.0.1:1").get("operate", id))
      assert.strictEqual(error._tag, "ServerUnreachable")
      assert.include(error.message, "http://127.0.0.1:1/operate/actuator/backups/")
      assert.notInclude(error.message, "fetch failed")
    })
  )

  it.live("ends a wait at its bound, tells the bound, and says that a create may have been carried out", () =>
    Effect.gen(function* () {
      const server = yield* startServer("silent")
      const error = yield* Effect.flip(apiOf(server.url, "50 millis").create("operate", id))
      assert.deepInclude(error, { _tag: "ServerUnreachable", boundMillis: 50 })
      assert.include(error.message, "none within 50ms")
      assert.include(error.message, "may have been carried out")
      assert.lengthOf(server.seen, 1)
    })
  )

  it.effect.each([
    ["no JSON", "<html>"],
    ["another program's JSON", '{"hello":"world"}'],
    ["half an answer", backup.slice(0, 40)]
  ])("refuses %s as an answer", ([, body]) =>
    Effect.gen(function* () {
      const server = yield* startServer({ status: 200, body: body! })
      const error = yield* Effect.flip(apiOf(server.url).get("tasklist", id))
      assert.strictEqual(error._tag, "ServerRefused")
      assert.include(error.message, "cannot be read")
    })
  )

  it.effect("does not follow a redirect: a POST would arrive as a GET", () =>
    Effect.gen(function* () {
      const server = yield* startServer({ status: 302, headers: { location: "/elsewhere" } })
      const error = yield* Effect.flip(apiOf(server.url).create("operate", id))
      assert.deepInclude(error, { _tag: "ServerRefused", status: 302 })
      assert.deepStrictEqual(
        server.seen.flatMap((x) => (x.path.includes("backups") ? [x.method] : [])),
        ["POST"]
      )
    })
  )

  it.effect("says what Camunda's own actuator does not offer, and asks nothing", () =>
    Effect.gen(function* () {
      const server = yield* startServer({ status: 200, body: "{}" })
      const api = apiOf(server.url)
      for (const failing of [
        api.attempts("operate", id),
        api.cancel("operate", id),
        api.resume("operate", id),
        api.planCreate(["operate"], id)
      ]) {
        const error = yield* Effect.flip(Effect.asVoid<unknown, TransportError | BackupError, never>(failing))
        assert.strictEqual(error._tag, "NotOffered")
        assert.include(error.message, "Only camunda-backup-server")
      }
      assert.lengthOf(server.seen, 0)
    })
  )

  it.effect("takes a backup under the next second when the first is taken", () =>
    Effect.gen(function* () {
      const message = "A backup with ID [100] already exists. Found snapshots: [a/b]"
      const server = yield* startServer({ status: 400, body: JSON.stringify({ message }) })
      yield* TestClock.setTime(100_000)
      const { backupId, outcomes } = yield* apiOf(server.url).createGroup(["operate"], Option.none(), false)
      assert.strictEqual(String(backupId), "104")
      assert.deepStrictEqual(
        server.seen.map((x) => x.body),
        [100, 101, 102, 103, 104].map((x) => `{"backupId":${x}}`)
      )
      assert.deepInclude(outcomes[0], { component: "operate" })
    })
  )
})
