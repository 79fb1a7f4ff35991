/** 204 to a DELETE: the backup is gone for every later request, on every replica. */
import { afterEach, beforeEach, describe, expect, it } from "vitest"
import { snapshotNames } from "./harness/Backend.ts"
import { type EmulatorBackend, emulatorBackend } from "./harness/emulatorBackend.ts"
import { create, send } from "./harness/http.ts"
import { startServer, type TestServer, type TestSettings } from "./harness/server.ts"
import { isState, until } from "./harness/until.ts"

const path = "/operate/actuator/backups"

describe("DELETE of a backup", () => {
  let backend: EmulatorBackend
  let repository: string
  let server: TestServer
  let other: TestServer
  /** Gives up soon: a part that it takes, and a delete that it waits for. What the others wait for a busy machine has time to do. */
  let hasty: TestServer

  beforeEach(async () => {
    backend = await emulatorBackend()
    repository = await backend.newRepository()
    const settings: TestSettings = {
      repository,
      masterTimeout: "1200 millis",
      readMaxAge: "600 millis"
    }
    server = await startServer(backend.url, settings)
    other = await startServer(backend.url, settings)
    hasty = await startServer(backend.url, { ...settings, retryBudget: "300 millis" })
  })
  afterEach(async () => {
    await Promise.all([server, other, hasty].map((x) => x.close()))
    await backend.close()
  })

  const get = () => send(server.url, "GET", `${path}/1`)
  const remove = (on = server) => send(on.url, "DELETE", `${path}/1`)

  /** The answers of part 3 are lost for longer than the retry budget: it ends, and a create of it may still come. */
  const endUnsettled = async () => {
    const lost = backend.emulator.faults.next({
      method: "PUT",
      path: /^\/_snapshot\/.*_part_3_of_6$/,
      dropBefore: true,
      times: 1000
    })
    const blind = backend.emulator.faults.next({
      method: "GET",
      path: /^\/_snapshot\/.*_part_3_of_6$/,
      dropBefore: true,
      times: 1000
    })
    await create(hasty.url, path, 1)
    await until(get, isState("INCOMPLETE"))
    lost.cancel()
    blind.cancel()
  }

  it.each([
    ["the same replica", () => server],
    ["another replica", () => other]
  ])("leaves the id free at once, for a create through %s", async (_which, on) => {
    await endUnsettled()
    expect((await remove()).status).toBe(204)
    const again = await create(on().url, path, 1)
    expect([again.status, again.text]).toEqual([200, expect.stringContaining("scheduledSnapshots")])
    await until(get, isState("COMPLETED"))
  })

  it("leaves the id free only when a DELETE without an answer can be carried out no more", async () => {
    await server.close()
    server = await startServer(backend.url, {
      repository,
      requestTimeout: "300 millis",
      masterTimeout: "1200 millis"
    })
    await create(server.url, path, 1)
    await until(get, isState("COMPLETED"))
    const isDelete = (x: { readonly method: string; readonly path: string }): boolean =>
      x.method === "DELETE" && x.path.startsWith("/_snapshot/")
    backend.emulator.faults.next({ when: isDelete, delay: 1000 })
    const asked = performance.now()
    expect((await remove()).status).toBe(204)
    // By then it was carried out: later it would take the next backup of the id with it.
    expect(performance.now() - asked).toBeGreaterThan(1000)
    expect(backend.emulator.requests.matching(isDelete).map((x) => x.query.get("master_timeout"))).toEqual([
      "1200ms",
      "1200ms"
    ])
    expect((await create(server.url, path, 1)).status).toBe(200)
    await until(get, isState("COMPLETED"))
  })

  it("is not answered with 204 while the journal does not say that it is done", async () => {
    await endUnsettled()
    const unsaid = backend.emulator.faults.next({
      method: "PUT",
      path: /^\/camunda-backup-journal\//,
      when: (x) => x.body.includes('"deletedAt":1'),
      respond: { status: 503, body: { error: { type: "x", reason: "y" }, status: 503 } },
      times: 1000
    })
    expect((await remove(hasty)).status).toBe(502)
    await expect.poll(() => snapshotNames(backend, repository), { timeout: 10_000 }).toEqual([])
    unsaid.cancel()
    expect((await remove()).status).toBeOneOf([204, 404])
    expect((await create(server.url, path, 1)).status).toBe(200)
  })

  it("is seen by a replica that has shown the backup a moment ago", async () => {
    await create(server.url, path, 1)
    await until(get, isState("COMPLETED"))
    const look = () => send(other.url, "GET", `${path}/1`)
    const removed = new AbortController()
    const poll = async () => {
      while (!removed.signal.aborted) await look()
    }
    const polling = poll()
    expect((await remove()).status).toBe(204)
    removed.abort()
    await polling
    expect((await look()).status).toBe(404)
    expect((await send(other.url, "GET", path)).json).toEqual([])
  })
})
