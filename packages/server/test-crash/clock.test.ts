/** A machine's clock is set by an hour while a backup runs: nobody is taken for dead or late who is not, and who is dead still is. */
import { startFaultProxy } from "@camunda-backup/testkit/faults"
import { describe, expect, it, onTestFinished } from "vitest"
import { Duration } from "effect"
import { emulatorBackend } from "../test/harness/emulatorBackend.ts"
import { create, type Reply, send } from "../test/harness/http.ts"
import { startServer, type TestServer, type TestSettings } from "../test/harness/server.ts"
import { isState, until } from "../test/harness/until.ts"
import { storedSnapshots } from "../test-elasticsearch/harness/storedSnapshots.ts"
import { id, names, path } from "./harness/CrashWorld.ts"
import { journalOf } from "./harness/journal.ts"
import { steppedClock } from "../test/harness/steppedClock.ts"

const hour = 3_600_000
const leaseTtlMillis = 900
const journalIndex = "camunda-backup-journal"

/** An owner in the middle of its third part and a watcher that has seen it alive, each with a clock of its own. */
const inThirdPart = async () => {
  const backend = await emulatorBackend()
  onTestFinished(backend.close)
  const repository = await backend.newRepository()
  const proxy = await startFaultProxy({ target: backend.url })
  onTestFinished(proxy.close)
  const clocks = { owner: steppedClock(), watcher: steppedClock() }
  const settings: TestSettings = {
    repository,
    leaseTtl: Duration.millis(leaseTtlMillis),
    journalIndex,
    masterTimeout: "300 millis",
    partTimeout: "1 minute"
  }
  const owner = await startServer(proxy.url, settings, clocks.owner)
  onTestFinished(owner.close)
  const watcher = await startServer(backend.url, settings, clocks.watcher)
  onTestFinished(watcher.close)
  const hold = backend.emulator.snapshots.hold(names[2] ?? "")
  expect((await create(owner.url, path, id)).status).toBe(200)
  await hold.arrived
  const journal = journalOf(backend, journalIndex, repository)
  const beats = async () => Number((await journal.lease())._source.content["beat"])
  const term = async () => (await journal.lease())._source.content["term"]
  const get = ({ url }: TestServer) => send(url, "GET", `${path}/${id}`)
  /** The owner gives signs of life for several times the time to live; what is said meanwhile, by both. */
  const saidWhileItBeats = async () => {
    const enough = (await beats()) + 9
    const said = new Set<unknown>()
    await expect
      .poll(
        async () => {
          for (const server of [owner, watcher]) said.add(stateOf(await get(server)))
          return beats()
        },
        { timeout: 30_000 }
      )
      .toBeGreaterThanOrEqual(enough)
    return [...said]
  }
  const left = async () => (await storedSnapshots(backend, repository)).map((x) => [x.snapshot, x.state])
  return { proxy, clocks, owner, watcher, hold, journal, term, get, saidWhileItBeats, left }
}

const stateOf = (reply: Reply): unknown => (reply.json as { readonly state?: unknown }).state

const whole = names.map((name) => [name, "SUCCESS"])
const taken = (server: TestServer) =>
  server.logs.filter((x) => x["message"] === "going on with a backup that another process began")

const steps = [
  ["forward", hour],
  ["back", -hour]
] as const

describe.each(steps)("the clock is set %s by an hour", (_, millis) => {
  it.each(["owner", "watcher"] as const)("of the %s: nothing happens", async (who) => {
    const { clocks, owner, watcher, hold, journal, term, get, saidWhileItBeats, left } = await inThirdPart()
    const before = await term()
    expect(await saidWhileItBeats()).toEqual(["IN_PROGRESS"])
    clocks[who].step(millis)
    expect(await saidWhileItBeats()).toEqual(["IN_PROGRESS"])
    hold.release()
    const done = await until(() => get(watcher), isState("COMPLETED"))
    expect(done.json).toMatchObject({ failureReason: null })
    expect(await left()).toEqual(whole)
    expect(await journal.events(id)).toEqual(["Ended"])
    expect(await term()).toBe(before)
    expect([...taken(owner), ...taken(watcher)]).toEqual([])
  })

  it("of the watcher, and the owner is cut off: it is taken over, and changes nothing when it is back", async () => {
    const { proxy, clocks, owner, watcher, hold, journal, get, saidWhileItBeats, left } = await inThirdPart()
    expect(await saidWhileItBeats()).toEqual(["IN_PROGRESS"])
    clocks.watcher.step(millis)
    await proxy.stop()
    await expect.poll(() => taken(watcher), { timeout: 20_000 }).toHaveLength(1)
    hold.release()
    await until(() => get(watcher), isState("COMPLETED"))
    const entry = await journal.entry(id)
    await proxy.start()
    const lost = "another process has taken over the backup (CAMUNDA_BACKUP_LEASE_TTL)"
    await expect.poll(() => owner.logs.map((x) => x["message"]), { timeout: 20_000 }).toContain(lost)
    expect(await journal.entry(id)).toEqual(entry)
    expect(await journal.events(id)).toEqual(["TakenOver", "Ended"])
    expect(await left()).toEqual(whole)
    expect((await get(owner)).json).toMatchObject({ state: "COMPLETED" })
  })
})
