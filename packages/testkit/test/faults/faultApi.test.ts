import { describe, expect, it } from "vitest"
import { manualClock } from "../../src/clock/followingClock.ts"
import type { EmulatorOptions } from "../../src/emulator/Emulator.ts"
import { testEmulator } from "../emulator/testEmulator.ts"
import { failure } from "../proxy/tinyTarget.ts"

const controlled = async (options: EmulatorOptions = {}) => {
  const emulator = await testEmulator({ faultApi: true, ...options })
  const control = (method: string, path: string, body?: unknown) =>
    emulator.call(method, `/_emulator${path}`, body)
  return { emulator, control }
}

describe("the emulator's controls over HTTP", () => {
  it("are off unless asked for", async () => {
    const { call } = await testEmulator()
    expect((await call("GET", "/_emulator/faults")).headers.get("x-elastic-product")).toBe("Elasticsearch")
    expect((await call("POST", "/_emulator/faults", { html: 502 })).status).not.toBe(201)
  })

  it("list themselves, and say what is wrong with a call", async () => {
    const { control } = await controlled()
    expect((await control("GET", "")).text).toContain("POST /_emulator/snapshots/hold")
    expect((await control("GET", "/nope")).status).toBe(404)
    expect((await control("PUT", "/faults")).json).toEqual({
      error: "/_emulator/faults takes POST, GET, DELETE."
    })
    expect(await control("POST", "/faults", "{")).toMatchObject({ status: 400 })
    expect((await control("POST", "/clock", [])).json).toEqual({ error: "The body is to be a JSON object." })
  })

  it.each([
    [{}, "A rule has one of respond, html"],
    [{ html: 502, delay: 1 }, "A rule has one of"],
    [{ html: 99 }, '"html" is to be an HTTP status'],
    [{ html: 502, pth: "/" }, "Unknown: pth."],
    [{ html: 502, pathPattern: "(" }, '"pathPattern" is no regular expression'],
    [{ html: 502, path: "/", pathPattern: "/" }, "not both"],
    [{ html: 502, probability: 2 }, "from 0 to 1"],
    [{ html: 502, method: "FETCH" }, '"method" is no HTTP method: FETCH.'],
    [{ html: 502, path: "/a?b=1" }, "without the query"],
    [{ html: 502, path: "_snapshot" }, "begin with a slash"],
    [{ delay: 1, applied: true }, '"applied" goes with respond, html, retryAfter, redirect only.'],
    [{ respond: { status: 500, headers: "x" } }, '"headers" is to be an object of texts.'],
    [{ refuse: true }, '"refuse" is to be a number'],
    [{ hold: "before" }, '"hold" cannot be "before".'],
    [{ respond: { status: 500, headers: { a: 1 } } }, '"a" is to be a text.']
  ])("refuse the rule %j", async (rule, message) => {
    const { control } = await controlled()
    const { status, text } = await control("POST", "/faults", rule)
    expect(status).toBe(400)
    expect(JSON.parse(text)).toEqual({ error: expect.stringContaining(message) })
  })

  it("show what a rule looks for in bodies, and strike by it", async () => {
    const { emulator, control } = await controlled()
    const rule = { path: "/a/_doc/5", bodyPattern: '"n": *5', html: 502 }
    expect((await control("POST", "/faults", rule)).json).toMatchObject({ rule })
    expect((await emulator.call("PUT", "/a/_doc/5", { n: 6 })).status).toBe(201)
    expect((await emulator.call("PUT", "/a/_doc/5", { n: 5 })).status).toBe(502)
  })

  it("make, show, release and delete rules", async () => {
    const { emulator, control } = await controlled()
    const made = await control("POST", "/faults", { method: "put", pathPattern: "^/_snapshot/", hold: true })
    expect(made).toMatchObject({
      status: 201,
      json: {
        id: "1",
        struck: 0,
        left: 1,
        rule: { method: "PUT", pathPattern: "^\\/_snapshot\\/", hold: true }
      }
    })
    const creating = emulator.call("PUT", "/_snapshot/r/s")
    expect((await control("GET", "/faults/1?wait=true")).json).toMatchObject({ struck: 1, left: 0 })
    expect(emulator.snapshots.names("r")).toEqual([])
    await control("POST", "/faults/1/release")
    expect((await creating).json).toEqual({ accepted: true })
    await control("POST", "/faults", { html: 502, probability: 0.5, seed: 3 })
    expect((await control("GET", "/faults")).json).toMatchObject({
      faults: [{ id: "1" }, { id: "2", left: null }]
    })
    expect((await control("DELETE", "/faults/2")).status).toBe(200)
    expect((await control("DELETE", "/faults/2")).status).toBe(404)
    await control("DELETE", "/faults")
    expect((await control("GET", "/faults")).json).toEqual({ faults: [] })
  })

  it.each([
    [{ html: 503 }, 503],
    [{ redirect: 504 }, 504],
    [{ retryAfter: 1 }, 429],
    [{ respond: { status: 418, body: "x" } }, 418],
    [{ delay: 0 }, 200],
    [{ drip: { bytes: 1000, every: 1 } }, 200],
    [{ bodyPattern: "nope", html: 502 }, 200]
  ])("carry out %j", async (rule, status) => {
    const { emulator, control } = await controlled()
    await control("POST", "/faults", rule)
    expect((await emulator.call("GET", "/_snapshot")).status).toBe(status)
  })

  it.each([{ dropBefore: true }, { dropAfter: true }, { truncate: "connection" }, { refuse: 0 }])(
    "break the connection with %j",
    async (rule) => {
      const { emulator, control } = await controlled()
      await control("POST", "/faults", rule)
      await expect(emulator.call("GET", "/_snapshot")).rejects.toThrow(/fetch failed|terminated/)
    }
  )

  it("show and forget requests", async () => {
    const { emulator, control } = await controlled()
    await emulator.call("PUT", "/_snapshot/r/s?wait_for_completion=true", { indices: "a" })
    await emulator.call("GET", "/_snapshot/r/s")
    expect((await control("GET", "/requests?method=put&pathPattern=^/_snapshot/")).json).toMatchObject({
      requests: [
        {
          method: "PUT",
          path: "/_snapshot/r/s",
          query: { wait_for_completion: "true" },
          body: '{"indices":"a"}'
        }
      ]
    })
    expect((await control("GET", "/requests?path=/_snapshot/r/s")).json).toMatchObject({ requests: [{}, {}] })
    await control("DELETE", "/requests")
    expect((await control("GET", "/requests")).json).toEqual({ requests: [] })
  })

  it("move the clock", async () => {
    const { emulator, control } = await controlled({ snapshotDuration: 60_000 })
    await control("POST", "/clock", { frozen: true })
    await emulator.call("PUT", "/_snapshot/r/s", { indices: "a" })
    const before = (await control("GET", "/clock")).json as { now: number }
    expect((await control("POST", "/clock", { advance: 60_000 })).json).toEqual({
      now: before.now + 60_000,
      frozen: true
    })
    expect(emulator.snapshots.names("r")).toEqual(["s"])
    expect((await control("POST", "/clock", { frozen: false })).json).toMatchObject({ frozen: false })
  })

  it("hold and release snapshots, decide their outcome, damage them", async () => {
    const { emulator, control } = await controlled()
    expect((await control("POST", "/snapshots/hold", { name: "s*" })).json).toEqual({ id: "1" })
    await emulator.call("PUT", "/_snapshot/r/s", { indices: "a" })
    expect(emulator.snapshots.running()).toEqual(["s"])
    expect((await control("POST", "/snapshots/release", { id: "2" })).status).toBe(404)
    expect((await control("POST", "/snapshots/release")).json).toEqual({ released: 1 })
    await control("POST", "/snapshots/outcome", { name: "p", outcome: { state: "PARTIAL" }, times: 1 })
    await control("POST", "/snapshots/outcome", { name: "gone", outcome: { vanish: true } })
    await control("POST", "/snapshots/outcome", { name: "f", outcome: { state: "FAILED", reason: "broken" } })
    expect((await control("POST", "/snapshots/outcome", { name: "x", outcome: {} })).status).toBe(400)
    for (const name of ["p", "gone", "f"])
      // oxlint-disable-next-line no-await-in-loop -- one after the other on purpose
      await emulator.call("PUT", `/_snapshot/r/${name}`, { indices: "a" })
    expect(["s", "p", "gone", "f"].map((name) => emulator.snapshots.get("r", name)?.state)).toEqual([
      "SUCCESS",
      "PARTIAL",
      undefined,
      "FAILED"
    ])
    expect((await control("POST", "/snapshots/damage", { name: "s" })).status).toBe(200)
    expect((await control("POST", "/snapshots/damage", { name: "nope" })).status).toBe(404)
    await emulator.call("PUT", "/_snapshot/r/whole", { indices: "a" })
    const shard = { name: "whole", index: "a", shard: 0 }
    expect((await control("POST", "/snapshots/damage", { ...shard, how: "eaten" })).status).toBe(400)
    expect((await control("POST", "/snapshots/damage", { ...shard, index: "nope" })).status).toBe(404)
    expect((await control("POST", "/snapshots/damage", { ...shard, how: "missing" })).status).toBe(200)
    const restored = await emulator.call("POST", "/_snapshot/r/whole/_restore?wait_for_completion=true", {
      rename_pattern: "^",
      rename_replacement: "drill-",
      include_aliases: false
    })
    expect(restored.json).toMatchObject({ snapshot: { shards: { total: 1, failed: 1 } } })
    await control("POST", "/snapshots/corrupt", { index: "a", shard: 0 })
    await emulator.call("PUT", "/_snapshot/r/c", { indices: "a" })
    expect(emulator.snapshots.get("r", "c")?.state).toBe("PARTIAL")
  })

  it("crash it for a while", async () => {
    const { emulator, control } = await controlled({ clock: manualClock(), snapshotDuration: 1000 })
    await emulator.call("PUT", "/_snapshot/r/s", { indices: "a" })
    expect((await control("POST", "/crash", { milliseconds: 60_000 })).status).toBe(202)
    expect(await failure(fetch(emulator.url))).toMatch(/ECONNREFUSED|ECONNRESET|UND_ERR_SOCKET/)
    await emulator.start()
    expect(emulator.snapshots.running()).toEqual([])
    expect((await emulator.call("GET", "/_snapshot/r/s")).status).toBe(404)
  })
})
