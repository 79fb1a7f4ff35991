import { describe, expect, it } from "vitest"
import { testEmulator } from "./testEmulator.ts"

const marked = async () => {
  const emulator = await testEmulator()
  await emulator.call("PUT", "/_snapshot/r/s", { indices: "a,b", include_global_state: false })
  await emulator.call("POST", "/_snapshot/r/s/_restore", {
    rename_pattern: "(.+)",
    rename_replacement: "drill-$1",
    include_aliases: false,
    index_settings: { "index.camunda_backup": "abc", "index.blocks.write": true }
  })
  const settings = async (index = "drill-a") => {
    const { json } = await emulator.call("GET", `/${index}/_settings?flat_settings=true`)
    return (json as { [name: string]: { settings: { [key: string]: string } } })[index]?.settings ?? {}
  }
  const change = (body: object) => emulator.call("PUT", "/drill-a/_settings", body)
  return { emulator, settings, change }
}

const mark = "archived.index.camunda_backup"

describe("the mark that a restore leaves on an index", () => {
  it("is an unknown setting, archived, and survives a close and an open", async () => {
    const { emulator, settings } = await marked()
    expect((await settings())[mark]).toBe("abc")
    await emulator.call("POST", "/drill-a/_close")
    await emulator.call("POST", "/drill-a/_open")
    expect(await settings()).toMatchObject({ [mark]: "abc", "index.blocks.write": "true" })
  })

  it("forbids every other change of settings, and goes with them in one", async () => {
    const { settings, change } = await marked()
    const refused = await change({ "index.blocks.write": null })
    expect(refused.status).toBe(400)
    expect(refused.text).toContain(
      `unknown setting [${mark}] was archived after upgrading, and must be removed`
    )
    expect((await settings())["index.blocks.write"]).toBe("true")
    expect((await change({ "archived.*": null, "index.blocks.write": null })).status).toBe(200)
    expect(Object.keys(await settings()).filter((key) => /archived|blocks/.test(key))).toEqual([])
    expect((await change({ "index.priority": 3 })).status).toBe(200)
  })

  it("changes no index where one of them is marked", async () => {
    const { emulator, settings } = await marked()
    expect((await emulator.call("PUT", "/b,drill-a/_settings", { "index.priority": 3 })).status).toBe(400)
    expect(await settings("b")).not.toHaveProperty("index.priority")
  })

  it.each([{ [mark]: null }, { "index.camunda_backup": null }, { "archived.*": "x" }])(
    "is not taken away by %j",
    async (body) => {
      const { settings, change } = await marked()
      expect((await change(body)).status).toBe(400)
      expect((await settings())[mark]).toBe("abc")
    }
  )

  it("comes back with a snapshot that was taken of it, unless the restore leaves it out", async () => {
    const { emulator, settings } = await marked()
    await emulator.call("PUT", "/_snapshot/r/t", { indices: "drill-a" })
    emulator.indices.delete("drill-a")
    await emulator.call("POST", "/_snapshot/r/t/_restore", {})
    expect((await settings())[mark]).toBe("abc")
    emulator.indices.delete("drill-a")
    await emulator.call("POST", "/_snapshot/r/t/_restore", { ignore_index_settings: ["archived.*"] })
    expect(await settings()).not.toHaveProperty(mark)
  })
})
