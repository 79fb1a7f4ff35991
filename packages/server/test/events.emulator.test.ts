/** `GET /api/v1/events` over the emulator, with two replicas of the server. */
import { afterEach, beforeEach, describe, expect, it } from "vitest"
import { type EmulatorBackend, emulatorBackend } from "./harness/emulatorBackend.ts"
import { type EventStream, listen, type Received } from "./harness/eventStream.ts"
import { create, send } from "./harness/http.ts"
import { apiProblem } from "./harness/problems.ts"
import { startServer, type TestServer } from "./harness/server.ts"
import { isState, until } from "./harness/until.ts"

const path = "/operate/actuator/backups"

describe("/api/v1/events", () => {
  let backend: EmulatorBackend
  let repository: string
  let server: TestServer
  let other: TestServer
  let streams: Array<EventStream>

  beforeEach(async () => {
    backend = await emulatorBackend()
    repository = await backend.newRepository()
    server = await startServer(backend.url, { repository, replica: "one", watchWrites: "100 millis" })
    other = await startServer(backend.url, { repository, replica: "two", watchWrites: "100 millis" })
    streams = []
  })
  afterEach(async () => {
    for (const stream of streams) stream.close()
    await server.close()
    await other.close()
    await backend.close()
  })

  const open = async (...args: [query?: string, headers?: Readonly<Record<string, string>>]) => {
    const stream = await listen(server.url, ...args)
    streams.push(stream)
    return stream
  }
  const types = (events: ReadonlyArray<Received>) => events.flatMap((x) => x.type ?? [])
  const completed = async (id: number, on = server) => {
    await create(on.url, path, id)
    await until(() => send(on.url, "GET", `${path}/${id}`), isState("COMPLETED"))
  }

  it("tells a backup from its start to its end, and its deletion", async () => {
    const stream = await open()
    expect(stream.contentType).toBe("text/event-stream")
    await completed(1)
    const events = await stream.until("attempt-ended", "backup-changed")
    const parts = events.filter((x) => x.type?.startsWith("part-") === true)
    expect(parts).toHaveLength(12)
    expect(parts.at(-1)?.data).toMatchObject({
      type: "part-finished",
      part: 6,
      snapshot: "camunda_operate_1_8.7.2_part_6_of_6",
      state: "SUCCESS",
      component: "operate",
      backupId: "1"
    })
    expect(events.find((x) => x.type === "attempt-ended")?.data).toMatchObject({
      how: "Completed",
      by: "one"
    })
    await expect
      .poll(() => stream.received.findLast((x) => x.type === "backup-changed")?.data["state"], {
        timeout: 5000
      })
      .toBe("COMPLETED")
    await send(server.url, "DELETE", `${path}/1`)
    const all = await stream.until("deletion-finished")
    expect(all.find((x) => x.type === "deletion-finished")?.data["at"]).toMatch(/Z$/)
    expect(types(all)[0]).toBe("attempt-started")
  })

  it("tells what another replica does", async () => {
    const stream = await open()
    await completed(1, other)
    const events = await stream.until("attempt-started", "part-finished", "attempt-ended", "backup-changed")
    expect(events.find((x) => x.type === "attempt-ended")?.data).toMatchObject({ by: "two" })
  })

  const restoring = async (body: Readonly<Record<string, unknown>>, on = server) => {
    const asked = (more: object = {}) => ({
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ component: "operate", backupId: "1", ...body, ...more })
    })
    const plan = await send(on.url, "POST", "/api/v1/restores/plan", asked())
    const { digest } = plan.json as { readonly digest: string }
    const started = await send(on.url, "POST", "/api/v1/restores", asked({ digest }))
    expect(started.status, started.text).toBe(202)
    return (started.json as { readonly id: string }).id
  }
  const ofRestores = (events: ReadonlyArray<Received>) =>
    events.filter((x) => x.type?.startsWith("restore-") === true)

  it("tells a restore in place from its start to its end, on every replica alike", async () => {
    await completed(1)
    const stream = await open()
    const elsewhere = await listen(other.url)
    streams.push(elsewhere)
    const id = await restoring({ target: "in-place" })
    for (const one of [stream, elsewhere]) {
      await one.until("restore-ended")
      const events = ofRestores(one.received)
      expect(types(events)).toEqual([
        "restore-started",
        "restore-compared",
        "restore-deletes-begun",
        "restore-compared",
        "restore-ended"
      ])
      for (const { data } of events)
        expect(data).toMatchObject({ restore: id, target: "InPlace", component: "operate", backupId: "1" })
      expect(events.map((x) => x.data["stage"])).toEqual([
        undefined,
        "drill",
        undefined,
        "restore",
        undefined
      ])
      expect(events.at(-1)?.data).toMatchObject({ how: "Completed", reason: null, by: "one" })
    }
  })

  it("tells a drill that does not complete, with how and why", async () => {
    await completed(1)
    const stream = await open()
    const part = "camunda_operate_1_8.7.2_part_6_of_6"
    const index = "operate-process-8.3.0_"
    expect(backend.emulator.snapshots.damageShard(part, index, 0, "changed")).toBe(true)
    const id = await restoring({ target: "drill" }, other)
    await stream.until("restore-ended")
    expect(types(ofRestores(stream.received))).toEqual(["restore-started", "restore-ended"])
    expect(stream.received.find((x) => x.type === "restore-ended")?.data).toMatchObject({
      restore: id,
      target: "Drill",
      how: "ShardFailed",
      reason: expect.stringContaining(index),
      by: "two"
    })
  })

  it("tells nothing of restores twice to a client that comes back, and what happened meanwhile", async () => {
    await completed(1)
    const first = await open()
    const id = await restoring({ target: "drill" })
    await first.until("restore-ended")
    const seen = first.received.at(-1)?.id ?? ""
    first.close()
    await first.ended
    const again = await restoring({ target: "drill" })
    await until(
      () => send(server.url, "GET", `/api/v1/restores/${again}`),
      (x) => x.text.includes('"Ended"')
    )
    const second = await open("", { "last-event-id": seen })
    await second.until("restore-ended")
    const all = [...ofRestores(first.received), ...ofRestores(second.received)]
    expect(all.map((x) => `${String(x.data["restore"])} ${x.type}`)).toEqual(
      [id, again].flatMap((x) => ["started", "compared", "ended"].map((what) => `${x} restore-${what}`))
    )
    expect(new Set(all.map((x) => x.id)).size).toBe(all.length)
  })

  it("tells of one component when that is asked for", async () => {
    const stream = await open("?component=tasklist")
    await completed(1)
    await create(server.url, "/tasklist/actuator/backups", 2)
    const events = await stream.until("attempt-ended")
    expect(new Set(events.flatMap((x) => x.data["component"] ?? []))).toEqual(new Set(["tasklist"]))
  })

  it("goes on where a client was that comes back, with what happened meanwhile", async () => {
    const first = await open()
    await completed(1)
    await first.until("attempt-ended")
    const [seen, missed] = [first.received[1]?.id ?? "", first.received.slice(2).map((x) => x.id)]
    first.close()
    await first.ended
    await completed(2)
    const second = await open("", { "last-event-id": seen })
    await second.until("attempt-started")
    const ids = second.received.map((x) => x.id)
    expect(ids.slice(0, missed.length + 1)).toEqual([seen, ...missed])
    expect(types(second.received)).not.toContain("reset")
    expect(
      second.received.find((x) => x.type === "attempt-started" && x.data["backupId"] === "2")
    ).toBeDefined()
  })

  it("says `reset` first to a client with an id of another process", async () => {
    const stream = await open("", { "last-event-id": "deadbeef-5" })
    expect(stream.received[0]).toMatchObject({ type: "reset", data: {} })
    await completed(1)
    await stream.until("attempt-ended")
  })

  it("asks Elasticsearch nothing more than without it once nobody listens", async () => {
    const stream = await open()
    await completed(1)
    await stream.until("attempt-ended")
    stream.close()
    await stream.ended
    const lists = () => backend.emulator.requests.matching((x) => x.path.endsWith("camunda_operate_*")).length
    // The look that was under way may still end.
    const settled = lists() + 1
    await completed(2)
    await completed(3)
    expect(lists()).toBeLessThanOrEqual(settled)
  })

  it("is kept open by comments, and waits for Elasticsearch to come back", async () => {
    const stream = await open()
    await expect.poll(stream.comments).toBeGreaterThan(2)
    await backend.down()
    await expect
      .poll(() => server.logs.filter((x) => String(x["message"]).startsWith("events are late")), {
        timeout: 10_000
      })
      .toHaveLength(1)
    await backend.up()
    await completed(1)
    await stream.until("attempt-ended")
  })

  it("ends when the server stops", async () => {
    const stream = await open()
    const stopped = startServer(backend.url, { repository })
    const third = await stopped
    const ending = await listen(third.url)
    await third.close()
    await ending.ended
    expect(ending.received).toHaveLength(1)
    expect(stream.received).toHaveLength(1)
  })

  it("refuses what it cannot serve", async () => {
    const events = "/api/v1/events"
    expect(apiProblem(await send(server.url, "GET", `${events}?component=x`), 400).code).toBe(
      "parameter-invalid"
    )
    const unset = await startServer(backend.url)
    expect(apiProblem(await send(unset.url, "GET", events), 500).code).toBe("repository-not-configured")
    await unset.close()
    const html = { headers: { accept: "text/html" } }
    expect(apiProblem(await send(server.url, "GET", events, html), 406).code).toBe("not-acceptable")
    expect(apiProblem(await send(server.url, "POST", events), 405).code).toBe("method-not-allowed")
    expect((await send(server.url, "HEAD", events)).headers["content-type"]).toBe("text/event-stream")
  })
})
