/** Front ends over HTTP are told the same as those that ask the operations themselves. */
import {
  BackupApi,
  BackupClient,
  BackupId,
  Check,
  Component,
  layerCamunda,
  layerServer
} from "@camunda-backup/core"
import { Effect, Option } from "effect"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { emulatorBackend } from "./harness/emulatorBackend.ts"
import { create, send } from "./harness/http.ts"
import { startServer, type TestServer } from "./harness/server.ts"
import { isState, until } from "./harness/until.ts"

describe("the clients over HTTP", () => {
  let server: TestServer
  let close: () => Promise<void>
  const id = Option.getOrThrow(BackupId.parse("9223372036854775807"))
  beforeAll(async () => {
    const backend = await emulatorBackend()
    server = await startServer(backend.url, { repository: await backend.newRepository() })
    close = async () => {
      await server.close()
      await backend.close()
    }
    await create(server.url, "/operate/actuator/backups", id)
    await until(() => send(server.url, "GET", `/operate/actuator/backups/${id}`), isState("COMPLETED"))
  })
  afterAll(() => close())

  const ours = () => layerServer({ url: server.url, requestTimeout: "10 seconds" })
  const camunda = () =>
    layerCamunda({
      baseUrls: Component.record((x) => `${server.url}/${x}/actuator/backups`),
      requestTimeout: "10 seconds"
    })
  const overHttp = <A, E>(ask: Effect.Effect<A, E, BackupClient | Check>, client = ours()) =>
    Effect.runPromise(Effect.provide(ask, client))
  const details = BackupClient.use((api) => api.details("operate", id))

  it("shows all of a backup, with its attempt", async () => {
    const direct = await server.runtime.runPromise(BackupApi.use((api) => api.details("operate", id)))
    const remote = await overHttp(details)
    expect(remote).toMatchObject({
      attempt: direct.attempt,
      startedAt: direct.startedAt,
      finishedAt: direct.finishedAt,
      parts: direct.parts,
      progress: direct.progress
    })
    expect(remote.backup.state).toBe("COMPLETED")
  })

  it("shows of Camunda's own server what that tells, and says what it does not offer", async () => {
    const remote = await overHttp(details, camunda())
    expect(remote).toMatchObject({
      attempt: Option.none(),
      finishedAt: null,
      progress: { parts: { done: 6, total: 6 } }
    })
    expect(remote.parts.map((x) => x.state)).toEqual(Array.from({ length: 6 }, () => "SUCCESS"))
    const { findings } = await overHttp(
      Check.use((check) => check.run),
      camunda()
    )
    expect(findings).toMatchObject([{ what: "server", severity: "warning" }])
  })

  it("checks the installation as the server does", async () => {
    const { findings } = await overHttp(Check.use((check) => check.run))
    const direct = await server.runtime.runPromise(Check.use((check) => check.run))
    expect(findings).toEqual(direct.findings)
  })

  it("finds a free id by itself", async () => {
    const made = await overHttp(BackupClient.use((api) => api.createGroup(["operate"], Option.none(), false)))
    expect(made.outcomes).toMatchObject([{ component: "operate", result: { _tag: "Success" } }])
  })
})
