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
    server = await startServer(backend.url, { repository, replica: "one" })
    other = await startServer(backend.url, { repository, replica: "two" })
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
