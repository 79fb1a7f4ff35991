import { assert, describe, it } from "@effect/vitest"
import { Effect, Option } from "effect"
import * as ServerClient from "../../../src/adapters/http/ServerClient.ts"
import * as BackupId from "../../../src/domain/BackupId.ts"
import * as ListPattern from "../../../src/domain/ListPattern.ts"
import { AskedBy } from "../../../src/ports/AskedBy.ts"
import { startServer } from "./startServer.ts"

const id = BackupId.MAX
const name = `camunda_tasklist_${id}_8.7.2_part_1_of_6`

const problem = (code: string, detail: string, details: object = {}) => ({
  type: `urn:camunda-backup:problem:${code}`,
  title: "t",
  status: 409,
  detail,
  instance: "urn:uuid:1",
  code,
  hint: "Do something.",
  retryable: true,
  details
})

const apiOf = (url: string) =>
  ServerClient.make({ url, requestTimeout: "10 seconds", userAgent: "camunda-backup/1" }).client

const outcome = (component: string, x: object) => ({
  component,
  accepted: false,
  location: null,
  scheduledSnapshots: [],
  problem: null,
  ...x
})

const item = {
  component: "tasklist",
  backupId: String(id),
  state: "INCOMPLETE",
  reason: null,
  version: "8.7.2",
  startedAt: "2025-06-03T07:55:15.685Z",
  parts: { done: 1, total: 6 },
  snapshots: [
    {
      snapshot: name,
      state: "SUCCESS",
      startedAt: "2025-06-03T07:55:15.685Z",
      damaged: false,
      failures: []
    }
  ]
}

describe("ServerClient", () => {
  it.effect("takes a backup of one component under the id that was given", () =>
    Effect.gen(function* () {
      const backups = [outcome("tasklist", { accepted: true, scheduledSnapshots: [name] })]
      const server = yield* startServer({
        status: 202,
        body: JSON.stringify({ backupId: String(id), backups })
      })
      const names = yield* apiOf(server.url)
        .create("tasklist", id)
        .pipe(Effect.provideService(AskedBy, "host ü\n1"))
      assert.deepStrictEqual(names.map(String), [name])
      const { body, headers, method, path } = server.seen[0]!
      assert.deepStrictEqual(
        [method, path, body],
        ["POST", "/api/v1/backups", `{"components":["tasklist"],"backupId":"${id}"}`]
      )
      assert.strictEqual(headers["user-agent"], "camunda-backup/1 (host ??1)")
    })
  )

  it.effect("tells of each component why it was refused, when all were", () =>
    Effect.gen(function* () {
      const running = problem("backup-running", "x", { component: "operate" })
      const exists = problem("backup-exists", "y", { backupId: String(id), snapshots: [] })
      const backups = [outcome("operate", { problem: running }), outcome("tasklist", { problem: exists })]
      const body = JSON.stringify({ ...running, backupId: String(id), backups })
      const server = yield* startServer({ status: 409, body })
      const { outcomes } = yield* apiOf(server.url).createGroup(["operate", "tasklist"], Option.none(), false)
      assert.deepStrictEqual(
        outcomes.map((x) => x.result._tag === "Failure" && x.result.failure._tag),
        ["BackupRunning", "BackupExists"]
      )
    })
  )

  it.effect("lists page by page, with every snapshot", () =>
    Effect.gen(function* () {
      const server = yield* startServer({
        status: 200,
        body: JSON.stringify({ backups: [item], next: null })
      })
      const options = { pattern: ListPattern.everything, verbose: true }
      const [found] = yield* apiOf(server.url).list("tasklist", options)
      assert.strictEqual(found?.backupId, id)
      assert.deepInclude(found?.snapshots[0], { part: 1, count: 6, state: "SUCCESS" })
      assert.strictEqual(String(found?.snapshots[0]?.name), name)
      assert.strictEqual(
        server.seen[0]?.path,
        "/api/v1/backups?snapshots=true&pattern=*&limit=10000&component=tasklist"
      )
    })
  )

  it.effect("asks once for each of what only camunda-backup-server does", () =>
    Effect.gen(function* () {
      const server = yield* startServer({ status: 202, body: "{}" })
      const api = apiOf(server.url)
      yield* api.cancel("operate", id)
      yield* api.resume("tasklist", id)
      yield* api.delete("operate", id)
      assert.deepStrictEqual(
        server.seen.map((x) => `${x.method} ${x.path}`),
        [
          `POST /api/v1/backups/operate/${id}/cancel`,
          `POST /api/v1/backups/tasklist/${id}/resume`,
          `DELETE /api/v1/backups/operate/${id}`
        ]
      )
    })
  )

  it.effect("brings errors back by code and facts, whatever the words", () =>
    Effect.gen(function* () {
      const body = problem("resume-refused", "x", { backupId: String(id), reasons: ["One."] })
      const server = yield* startServer({ status: 409, body: JSON.stringify(body) })
      const error = yield* Effect.flip(apiOf(server.url).resume("operate", id))
      assert.deepInclude(error, { _tag: "ResumeRefused", backupId: id, reasons: ["One."] })
    })
  )

  it.effect.each([
    ["a code that it does not know", problem("teapot", "I am a teapot.")],
    ["an error that this request cannot mean", problem("backup-running", "No.", { component: "operate" })],
    ["facts of another version", problem("backup-not-found", "Gone.", { id: 5 })]
  ] as const)("keeps words, hint and whether to try again: %s", ([, body]) =>
    Effect.gen(function* () {
      const server = yield* startServer({ status: 409, body: JSON.stringify(body) })
      const error = yield* Effect.flip(apiOf(server.url).get("operate", id))
      assert.deepInclude(error, { _tag: "ServerRefused", status: 409, text: body.detail })
      assert.deepInclude(error, {
        said: { code: body.code, hint: "Do something.", retryable: true }
      })
    })
  )

  it.effect.each([
    "<html>",
    "{}",
    '{"backups":[{}],"next":null}',
    '{"backups":[]}',
    // The rest of the list, taken for not being there.
    '{"backups":[],"next":"?"}'
  ])("refuses an answer that is no page: %s", (body) =>
    Effect.gen(function* () {
      const server = yield* startServer({ status: 200, body })
      const options = { pattern: ListPattern.everything, verbose: true }
      const error = yield* Effect.flip(apiOf(server.url).list("operate", options))
      assert.strictEqual(error._tag, "ServerRefused")
      assert.include(error.message, "cannot be read")
    })
  )

  it.effect("takes a proxy's 502 for a server that is away", () =>
    Effect.gen(function* () {
      const server = yield* startServer({ status: 502, body: "<html>Bad Gateway</html>" })
      const error = yield* Effect.flip(apiOf(server.url).get("operate", id))
      assert.strictEqual(error._tag, "ServerUnreachable")
    })
  )
})
