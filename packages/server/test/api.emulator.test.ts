/** `/api/v1` over the emulator: what any Elasticsearch can do, and what only the emulator can be told to. */
import { BackupClient, BackupId, layerServer } from "@camunda-backup/core"
import { Effect, Option, Result } from "effect"
import { afterEach, beforeEach, describe, expect, it } from "vitest"
import { type EmulatorBackend, emulatorBackend } from "./harness/emulatorBackend.ts"
import { json, send } from "./harness/http.ts"
import { apiProblem, refusedCreate } from "./harness/problems.ts"
import { startServer, type TestServer } from "./harness/server.ts"
import { isState, until } from "./harness/until.ts"
import { apiSuite } from "./suites/apiSuite.ts"

apiSuite(emulatorBackend)

describe("/api/v1 while a backup runs", () => {
  const at = "/api/v1/backups/operate/1"
  const name = (part: number) => `camunda_operate_1_8.7.2_part_${part}_of_6`
  let backend: EmulatorBackend
  let repository: string
  let server: TestServer

  beforeEach(async () => {
    backend = await emulatorBackend()
    repository = await backend.newRepository()
    server = await startServer(backend.url, {
      repository,
      retryBudget: "2 seconds",
      masterTimeout: "100 millis"
    })
  })
  afterEach(async () => {
    await server.close()
    await backend.close()
  })

  const post = (path: string, body: unknown = {}) =>
    send(server.url, "POST", path, { headers: json, body: JSON.stringify(body) })
  const create = () => post("/api/v1/backups", { components: ["operate"], backupId: "1" })
  const get = () => send(server.url, "GET", at)
  const attempts = () => send(server.url, "GET", `${at}/attempts`)

  it("shows parts that are done, running and planned", async () => {
    backend.emulator.snapshots.hold(name(2))
    await create()
    const shown = await until(get, (reply) => reply.text.includes(`"IN_PROGRESS","startedAt"`))
    expect(shown.json).toMatchObject({
      state: "IN_PROGRESS",
      finishedAt: null,
      progress: { parts: { done: 1, total: 6 }, remainingMillis: null },
      parts: ["SUCCESS", "IN_PROGRESS", "PLANNED", "PLANNED", "PLANNED", "PLANNED"].map((state, i) => ({
        part: i + 1,
        state,
        snapshot: name(i + 1)
      })),
      attempt: { state: "open", ended: null }
    })
  })

  it("answers 409 to what cannot be while it runs, and says so", async () => {
    backend.emulator.snapshots.hold(name(2))
    await create()
    await until(get, (reply) => reply.text.includes(`"IN_PROGRESS","startedAt"`))
    const other = await post("/api/v1/backups", { components: ["operate"], backupId: "2" })
    expect(refusedCreate(other, 409)).toMatchObject({ code: "backup-running", retryable: true })
    expect(apiProblem(await post(`${at}/resume`), 409)).toMatchObject({ code: "backup-running" })
  })

  it("cancels, tells who cancelled it, and resumes", async () => {
    const hold = backend.emulator.snapshots.hold(name(2))
    await create()
    await until(get, (reply) => reply.text.includes(`"IN_PROGRESS","startedAt"`))
    const cancelled = await post(`${at}/cancel`)
    expect(cancelled.status).toBe(202)
    expect(cancelled.headers["location"]).toBe(at)
    const stopped = await until(get, isState("INCOMPLETE"))
    expect(stopped.json).toMatchObject({
      attempt: { ended: { how: "Stopped" } },
      parts: [{ state: "SUCCESS" }, ...[2, 3, 4, 5, 6].map((part) => ({ part, state: "MISSING" }))]
    })
    expect(apiProblem(await post(`${at}/cancel`), 409).code).toBe("backup-not-running")
    hold.release()
    expect((await post(`${at}/resume`)).status).toBe(202)
    await until(get, isState("COMPLETED"))
    const { attempts: all } = (await attempts()).json as { attempts: ReadonlyArray<Record<string, unknown>> }
    expect(all).toHaveLength(1)
    expect(all[0]).toMatchObject({
      state: "ended",
      ended: { how: "Completed" },
      transitions: [{ type: "StopAsked" }, { type: "Ended" }, { type: "Resumed" }, { type: "Ended" }]
    })
  })

  it("is offered by the client too: cancel, attempts and resume, with the same errors", async () => {
    const hold = backend.emulator.snapshots.hold(name(2))
    const direct = await server.runtime.runPromise(BackupClient.use((api) => Effect.succeed(api)))
    const http = await Effect.runPromise(
      Effect.provide(
        BackupClient.use((api) => Effect.succeed(api)),
        layerServer({ url: server.url, requestTimeout: "10 seconds" })
      )
    )
    const run = <A, E>(ask: (api: typeof http) => Effect.Effect<A, E>, api = http) =>
      server.runtime.runPromise(Effect.result(ask(api)))
    const id = Option.getOrThrow(BackupId.parse("1"))
    const asked = [
      await run((api) => api.attempts("operate", id)),
      await run((api) => api.cancel("operate", id))
    ]
    expect(asked).toMatchObject([
      { failure: { _tag: "BackupNotFound" } },
      { failure: { _tag: "BackupNotRunning" } }
    ])
    await create()
    await until(get, (reply) => reply.text.includes(`"IN_PROGRESS","startedAt"`))
    expect(Result.isSuccess(await run((api) => api.cancel("operate", id)))).toBe(true)
    await until(get, isState("INCOMPLETE"))
    expect(await run((api) => api.attempts("operate", id))).toEqual(
      await run((api) => api.attempts("operate", id), direct)
    )
    hold.release()
    expect(Result.isSuccess(await run((api) => api.resume("operate", id)))).toBe(true)
    await until(get, isState("COMPLETED"))
    expect(await run((api) => api.resume("operate", id))).toMatchObject({
      failure: { _tag: "ResumeRefused", reasons: ["It is completed."] }
    })
  })

  it("tells of an attempt that left nothing when and why it ended", async () => {
    const body = { error: { type: "security_exception", reason: "unauthorized" }, status: 403 }
    const fault = {
      method: "PUT",
      path: `/_snapshot/${repository}/${name(1)}`,
      respond: { status: 403, body }
    }
    backend.emulator.faults.next(fault)
    await create()
    const problem = apiProblem(await until(get, (reply) => reply.status === 404), 404)
    expect(problem).toMatchObject({
      code: "backup-not-found",
      details: { ended: { reason: expect.any(String) } }
    })
    expect((await attempts()).json).toMatchObject({
      attempts: [{ ended: { how: "PartRefused", reason: expect.stringContaining("security_exception") } }]
    })
  })

  it("names what is missing with 422", async () => {
    await server.close()
    server = await startServer(backend.url, {
      repository,
      indexPrefixes: { operate: "other", tasklist: "tasklist" }
    })
    const problem = refusedCreate(await create(), 422)
    expect(problem.code).toBe("required-index-missing")
    expect(problem.details["indices"]).toContain("other-list-view-8.3.0_")
  })

  it("answers 503 with Retry-After while Elasticsearch is away, and 502 when it refuses", async () => {
    await backend.down()
    const away = await get()
    expect(apiProblem(away, 503)).toMatchObject({ code: "elasticsearch-unavailable", retryable: true })
    expect(away.headers["retry-after"]).toBe("5")
    await backend.up()
    const body = { error: { type: "security_exception", reason: "unauthorized" }, status: 403 }
    backend.emulator.faults.next({ method: "GET", path: /^\/_snapshot/, respond: { status: 403, body } })
    expect(apiProblem(await get(), 502)).toMatchObject({
      code: "elasticsearch-refused",
      details: { status: 403 }
    })
  })
})
