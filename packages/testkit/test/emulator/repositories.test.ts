import { describe, expect, it } from "vitest"
import { testEmulator } from "./testEmulator.ts"

const nothing = { indices: "-*" }

describe("repositories", () => {
  it("show their settings as texts, and a uuid after the first write", async () => {
    const { call } = await testEmulator()
    const settings = { location: "n", compress: true, chunk_size: "10mb", nested: { count: 1 } }
    expect((await call("PUT", "/_snapshot/n", { type: "fs", settings })).json).toEqual({ acknowledged: true })
    const shown = { location: "n", compress: "true", chunk_size: "10mb", nested: { count: "1" } }
    expect((await call("GET", "/_snapshot/n")).json).toEqual({ n: { type: "fs", settings: shown } })
    await call("PUT", "/_snapshot/n/s", nothing)
    expect((await call("GET", "/_snapshot/n,r*")).json).toMatchObject({
      n: { uuid: expect.any(String) },
      r: { type: "fs" }
    })
  })

  it.each([
    ["x", {}, 400, "Validation Failed: 1: type is missing;"],
    ["x", undefined, 400, "request body is required"],
    ["x", { type: "foo" }, 500, "[x] repository type [foo] does not exist"],
    ["x", { type: "fs" }, 500, "[x] missing location"],
    [
      "x",
      { type: "fs", settings: { location: "/nowhere" } },
      500,
      "doesn't match any of the locations specified by path.repo"
    ],
    [
      "x",
      { type: "fs", settings: { location: "x", chunk_size: "foo" } },
      500,
      "failed to parse setting [chunk_size]"
    ],
    ["x%23", { type: "fs", settings: { location: "x" } }, 500, "[x#] must not contain '#'"]
  ])("%s with %j is refused", async (name, body, status, reason) => {
    const { call, repositories } = await testEmulator()
    const reply = await call("PUT", `/_snapshot/${name}`, body)
    expect(reply.status).toBe(status)
    expect(reply.text).toContain(reason)
    expect(repositories.names()).toEqual(["r"])
  })

  it("are missing by exact name, not by wildcard", async () => {
    const { call } = await testEmulator()
    expect((await call("GET", "/_snapshot/r,x")).json).toMatchObject({
      error: { type: "repository_missing_exception", reason: "[x] missing" }
    })
    expect((await call("GET", "/_snapshot/x*")).json).toEqual({})
    expect((await call("DELETE", "/_snapshot/x*")).status).toBe(404)
    expect((await call("POST", "/_snapshot/x/_verify")).status).toBe(404)
    expect((await call("POST", "/_snapshot/r/_verify")).text).toContain('{"name":"n1"}')
  })

  it("leave what they hold when they are removed, for the next of the same location", async () => {
    const { call } = await testEmulator()
    await call("PUT", "/_snapshot/r/s", nothing)
    await call("DELETE", "/_snapshot/r")
    await call("PUT", "/_snapshot/again", { type: "fs", settings: { location: "r" } })
    expect((await call("GET", "/_snapshot/again/s")).status).toBe(200)
  })

  it.each([
    ["8.19", 400, "illegal_argument_exception"],
    ["9.2", 500, "repository_exception"]
  ] as const)("that are read-only refuse writes (%s)", async (personality, status, type) => {
    const { call, repositories } = await testEmulator({ personality })
    await call("PUT", "/_snapshot/r/s", nothing)
    repositories.put("ro", { location: "r", readonly: "true" })
    expect(await call("PUT", "/_snapshot/ro/t", nothing)).toMatchObject({
      status,
      json: { error: { type, reason: "[ro] cannot create snapshot in a readonly repository" } }
    })
    expect(await call("DELETE", "/_snapshot/ro/s")).toMatchObject({
      status,
      json: { error: { type, reason: "[ro] repository is readonly" } }
    })
    expect((await call("GET", "/_snapshot/ro/s")).status).toBe(200)
  })
})
