import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import * as HttpBackupApi from "../../../src/adapters/http/HttpBackupApi.ts"
import * as BackupId from "../../../src/domain/BackupId.ts"
import * as ListPattern from "../../../src/domain/ListPattern.ts"
import { BackupApi } from "../../../src/ports/BackupApi.ts"
import { startServer } from "./startServer.ts"

const id = BackupId.MAX
const name = `camunda_tasklist_${id}_8.7.2_part_1_of_6`
const backup = `{"backupId":${id},"state":"INCOMPLETE","failureReason":null,"details":[{"snapshotName":"${name}","state":"SUCCESS","startTime":"2025-06-03T07:55:15.685+0000","failures":[]}]}`

const apiOf = (url: string, requestTimeoutMillis = 10_000) =>
  HttpBackupApi.make({
    baseUrls: { operate: `${url}/operate/actuator/backups`, tasklist: `${url}/tasklist/actuator/backups` },
    requestTimeoutMillis,
    userAgent: "camunda-backup/1"
  })

describe("HttpBackupApi", () => {
  it.effect("sends the id of a create with all its digits", () =>
    Effect.gen(function* () {
      const server = yield* startServer({ status: 200, body: `{"scheduledSnapshots":["${name}"]}` })
      const names = yield* apiOf(server.url).create("tasklist", id, "host ü\n1")
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

  it.effect("deletes", () =>
    Effect.gen(function* () {
      const server = yield* startServer({ status: 204 })
      yield* apiOf(server.url).delete("operate", id, "me")
      assert.deepStrictEqual(
        server.seen.map((x) => `${x.method} ${x.path}`),
        [`DELETE /operate/actuator/backups/${id}`]
      )
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
      assert.include(error.message, "--server")
      assert.notInclude(error.message, "fetch failed")
    })
  )

  it.live(
    "ends a wait at its bound, names the setting, and says that a create may have been carried out",
    () =>
      Effect.gen(function* () {
        const server = yield* startServer("silent")
        const error = yield* Effect.flip(apiOf(server.url, 50).create("operate", id, ""))
        assert.strictEqual(error._tag, "ServerUnreachable")
        assert.include(error.message, "none within 0.05 s")
        assert.include(error.message, "CAMUNDA_BACKUP_REQUEST_TIMEOUT")
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
      const error = yield* Effect.flip(apiOf(server.url).create("operate", id, ""))
      assert.deepInclude(error, { _tag: "ServerRefused", status: 302 })
      assert.lengthOf(server.seen, 1)
    })
  )

  describe("what Camunda's own actuator does not offer", () => {
    const over = (url: string, server?: string) =>
      HttpBackupApi.make({
        baseUrls: { operate: `${url}/actuator/backups`, tasklist: `${url}/actuator/backups` },
        ...(server === undefined ? {} : { server }),
        requestTimeoutMillis: 10_000
      })

    it.effect("is asked of camunda-backup-server", () =>
      Effect.gen(function* () {
        const server = yield* startServer({ status: 202, body: "{}" })
        const api = over(server.url, server.url)
        yield* api.cancel("operate", id, "me")
        yield* api.resume("tasklist", id, "me")
        assert.deepStrictEqual(
          server.seen.map((x) => `${x.method} ${x.path}`),
          [`POST /api/v1/backups/operate/${id}/cancel`, `POST /api/v1/backups/tasklist/${id}/resume`]
        )
      })
    )

    it.effect("brings errors back by their code, whatever the words", () =>
      Effect.gen(function* () {
        const body = `{"code":"resume-refused","detail":"x","details":{"backupId":"${id}","reasons":["One."]}}`
        const server = yield* startServer({ status: 409, body })
        const error = yield* Effect.flip(over(server.url, server.url).resume("operate", id, "me"))
        assert.deepInclude(error, { _tag: "ResumeRefused", backupId: id, reasons: ["One."] })
      })
    )

    it.effect("says the words of a code that it does not know", () =>
      Effect.gen(function* () {
        const server = yield* startServer({
          status: 418,
          body: '{"code":"teapot","detail":"I am a teapot."}'
        })
        const error = yield* Effect.flip(over(server.url, server.url).resume("operate", id, "me"))
        assert.deepInclude(error, { _tag: "ServerRefused", status: 418, text: "I am a teapot." })
      })
    )

    it.effect("fails where only Camunda's actuator is: known before, or found out", () =>
      Effect.gen(function* () {
        const server = yield* startServer({ status: 404, body: '{"status":404,"error":"Not Found"}' })
        const { url } = server
        for (const failing of [
          over(url).attempts("operate", id),
          over(url).cancel("operate", id, "me"),
          over(url, url).resume("operate", id, "me"),
          over(url, url).attempts("operate", id)
        ]) {
          const error = yield* Effect.flip(failing)
          assert.strictEqual(error._tag, "NotOffered")
          assert.include(error.message, "Only camunda-backup-server")
        }
        assert.lengthOf(server.seen, 2)
      })
    )

    it.effect("refuses attempts that are none", () =>
      Effect.gen(function* () {
        for (const body of ["<html>", "{}", '{"attempts":[{}]}']) {
          const server = yield* startServer({ status: 200, body })
          const error = yield* Effect.flip(over(server.url, server.url).attempts("operate", id))
          assert.strictEqual(error._tag, "ServerRefused")
        }
      })
    )
  })

  it.effect("is a layer of the port", () =>
    Effect.gen(function* () {
      const server = yield* startServer({ status: 200, body: "[]" })
      const options = { pattern: ListPattern.everything, verbose: true }
      const baseUrls = { operate: server.url, tasklist: server.url }
      const found = yield* BackupApi.use((api) => api.list("operate", options)).pipe(
        Effect.provide(HttpBackupApi.layer({ baseUrls, requestTimeoutMillis: 1000 }))
      )
      assert.deepStrictEqual(found, [])
    })
  )
})
