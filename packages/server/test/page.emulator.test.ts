/** The status page over the emulator: what it says, what it costs, and what it does while Elasticsearch is away. */
import { BackupId, Component, CronTimes, ScheduleJournal } from "@camunda-backup/core"
import { describeInstallation } from "@camunda-backup/testkit/installation"
import { Effect, Option, Result } from "effect"
import { afterEach, beforeEach, describe, expect, it } from "vitest"
import { statusPage } from "../src/page/StatusPage.ts"
import { styleHash } from "../src/page/style.ts"
import { type EmulatorBackend, emulatorBackend } from "./harness/emulatorBackend.ts"
import { create, send } from "./harness/http.ts"
import { startServer, type TestServer } from "./harness/server.ts"
import { isState, until } from "./harness/until.ts"

const hour = 3_600_000
/** A schedule of both components, in UTC. */
const backupsAt = (expression: string) =>
  ({
    job: "backup",
    times: Result.getOrThrow(CronTimes.make(expression, "UTC")),
    components: Component.all,
    withinMillis: hour,
    jitterMillis: 0
  }) as const

const identity = { version: "1.2.3", embedded: false, component: "operate" } as const

let backend: EmulatorBackend
let server: TestServer

beforeEach(async () => {
  backend = await emulatorBackend()
  backend.emulator.repositories.put("r")
  server = await startServer(backend.url, { repository: "r", readMaxAge: 0 })
})
afterEach(async () => {
  await server.close()
  await backend.close()
})

interface Seed {
  readonly components?: ReadonlyArray<"operate" | "tasklist">
  readonly parts?: number
  readonly partial?: number
  readonly reason?: string
  readonly description?: string
}

const indices = describeInstallation().indices.map((x) => x.name)

const seed = (id: number, hours: number, more: Seed = {}): void => {
  const { components = ["operate", "tasklist"], description, parts = 6, partial, reason } = more
  const start = Date.now() - hours * hour
  for (const component of components) {
    const own = indices.filter((x) => x.startsWith(component))
    for (let part = 1; part <= parts; part++)
      backend.emulator.snapshots.add("r", `camunda_${component}_${id}_8.7.2_part_${part}_of_6`, {
        indices: own.filter((_, i) => i % 6 === part - 1),
        metadata: JSON.stringify({
          backupId: id,
          version: "8.7.2",
          partNo: part,
          partCount: 6,
          ...(description === undefined ? {} : { description })
        }),
        state: part === partial ? "PARTIAL" : "SUCCESS",
        failures:
          part === partial ? [{ index: own[part - 1] ?? "", shard: 0, reason: reason ?? "lost" }] : [],
        startTime: start + part * 60_000,
        endTime: start + part * 60_000 + 30_000
      })
  }
}

/** As a person reads it. */
const wordsOf = (text: string): string =>
  text
    .replace(/<style>[\s\S]*<\/style>/, "")
    .replaceAll(/<[^>]*>/g, " ")
    .replaceAll(/\s+/g, " ")

const look = async (): Promise<string> => wordsOf((await send(server.url, "GET", "/")).text)

/** The page of an application that has just begun, and remembers nothing. */
const fresh = (of: TestServer = server, within = 8000) =>
  statusPage(of.runtime, identity, { facts: 0, surroundings: 60_000, within })

const costOf = async (ask: () => Promise<unknown>): Promise<ReadonlyArray<string>> => {
  backend.emulator.requests.clear()
  await ask()
  return backend.emulator.requests.all.map((x) => x.path)
}

describe("GET /", () => {
  it("is a document that may do nothing but be shown", async () => {
    const { headers, status, text } = await send(server.url, "GET", "/")
    expect(status).toBe(200)
    expect(headers).toMatchObject({
      "content-type": "text/html; charset=utf-8",
      "cache-control": "no-store",
      "referrer-policy": "no-referrer",
      "x-content-type-options": "nosniff",
      "content-security-policy": `default-src 'none'; style-src ${styleHash}; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`
    })
    expect(headers["refresh"]).toBeUndefined()
    expect(text).toMatch(/^<!doctype html>\s*<html lang="en">/i)
    expect(text).not.toMatch(/<script|\son\w+=|\sstyle=|https?:\/\/(?!www\.w3\.org\/2000\/svg)/)
  })

  it("answers HEAD with the same headers, other methods with 405, and other parameters with 400", async () => {
    const head = await send(server.url, "HEAD", "/")
    expect([head.status, head.text, head.headers["content-type"]]).toEqual([
      200,
      "",
      "text/html; charset=utf-8"
    ])
    const other = await send(server.url, "POST", "/")
    expect([other.status, other.headers["allow"]]).toEqual([405, "GET"])
    expect((await send(server.url, "GET", "/?refresh=1")).json).toMatchObject({
      status: 400,
      message: expect.stringContaining("15, 60, 300")
    })
    expect((await send(server.url, "GET", "/?refesh=15")).status).toBe(400)
  })

  it("is loaded again only for who asks for that, and says how to stop it", async () => {
    const { headers, text } = await send(server.url, "GET", "/?refresh=15")
    expect(headers["refresh"]).toBe("15")
    expect(text).toMatch(/<a href="\?"\s*>off<\/a/)
    expect(text).toMatch(/<a href="\?refresh=15"\s+aria-current="true"/)
  })
})

describe("the page says", () => {
  it("that there is no backup yet, and how to take one", async () => {
    const text = await look()
    expect(text).toContain("No backup yet")
    expect(text).toContain("camunda-backup create --wait")
  })

  it("to what one could go back, how long it took and how large it is", async () => {
    seed(7, 3)
    const text = await look()
    expect(text).toMatch(/Last good backup 2h 59m ago 7 , took 5m 30s/)
    expect(text).toContain("Last verified never")
    expect(text).toContain("Next run none")
    expect(text).toContain("1 backup in the order of time: 1 COMPLETED. The longest took 5m 30s.")
  })

  it("which failed since then, and why", async () => {
    seed(7, 30)
    seed(8, 6, { partial: 4, reason: "No space left on device" })
    seed(9, 3, { parts: 3, components: ["tasklist"] })
    const text = await look()
    expect(text).toContain(
      "Backup 8 is FAILED in operate and tasklist. Operate: Some of the snapshots are partial: camunda_operate_8_8.7.2_part_4_of_6. Shard 0 of operate-"
    )
    expect(text).toContain(": No space left on device.")
    expect(text).toMatch(
      /Backup 9 is INCOMPLETE in tasklist\. Tasklist: 3 of 6 parts are there\..*camunda-backup resume 9/
    )
    expect(text).toContain("2 things are wrong")
  })

  it("that the last good one is older than a day, or than the schedule lets it be", async () => {
    seed(7, 25)
    expect(await look()).toContain("Nothing is wrong")
    const schedule = backupsAt("0 */6 * * *")
    const often = await startServer(backend.url, { repository: "r", schedules: [schedule] })
    const text = wordsOf((await send(often.url, "GET", "/")).text)
    await often.close()
    expect(text).toMatch(/^ 1 warning ·/)
    expect(text).toContain("The last good backup is 1d 0h old; it should be no older than 7h.")
    expect(text).toContain("camunda-backup create --wait")
  })

  it("why none is good where each component has one", async () => {
    seed(7, 30, { components: ["operate"] })
    seed(8, 6, { components: ["tasklist"] })
    const text = await look()
    expect(text).toContain("No good backup")
    expect(text).toContain(
      "operate has 7, where tasklist has nothing; tasklist has 8, where operate has nothing."
    )
  })

  it("what runs and how far it is", async () => {
    backend.emulator.snapshots.hold("camunda_operate_9_8.7.2_part_2_of_6")
    await create(server.url, "/operate/actuator/backups", 9)
    await until(
      () => send(server.url, "GET", "/operate/actuator/backups/9"),
      (reply) => reply.text.includes("part_2_of_6")
    )
    const text = wordsOf(await fresh()(null))
    expect(text).toContain("Running 1 backup")
    expect(text).toMatch(/Operate 9 , began .* 1 of 6 parts done, part 2/)
    // The check says that none can be taken now, which is nothing wrong.
    expect(text).toContain("Check: 0 errors")
  })

  it("what was drilled, and what is verified by it", async () => {
    await create(server.url, "/operate/actuator/backups", 7)
    await until(() => send(server.url, "GET", "/operate/actuator/backups/7"), isState("COMPLETED"))
    await send(server.url, "POST", "/api/v1/restores", {
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ component: "operate", backupId: "7", target: "drill" })
    })
    await until(
      () => send(server.url, "GET", "/api/v1/verifications"),
      (reply) => reply.text.includes('"verified"')
    )
    const text = wordsOf(await fresh()(null))
    expect(text).toMatch(/Last verified \ds ago 7 \d{4}-/)
    expect(text).toMatch(/drill operate 7 .*COMPLETED/)
  })

  it("what is scheduled, when it comes next, and why its last time passed unused", async () => {
    seed(7, 3)
    const backups = backupsAt("0 0 29 2 *")
    const drills = { ...backups, job: "drill" } as const
    const set = await startServer(backend.url, { repository: "r", schedules: [backups, drills] })
    const at = Date.now() - hour
    const skipped = {
      dueAt: at,
      at,
      by: "replica-1",
      outcome: "skipped",
      backupId: null,
      retention: null
    } as const
    await set.runtime.runPromise(
      ScheduleJournal.use((journal) =>
        Effect.all([
          journal.update("r", "backup", () => ({
            since: 0,
            paused: null,
            claim: null,
            runs: [{ ...skipped, reason: "Backup 7 was still running." }]
          })),
          journal.update("r", "drill", () => ({
            since: 0,
            paused: { at, by: "omar" },
            claim: null,
            runs: []
          }))
        ])
      )
    )
    const text = wordsOf((await send(set.url, "GET", "/")).text)
    await set.close()
    expect(text).toContain("The last scheduled backup was skipped. Backup 7 was still running.")
    expect(text).toContain("The schedule of the drill is paused, by omar.")
    expect(text).toContain("camunda-backup schedule resume drill")
    expect(text).toMatch(/Next run in \d+d \d+h backup, \d{4}-02-29 00:00:00 UTC/)
    expect(text).toMatch(/drill 0 0 29 2 \* UTC paused by omar/)
    // The check finds the same, and it is said once.
    expect(text).toMatch(/^ 2 warnings ·/)
  })

  it("that retention stopped, and why", async () => {
    seed(7, 3)
    const schedule = backupsAt("0 0 29 2 *")
    const set = await startServer(backend.url, { repository: "r", schedules: [schedule] })
    const at = Date.now() - hour
    const id = Option.getOrThrow(BackupId.parse("7"))
    const retention = { at, by: "replica-1", finished: true, removed: [], reason: "Elasticsearch was away." }
    const run = {
      dueAt: at,
      at,
      by: "replica-1",
      outcome: "started",
      reason: null,
      backupId: id,
      retention
    } as const
    await set.runtime.runPromise(
      ScheduleJournal.use((journal) =>
        journal.update("r", "backup", () => ({ since: 0, paused: null, claim: null, runs: [run] }))
      )
    )
    const text = wordsOf((await send(set.url, "GET", "/")).text)
    await set.close()
    expect(text).toContain(
      "Retention stopped before its end: backups that are not kept are still there. Elasticsearch was away."
    )
    expect(text).toMatch(/^ 1 warning ·/)
  })

  it("what others wrote only as text, whatever it is", async () => {
    const evil = `</td><script>alert(1)</script><img src=x onerror=alert(1)> "'\u{202E}gnp.exe`
    seed(7, 3, { partial: 2, reason: evil.repeat(200), description: evil.slice(0, 60) })
    const { text } = await send(server.url, "GET", "/")
    expect(text).toContain("&lt;script&gt;alert(1)&lt;/script&gt;")
    expect(text).not.toMatch(/<script|<img|\u{202E}/u)
    expect(text.length).toBeLessThan(100_000)
  })

  it("no more than the newest thirty of two hundred, and that there are more", async () => {
    for (let id = 1; id <= 200; id++) seed(id, 201 - id)
    const { text } = await send(server.url, "GET", "/")
    expect(wordsOf(text)).toContain("The newest 30 of 200; camunda-backup list has all.")
    expect(wordsOf(text)).toContain("20 older backups")
    expect(text.match(/<code>\d+<\/code>/g)).toHaveLength(30 + 1 + 2)
    expect(text.length).toBeLessThan(100_000)
  })
})

describe("a view", () => {
  it("asks Elasticsearch for nothing more with 200 backups than with one", async () => {
    seed(1, 300)
    const page = fresh()
    const kinds = async () => {
      const paths = await costOf(() => page(null))
      return { snapshots: paths.filter((x) => x.startsWith("/_snapshot/r/")).length, all: paths.length }
    }
    const first = await kinds()
    const idle = await kinds()
    for (let id = 2; id <= 200; id++) seed(id, 250 - id)
    const many = await kinds()
    const again = await kinds()
    // Of each component its snapshots, lease and journal, drills and restores, and now and then one of what runs behind; the check only at first.
    expect(idle.snapshots).toBe(2)
    expect(idle.all).toBeLessThanOrEqual(12)
    expect(again.snapshots).toBe(2)
    expect(again.all).toBeLessThanOrEqual(12)
    // Sizes and ends of thirty backups at once, for each component.
    expect(many.snapshots).toBe(4)
    expect(first.all).toBeLessThanOrEqual(80)
  })

  it("of a hundred people at once asks as much as one", async () => {
    seed(7, 3)
    await look()
    const page = statusPage(server.runtime, identity)
    await page(null)
    const all = await costOf(() => Promise.all(Array.from({ length: 100 }, () => page(null))))
    expect(all).toEqual([])
  })
})

describe("while Elasticsearch is away", () => {
  it("says so, with what was read before and when, and the same again when it is back", async () => {
    seed(7, 3)
    const page = fresh()
    expect(wordsOf(await page(null))).toContain("Last good backup 2h 59m ago")
    await backend.down()
    const text = wordsOf(await page(null))
    expect(text).toContain("The backups cannot be read")
    expect(text).toMatch(/what is shown here was read \d+s ago/)
    expect(text).toContain("Wait, and look at Elasticsearch.")
    expect(text).toContain("Last good backup 2h 59m ago")
    expect(text).toContain("Check: not made.")
    await backend.up()
    expect(wordsOf(await page(null))).not.toContain("cannot be read")
  })

  it("says so when it never was there: the page is served all the same", async () => {
    await backend.down()
    const { status, text } = await send(server.url, "GET", "/")
    expect(status).toBe(200)
    expect(wordsOf(text)).toContain("The backups cannot be read.")
    expect(wordsOf(text)).not.toContain("Last good backup")
    await backend.up()
  })

  it("waits no longer than its bound for one that never answers", async () => {
    const held = backend.emulator.faults.next({ path: /^\/_snapshot/, hold: true, times: 1000 })
    const page = fresh(server, 200)
    const text = wordsOf(await page(null))
    expect(text).toContain("The backups are still being read. It has taken 0s by now, and is no failure.")
    expect(text).not.toContain("cannot be read")
    const struck = backend.emulator.requests.all.length
    await page(null)
    // Who asks again waits for the same read.
    expect(
      backend.emulator.requests.all.filter((x) => x.path.startsWith("/_snapshot/r/camunda_"))
    ).toHaveLength(2)
    expect(backend.emulator.requests.all.length - struck).toBeLessThan(10)
    held.release()
  })

  it("shows what was read last while a list takes longer than anybody waits, and what is new as soon as it is read", async () => {
    seed(7, 3)
    const page = fresh(server, 200)
    await until(
      async () => ({ status: 200, headers: {}, text: wordsOf(await page(null)), json: undefined }),
      (x) => x.text.includes("Nothing is wrong")
    )
    const held = backend.emulator.faults.next({ path: /^\/_snapshot/, hold: true, times: 1000 })
    seed(8, 1)
    const slow = wordsOf(await page(null))
    expect(slow).toContain("Nothing is wrong")
    expect(slow).toContain("It is being read again, which takes longer than usual.")
    expect(slow).toContain("Last good backup 2h 59m ago")
    expect(slow).not.toContain("cannot be read")
    held.release()
    const next = await until(
      async () => ({ status: 200, headers: {}, text: wordsOf(await page(null)), json: undefined }),
      (x) => x.text.includes("Last good backup 59m")
    )
    expect(next.text).not.toContain("longer than usual")
  })

  it("says what to do where no repository is set", async () => {
    const other = await startServer(backend.url)
    const { text } = await send(other.url, "GET", "/")
    expect(wordsOf(text)).toContain("Set CAMUNDA_BACKUP_REPOSITORY to the name of a repository.")
    await other.close()
  })
})
