import { beforeAll, describe, expect, it } from "vitest"
import { startEmulator } from "../../src/emulator/Emulator.ts"
import { buildInstallation } from "../../src/installation/buildInstallation.ts"
import { compareInstallations, compareTemplates } from "../../src/installation/compareInstallations.ts"
import { deleteInstallation } from "../../src/installation/deleteInstallation.ts"
import { describeInstallation } from "../../src/installation/describeInstallation.ts"
import { readInstallation } from "../../src/installation/readInstallation.ts"
import { readTemplates } from "../../src/installation/readTemplates.ts"
import { registerRepository } from "../../src/installation/registerRepository.ts"
import { expectOk } from "../../src/installation/request.ts"

const options = { varied: true, documentsPerIndex: 3, settings: { max_inner_result_window: 120 } }
const { indices } = describeInstallation(options)
const closed = indices.filter(({ open }) => !open).map(({ name }) => name)

describe("a varied installation", () => {
  it("has closed and hidden indices, aliases with filters, and composed templates", () => {
    const { templates, componentTemplates } = describeInstallation(options)
    expect(closed.length).toBeGreaterThan(3)
    expect(indices.filter(({ settings }) => settings.index["hidden"] === true).length).toBeGreaterThan(3)
    expect(indices.every(({ settings }) => settings.index["max_inner_result_window"] === 120)).toBe(true)
    expect(componentTemplates.map(({ name }) => name)).toEqual(["operate-common", "tasklist-common"])
    expect(templates.every(({ body }) => body.composed_of?.length === 1)).toBe(true)
  })

  describe("in an emulator", () => {
    let url = ""
    beforeAll(async () => {
      const emulator = await startEmulator({ personality: "9.5" })
      url = emulator.url
      await buildInstallation(url, options)
      return () => emulator.close()
    })

    const find = async (name: string) => (await readInstallation(url))[name]

    it("is read with the documents of closed indices, which stay closed", async () => {
      const [name = ""] = closed
      const before = await find(name)
      expect(before?.status).toBe("close")
      expect(Object.keys(before?.documents ?? {})).toHaveLength(3)
      expect(before?.aliases).toContain('"filter":{"exists":')
      expect(before?.settings["index.mapping.total_fields.limit"]).toBe("1500")
      expect(await find(name)).toEqual(before)
    })

    it("is the same after a restore in place, but that everything is open", async () => {
      const [before, templates] = [
        await readInstallation(url),
        await readTemplates(url, ["operate-", "tasklist-"])
      ]
      await registerRepository(url, "r", { type: "fs", settings: { location: "r" } })
      await expectOk(url, "PUT", "/_snapshot/r/all?wait_for_completion=true", '{"expand_wildcards":"all"}')
      await deleteInstallation(url)
      await expectOk(url, "POST", "/_snapshot/r/all/_restore?wait_for_completion=true", "{}")
      expect(compareInstallations(before, await readInstallation(url))).toEqual(
        closed.toSorted().map((name) => `${name}: its status was close and is open`)
      )
      expect(compareTemplates(templates, await readTemplates(url, ["operate-", "tasklist-"]))).toEqual([])
    })

    it("tells of a template that is not what it was", async () => {
      const before = await readTemplates(url)
      await expectOk(url, "PUT", "/_component_template/operate-common", '{"template":{}}')
      await expectOk(url, "PUT", "/_index_template/more", '{"index_patterns":["more*"]}')
      expect(compareTemplates(before, await readTemplates(url))).toEqual([
        expect.stringContaining("the component template operate-common was"),
        "the index template more is new"
      ])
    })
  })
})
