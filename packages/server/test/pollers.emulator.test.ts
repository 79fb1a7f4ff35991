/** Many clients that poll one backup, counted at the emulator. */
import { BackupApi, BackupId } from "@camunda-backup/core"
import { Effect, Option } from "effect"
import { afterEach, beforeEach, describe, expect, it } from "vitest"
import { type EmulatorBackend, emulatorBackend } from "./harness/emulatorBackend.ts"
import { create, send } from "./harness/http.ts"
import { startServer, type TestServer } from "./harness/server.ts"
import { isState, until } from "./harness/until.ts"

const path = "/operate/actuator/backups"
const id = Option.getOrThrow(BackupId.parse("1"))
const pollers = 1000
const watchedMillis = 3000
const maxPerSecond = 20

describe("1,000 clients that poll one backup while it runs", () => {
  let backend: EmulatorBackend
  let server: TestServer

  beforeEach(async () => {
    backend = await emulatorBackend()
    const repository = await backend.newRepository()
    server = await startServer(backend.url, { repository, readMaxAge: "250 millis" })
    backend.emulator.snapshots.hold("camunda_operate_1_8.7.2_part_2_of_6")
    await create(server.url, path, 1)
    await until(
      () => send(server.url, "GET", `${path}/1`),
      (reply) => reply.text.includes("part_2_of_6")
    )
  })
  afterEach(async () => {
    await server.close()
    await backend.close()
  })

  /** Each asks again as soon as it is answered, give or take a moment. */
  const poll = async (ask: Effect.Effect<unknown, unknown, BackupApi>) => {
    const asking = Effect.andThen(ask, Effect.sleep(10))
    const all = Effect.forEach(Array.from({ length: pollers }), () => Effect.forever(asking), {
      concurrency: "unbounded"
    })
    backend.emulator.requests.clear()
    await server.runtime.runPromise(Effect.timeoutOption(Effect.ignore(all), watchedMillis))
    return backend.emulator.requests.all.length / (watchedMillis / 1000)
  }

  it.each([
    ["the actuator's answer", Effect.flatMap(BackupApi, (api) => api.get("operate", id))],
    ["all of it", Effect.flatMap(BackupApi, (api) => api.details("operate", id))]
  ] as const)("cost Elasticsearch at most 20 requests a second: %s", async (_what, ask) => {
    expect(await poll(ask)).toBeLessThanOrEqual(maxPerSecond)
  })

  it("see what this process wrote at once", async () => {
    const get = () => send(server.url, "GET", `${path}/1`)
    expect((await get()).status).toBe(200)
    expect((await send(server.url, "DELETE", `${path}/1`)).status).toBe(204)
    expect((await get()).status).toBe(404)
    await create(server.url, path, 1)
    expect((await get()).json).toMatchObject({ state: "IN_PROGRESS" })
    const detailed = () => send(server.url, "GET", "/api/v1/backups/operate/1")
    expect(isState("IN_PROGRESS")(await detailed())).toBe(true)
  })
})
