/** Progress of a running backup, on the emulator's clock: it stands still or moves on as the test wants. */
import { manualClock, startEmulator, type Emulator } from "@camunda-backup/testkit/emulator"
import { afterEach, beforeEach, describe, expect, it } from "vitest"
import { create, send } from "./harness/http.ts"
import { startServer, type TestServer } from "./harness/server.ts"
import { isState, until } from "./harness/until.ts"
import { seed } from "./harness/emulatorBackend.ts"

interface Amount {
  readonly done: number
  readonly total: number
}

interface Shown {
  readonly state: string
  readonly progress: {
    readonly parts: Amount
    readonly current: { readonly part: number; readonly shards: Amount; readonly bytes: Amount } | null
    readonly bytesPerSecond: number | null
    readonly remainingMillis: number | null
    readonly stalledSince: string | null
  }
}

describe("progress", () => {
  const partMillis = 10_000
  const clock = manualClock()
  let emulator: Emulator
  let server: TestServer

  beforeEach(async () => {
    emulator = await startEmulator({ clock, snapshotDuration: partMillis })
    seed(emulator)
    emulator.repositories.put("r")
    server = await startServer(emulator.url, {
      repository: "r",
      requestTimeout: "500 millis",
      stallAfter: "1 second"
    })
  })
  afterEach(async () => {
    await server.close()
    await emulator.close()
  })

  const get = () => send(server.url, "GET", "/api/v1/backups/operate/1")
  const shown = async (wanted: (progress: Shown["progress"]) => boolean): Promise<Shown["progress"]> =>
    (
      (await until(get, (reply) => reply.status === 200 && wanted((reply.json as Shown).progress)))
        .json as Shown
    ).progress

  it("shows parts, and of the running one shards, files and bytes", async () => {
    await create(server.url, "/operate/actuator/backups", 1)
    const first = await shown((x) => x.current !== null)
    expect(first.parts).toEqual({ done: 0, total: 6 })
    expect(first.current).toMatchObject({
      part: 1,
      snapshot: "camunda_operate_1_8.7.2_part_1_of_6",
      shards: { done: 0 },
      files: { done: 0 },
      bytes: { done: 0 }
    })
    expect(first.bytesPerSecond).toBeNull()
    expect(first.remainingMillis).toBeNull()
    clock.advance(partMillis)
    const second = await shown((x) => x.current?.part === 2)
    expect(second.parts).toEqual({ done: 1, total: 6 })
  })

  it("says since when nothing was finished, warns once in the log although nobody looks, and forgets it when it goes on", async () => {
    await create(server.url, "/operate/actuator/backups", 1)
    const stalled = () =>
      server.logs.filter((x) => String(x["message"]).includes("CAMUNDA_BACKUP_STALL_AFTER"))
    await expect.poll(stalled, { timeout: 15_000 }).toHaveLength(1)
    const { stalledSince } = await shown((x) => x.stalledSince !== null)
    expect(stalledSince).toMatch(/Z$/)
    await get()
    expect(stalled()).toHaveLength(1)
    expect(stalled()[0]).toMatchObject({ level: "warn", component: "operate", backupId: "1" })
    clock.advance(partMillis)
    await shown((x) => x.current?.part === 2 && x.stalledSince === null)
  })
})

describe("the time that is left", () => {
  let emulator: Emulator
  let server: TestServer

  beforeEach(async () => {
    emulator = await startEmulator()
    seed(emulator)
    emulator.repositories.put("r")
    server = await startServer(emulator.url, { repository: "r" })
  })
  afterEach(async () => {
    await server.close()
    await emulator.close()
  })

  it("is what the same parts took in earlier completed backups", async () => {
    const hour = 3_600_000
    const before = Date.now() - 24 * hour
    for (const backupId of [1, 2, 3])
      for (let part = 1; part <= 6; part++) {
        const startTime = before + backupId * hour
        emulator.snapshots.add("r", `camunda_operate_${backupId}_8.7.2_part_${part}_of_6`, {
          startTime,
          endTime: startTime + backupId * 100_000
        })
      }
    emulator.snapshots.hold("camunda_operate_9_8.7.2_part_2_of_6")
    await create(server.url, "/operate/actuator/backups", 9)
    const get = () => send(server.url, "GET", "/api/v1/backups/operate/9")
    const reply = await until(
      get,
      (x) =>
        (x.json as Shown | undefined)?.progress?.remainingMillis != null &&
        x.text.includes('"part":2,"snapshot"')
    )
    const { remainingMillis } = (reply.json as Shown).progress
    // Parts 2 to 6 at 200 s, less the moment that part 2 runs already.
    expect(remainingMillis).toBeGreaterThan(900_000)
    expect(remainingMillis).toBeLessThanOrEqual(1_200_000)
    expect(isState("IN_PROGRESS")(reply)).toBe(true)
  })
})
