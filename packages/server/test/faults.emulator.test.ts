/** Faults that only the emulator can make on demand: lost answers, held requests, proxies' pages, outcomes. Both components, through HTTP. */
import { Component } from "@camunda-backup/core"
import type { FaultMatch } from "@camunda-backup/testkit/faults"
import { afterEach, beforeEach, describe, expect, it } from "vitest"
import { elasticsearch, snapshotNames } from "./harness/Backend.ts"
import { type EmulatorBackend, emulatorBackend } from "./harness/emulatorBackend.ts"
import { create, send } from "./harness/http.ts"
import { badGateway, badRequest, internalError, notFound } from "./harness/problems.ts"
import { startServer, type TestServer } from "./harness/server.ts"
import { isState, until } from "./harness/until.ts"

describe.each(Component.all)("/%s/actuator/backups", (component) => {
  const path = `/${component}/actuator/backups`
  const name = (part: number) => `${Component.snapshotPrefix(component)}1_8.7.2_part_${part}_of_6`
  let backend: EmulatorBackend
  let repository: string
  let server: TestServer

  beforeEach(async () => {
    backend = await emulatorBackend()
    repository = await backend.newRepository()
    server = await startServer(backend.url, {
      repository,
      retryBudget: "2 seconds",
      requestTimeout: "500 millis"
    })
  })
  afterEach(async () => {
    await server.close()
    await backend.close()
  })

  const post = () => create(server.url, path, 1)
  const get = () => send(server.url, "GET", `${path}/1`)
  const creates = () =>
    backend.emulator.requests.matching((x) => x.method === "PUT" && x.path.startsWith("/_snapshot/"))

  it.each([
    ["the answer of a create is lost", { dropAfter: true } as const],
    ["a create never arrives", { dropBefore: true } as const],
    [
      "a create is answered with 429",
      {
        respond: {
          status: 429,
          body: { error: { type: "circuit_breaking_exception", reason: "x" }, status: 429 }
        }
      }
    ],
    [
      "a create meets a change of the repository (Elasticsearch 9.5)",
      {
        respond: {
          status: 500,
          body: { error: { type: "null_pointer_exception", reason: "x" }, status: 500 }
        }
      }
    ],
    ["a proxy answers a create with its 503 page", { html: 503 } as const],
    ["a proxy answers 504 although the create was carried out", { html: 504, applied: true } as const],
    ["the answer of a create is cut off", { truncate: true } as const]
  ])("completes although %s, each part once", async (_what, fault) => {
    backend.emulator.faults.next({ method: "PUT", path: `/_snapshot/${repository}/${name(2)}`, ...fault })
    expect((await post()).status).toBe(200)
    await until(get, isState("COMPLETED"))
    expect(await snapshotNames(backend, repository)).toEqual([1, 2, 3, 4, 5, 6].map(name))
  })

  it("goes on where it was when Elasticsearch crashes in the middle of a part and comes back", async () => {
    const hold = backend.emulator.snapshots.hold(name(3))
    await post()
    await until(get, (reply) => reply.text.includes(name(3)))
    await backend.down()
    badGateway(await get())
    hold.release()
    await backend.up()
    await until(get, isState("COMPLETED"))
    expect(await snapshotNames(backend, repository)).toHaveLength(6)
  })

  it("gives up when the budget is spent, says so, and takes the next backup when Elasticsearch is back", async () => {
    const hold = backend.emulator.snapshots.hold(name(2))
    await post()
    await until(get, (reply) => reply.text.includes(name(2)))
    await backend.down()
    await expect
      .poll(() => server.logs.filter((x) => x["message"] === "backup not completed"), { timeout: 15_000 })
      .toHaveLength(1)
    hold.release()
    await backend.up()
    const shown = (await until(get, isState("INCOMPLETE"))).json as { failureReason: string }
    expect(shown.failureReason).toContain("CAMUNDA_BACKUP_RETRY_BUDGET")
    expect((await create(server.url, path, 2)).status).toBe(200)
    await until(() => send(server.url, "GET", `${path}/2`), isState("COMPLETED"))
  })

  it("polls a part that outlasts the request timeout (issues 22871, 29182)", async () => {
    const hold = backend.emulator.snapshots.hold(name(1))
    await post()
    await expect
      .poll(
        () =>
          server.logs.filter((x) => x["message"] === "Elasticsearch did not carry out a step; trying again"),
        { timeout: 10_000 }
      )
      .not.toHaveLength(0)
    expect((await get()).json).toMatchObject({ state: "IN_PROGRESS" })
    hold.release()
    await until(get, isState("COMPLETED"))
    expect(creates()).toHaveLength(6)
  })

  it("lets Elasticsearch keep no create waiting for longer than it waits for one itself", async () => {
    await post()
    await until(get, isState("COMPLETED"))
    expect(creates().map((x) => x.query.get("master_timeout"))).toEqual(
      Array.from({ length: 6 }, () => "5000ms")
    )
  })

  it("is IN_PROGRESS between two parts and before the first one shows", async () => {
    const held = backend.emulator.faults.next({
      method: "PUT",
      path: `/_snapshot/${repository}/${name(1)}`,
      hold: true
    })
    await post()
    await held.arrived
    expect((await get()).json).toEqual({
      backupId: 1,
      state: "IN_PROGRESS",
      failureReason: null,
      details: []
    })
    const between = backend.emulator.faults.next({
      method: "PUT",
      path: `/_snapshot/${repository}/${name(2)}`,
      hold: true
    })
    held.release()
    await between.arrived
    expect((await get()).json).toMatchObject({ state: "IN_PROGRESS", details: [{ state: "SUCCESS" }] })
    const listed = (await send(server.url, "GET", `${path}?verbose=false`)).json
    expect(listed).toMatchObject([{ state: "IN_PROGRESS" }])
    between.release()
    await until(get, isState("COMPLETED"))
  })

  it("refuses a second backup while one runs, also during the last part, and lets the other component run", async () => {
    const hold = backend.emulator.snapshots.hold(name(6))
    await post()
    await until(get, (reply) => reply.text.includes(name(6)))
    expect(badRequest(await create(server.url, path, 2))).toBe("Another backup is running at the moment")
    expect(badRequest(await post())).toMatch(/^A backup with ID \[1\] already exists/)
    const other = component === "operate" ? "/tasklist/actuator/backups" : "/operate/actuator/backups"
    expect((await create(server.url, other, 2)).status).toBe(200)
    hold.release()
    await until(get, isState("COMPLETED"))
    expect((await create(server.url, path, 2)).status).toBe(200)
  })

  it("refuses while a part runs that a killed process asked for, or Camunda itself", async () => {
    const running = `${Component.snapshotPrefix(component)}9_8.7.2_part_2_of_6`
    const hold = backend.emulator.snapshots.hold(running)
    await elasticsearch(backend, "PUT", `/_snapshot/${repository}/${running}`, { indices: ["-*"] })
    expect(badRequest(await post())).toBe("Another backup is running at the moment")
    hold.release()
    await until(post, (reply) => reply.status === 200)
  })

  it("lets one of many at the same moment win", async () => {
    const hold = backend.emulator.snapshots.hold(/part_1_of_6$/)
    const replies = await Promise.all([1, 2, 3, 4, 5, 6, 7, 8].map((id) => create(server.url, path, id)))
    expect(replies.map((x) => x.status).toSorted((a, b) => a - b)).toEqual([
      200, 400, 400, 400, 400, 400, 400, 400
    ])
    hold.release()
  })

  const bad = (state: "PARTIAL" | "FAILED", times: number) =>
    backend.emulator.snapshots.outcome(
      name(2),
      state === "FAILED" ? { state, reason: "broken" } : { state },
      times
    )

  it.each(["PARTIAL", "FAILED"] as const)("takes a part again that ends %s", async (state) => {
    bad(state, 1)
    await post()
    await until(get, isState("COMPLETED"))
    expect(creates()).toHaveLength(7)
    expect(await snapshotNames(backend, repository)).toEqual([1, 2, 3, 4, 5, 6].map(name))
  })

  it.each(["PARTIAL", "FAILED"] as const)(
    "stops at a part that ends %s twice, and is FAILED",
    async (state) => {
      bad(state, 2)
      await post()
      const shown = (await until(get, isState("FAILED"))).json as {
        failureReason: string
        details: ReadonlyArray<object>
      }
      expect(shown.failureReason).toContain(name(2))
      await expect
        .poll(() => server.logs.filter((x) => x["message"] === "backup not completed"))
        .toHaveLength(1)
      expect(await snapshotNames(backend, repository)).toHaveLength(2)
      expect((await send(server.url, "DELETE", `${path}/1`)).status).toBe(204)
    }
  )

  it("deletes a running backup: stops it, aborts the part, and no part comes after it", async () => {
    backend.emulator.snapshots.hold(name(3))
    await post()
    await until(get, (reply) => reply.text.includes(name(3)))
    expect((await send(server.url, "DELETE", `${path}/1`)).status).toBe(204)
    expect(await snapshotNames(backend, repository)).toEqual([])
    expect(creates()).toHaveLength(3)
    expect(notFound(await get())).toBe("No backup with id [1] found.")
    expect((await create(server.url, path, 2)).status).toBe(200)
  })

  it("deletes with exact names only", async () => {
    await post()
    await until(get, isState("COMPLETED"))
    await send(server.url, "DELETE", `${path}/1`)
    const deletes = backend.emulator.requests.matching(
      (x) => x.method === "DELETE" && x.path.startsWith("/_snapshot/")
    )
    expect(deletes.map((x) => x.path)).toEqual([
      `/_snapshot/${repository}/${[1, 2, 3, 4, 5, 6].map(name).join(",")}`
    ])
  })

  it.each([
    ["is lost", { dropAfter: true } as const],
    ["is a proxy's page with 200", { html: 200 } as const],
    ["is cut off", { truncate: true } as const]
  ])("finishes a delete whose answer %s", async (_what, fault) => {
    await post()
    await until(get, isState("COMPLETED"))
    backend.emulator.faults.next({ method: "DELETE", path: /^\/_snapshot/, ...fault })
    expect((await send(server.url, "DELETE", `${path}/1`)).status).toBe(204)
    expect(await snapshotNames(backend, repository)).toEqual([])
  })

  it("says that a backup is being deleted to who takes one of the same id, as long as its parts are there", async () => {
    await post()
    await until(get, isState("COMPLETED"))
    const held = backend.emulator.faults.next({ method: "DELETE", path: /^\/_snapshot/, hold: true })
    const removed = send(server.url, "DELETE", `${path}/1`)
    await held.arrived
    expect(badRequest(await post())).toMatch(/^Backup \[1\] is being deleted at the moment\./)
    held.release()
    expect((await removed).status).toBe(204)
    expect((await post()).status).toBe(200)
  })

  const onLease = (body: string): FaultMatch => ({
    method: "PUT",
    when: (request) => request.path.includes(`/lease:${component}:`) && request.body.includes(body)
  })

  it("takes the next backup as soon as one is COMPLETED, before its lease is given back", async () => {
    const release = backend.emulator.faults.next({ ...onLease('"finished"'), hold: true })
    await post()
    await release.arrived
    expect((await get()).json).toMatchObject({ state: "COMPLETED" })
    const reads = () =>
      backend.emulator.requests.matching((x) => x.method === "GET" && x.path.includes(`/lease:${component}:`))
        .length
    const before = reads()
    const next = create(server.url, path, 2)
    await expect.poll(reads).toBeGreaterThan(before)
    release.release()
    expect((await next).status).toBe(200)
    await until(() => send(server.url, "GET", `${path}/2`), isState("COMPLETED"))
  })

  it.each([
    ["never arrives", { dropBefore: true } as const],
    ["is carried out, the answer lost", { dropAfter: true } as const],
    ["is answered with half a body", { truncate: true } as const]
  ])("takes a backup whose first write of the lease %s", async (_what, fault) => {
    backend.emulator.faults.next({ ...onLease('"held"'), ...fault })
    expect((await post()).status).toBe(200)
    await until(get, isState("COMPLETED"))
  })

  it("lists a backup as COMPLETED that was shown so, although a search of the journal does not see its end yet", async () => {
    const hold = backend.emulator.snapshots.hold(name(6))
    await post()
    await hold.arrived
    const query = { bool: { filter: [{ term: { notable: true } }, { term: { component } }] } }
    const stale = await elasticsearch(backend, "POST", "/camunda-backup-journal/_search", {
      query,
      sort: [{ backup_id: "asc" }]
    })
    hold.release()
    await until(get, isState("COMPLETED"))
    const search = { path: /\/_search$/, times: 10, respond: { status: 200, body: stale.body } }
    backend.emulator.faults.next({
      ...search,
      when: ({ body }) => body.includes(`"${component}"`)
    })
    expect((await send(server.url, "GET", path)).json).toMatchObject([{ state: "COMPLETED" }])
  })

  it("waits for the shard of a journal that another replica is just making", async () => {
    await post()
    await until(get, isState("COMPLETED"))
    const body = { error: { type: "no_shard_available_action_exception", reason: "x" }, status: 503 }
    backend.emulator.faults.next({ path: /\/_doc\/entry/, times: 2, respond: { status: 503, body } })
    expect((await get()).json).toMatchObject({ state: "COMPLETED" })
  })

  it("does not call a backup running when only the lease cannot be written", async () => {
    const fault = backend.emulator.faults.next({ ...onLease('"held"'), html: 503, times: 100 })
    badGateway(await post())
    fault.cancel()
    expect((await post()).status).toBe(200)
  })

  it("takes a part again that another hand deleted while it ran", async () => {
    const hold = backend.emulator.snapshots.hold(name(2))
    await post()
    await until(get, (reply) => reply.text.includes(name(2)))
    await elasticsearch(backend, "DELETE", `/_snapshot/${repository}/${name(2)}`)
    hold.release()
    await until(get, isState("COMPLETED"))
    expect(await snapshotNames(backend, repository)).toHaveLength(6)
  })

  it("answers 404 with when and why for an id that was asked for and left nothing (issue 54037)", async () => {
    backend.emulator.faults.next({
      method: "PUT",
      path: `/_snapshot/${repository}/${name(1)}`,
      respond: {
        status: 403,
        body: {
          error: {
            type: "security_exception",
            reason: "action [cluster:admin/snapshot/create] is unauthorized"
          },
          status: 403
        }
      }
    })
    await post()
    const message = notFound(await until(get, (reply) => reply.status === 404))
    expect(message).toMatch(
      /^No backup with id \[1\] found\. It was asked for at \d{4}-.*security_exception \(403\)/
    )
  })

  it("names the setting that bounds a request when Elasticsearch does not answer in time", async () => {
    const held = backend.emulator.faults.next({ method: "GET", path: /^\/_snapshot/, hold: true, times: 3 })
    expect(badGateway(await get())).toContain("CAMUNDA_BACKUP_REQUEST_TIMEOUT")
    held.release()
  })

  it.each([
    ["a proxy's page with 502", { html: 502 } as const],
    ["a page with 200", { html: 200 } as const],
    ["half an answer", { truncate: true } as const],
    ["no answer", { dropBefore: true } as const]
  ])("answers 502 to %s", async (_what, fault) => {
    backend.emulator.faults.next({ method: "GET", path: /^\/_snapshot/, ...fault })
    badGateway(await get())
    expect((await send(server.url, "GET", path)).text).toBe("[]")
  })

  it("answers 500 with Elasticsearch's reason to a refusal", async () => {
    const body = { error: { type: "security_exception", reason: "unauthorized for user [u]" }, status: 403 }
    backend.emulator.faults.next({ method: "GET", path: /^\/_snapshot/, respond: { status: 403, body } })
    expect(internalError(await get())).toContain("unauthorized for user [u]")
  })

  it("waits for primaries that a restarted Elasticsearch has not assigned yet", async () => {
    const index = component === "operate" ? "operate-list-view-8.3.0_" : "tasklist-task-8.5.0_"
    backend.emulator.indices.unassign(index)
    await post()
    await expect.poll(() => JSON.stringify(server.logs)).toContain("unassigned primary shards")
    backend.emulator.indices.assign(index)
    await until(get, isState("COMPLETED"))
  })

  it("says that a part vanished when the repository takes no more snapshots", async () => {
    backend.emulator.snapshots.outcome(name(2), { vanish: true })
    await post()
    const shown = (await until(get, isState("INCOMPLETE"))).json as { failureReason: string }
    expect(shown.failureReason).toContain(name(2))
  })
})
