import { describe, expect, it } from "vitest"
import { testEmulator } from "./testEmulator.ts"

describe("a clone of a snapshot", () => {
  it("holds the chosen indices, and outlives its source", async () => {
    const { call } = await testEmulator()
    await call("PUT", "/_snapshot/r/s?wait_for_completion=true")
    expect((await call("PUT", "/_snapshot/r/s/_clone/t", { indices: "a" })).json).toEqual({
      acknowledged: true
    })
    await call("DELETE", "/_snapshot/r/s")
    await call("DELETE", "/a")
    expect((await call("POST", "/_snapshot/r/t/_restore?wait_for_completion=true")).status).toBe(200)
    expect((await call("GET", "/a/_doc/1")).json).toMatchObject({ found: true, _source: { n: 1 } })
  })

  it("is refused without a source, without indices, and under a used name", async () => {
    const { call } = await testEmulator()
    await call("PUT", "/_snapshot/r/s?wait_for_completion=true")
    expect((await call("PUT", "/_snapshot/r/nope/_clone/t", { indices: "a" })).status).toBe(404)
    expect((await call("PUT", "/_snapshot/r/s/_clone/t", {})).status).toBe(400)
    expect((await call("PUT", "/_snapshot/r/s/_clone/s", { indices: "a" })).status).toBe(400)
  })
})
