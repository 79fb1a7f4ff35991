import { describe, expect, it } from "vitest"
import { testEmulator } from "./testEmulator.ts"

const taken = async () => {
  const emulator = await testEmulator()
  await emulator.call("PUT", "/_snapshot/r/s", { indices: "a,b", include_global_state: false })
  return emulator
}

describe("restoring", () => {
  it("renames by groups, and brings documents back byte for byte", async () => {
    const emulator = await taken()
    emulator.indices.create("big", { documents: [{ id: "1", source: '{ "n" : 9007199254740993 }' }] })
    await emulator.call("PUT", "/_snapshot/r/t", { indices: "big" })
    const body = { rename_pattern: "(.+)", rename_replacement: "copy-$1", include_aliases: false }
    expect((await emulator.call("POST", "/_snapshot/r/t/_restore", body)).json).toEqual({ accepted: true })
    expect(emulator.indices.documents("copy-big")).toEqual(new Map([["1", '{ "n" : 9007199254740993 }']]))
    expect((await emulator.call("GET", "/copy-big/_recovery")).json).toMatchObject({
      "copy-big": { shards: [{ type: "SNAPSHOT", stage: "DONE", source: { snapshot: "t", index: "big" } }] }
    })
  })

  it("refuses an open index of the same name, and replaces a closed one", async () => {
    const { call } = await taken()
    expect(await call("POST", "/_snapshot/r/s/_restore", { indices: "b" })).toMatchObject({
      status: 500,
      json: { error: { type: "snapshot_restore_exception" } }
    })
    await call("POST", "/b/_close")
    expect(
      (await call("POST", "/_snapshot/r/s/_restore?wait_for_completion=true", { indices: "b" })).json
    ).toEqual({
      snapshot: { snapshot: "s", indices: ["b"], shards: { total: 2, failed: 0, successful: 2 } }
    })
    expect((await call("GET", "/_cat/indices/b?h=status")).text).toBe("open\n")
  })

  it("restores all indices or none", async () => {
    const { call, indices } = await taken()
    await call("DELETE", "/a")
    expect((await call("POST", "/_snapshot/r/s/_restore")).status).toBe(500)
    expect(indices.names()).toEqual(["b"])
  })

  it.each([
    [{ foo: 1 }, 400, "Unknown parameter foo"],
    [{ indices: "nope" }, 404, "no such index [nope]"],
    [
      { indices: "a", rename_pattern: ".", rename_replacement: "x" },
      400,
      "Invalid index name [x], already exists as alias"
    ],
    [
      { indices: "a", rename_pattern: ".", rename_replacement: "UP" },
      400,
      "Invalid index name [UP], must be lowercase"
    ],
    [{ indices: "a", rename_pattern: "(", rename_replacement: "z" }, 400, "Unclosed group near index 1\\n("],
    [{ indices: "a", rename_pattern: ".", rename_replacement: "$3" }, 500, "No group 3"],
    [{ rename_pattern: ".", rename_replacement: "z" }, 500, "are renamed into the same index [z]"],
    [
      { indices: "nope*", include_global_state: true },
      500,
      "since the snapshot was created without global state"
    ],
    [
      { indices: "a", rename_pattern: ".", rename_replacement: "z", index_settings: { number_of_shards: 3 } },
      500,
      "cannot modify setting [index.number_of_shards] on restore"
    ]
  ])("refuses %j", async (body, status, reason) => {
    const { call } = await taken()
    const answer = await call("POST", "/_snapshot/r/s/_restore", body)
    expect(answer.status).toBe(status)
    expect(answer.text).toContain(reason)
  })

  it("restores what a partial snapshot holds only when parts are allowed", async () => {
    const emulator = await taken()
    emulator.indices.unassign("b")
    await emulator.call("PUT", "/_snapshot/r/p", { indices: "a,b", partial: true })
    const body = { rename_pattern: "^", rename_replacement: "x-" }
    expect((await emulator.call("POST", "/_snapshot/r/p/_restore", body)).text).toContain(
      "wasn't fully snapshotted"
    )
    const allowed = await emulator.call("POST", "/_snapshot/r/p/_restore?wait_for_completion=true", {
      ...body,
      partial: true
    })
    expect(allowed.json).toMatchObject({
      snapshot: { indices: ["x-a", "x-b"], shards: { total: 3, failed: 2 } }
    })
  })

  it("answers at once when there is nothing to restore", async () => {
    const { call } = await taken()
    expect((await call("POST", "/_snapshot/r/s/_restore", { indices: "nope*" })).json).toEqual({
      snapshot: { snapshot: "s", indices: [], shards: { total: 0, failed: 0, successful: 0 } }
    })
  })
})
