import { describe, expect, it } from "vitest"
import { readDocuments } from "../../src/installation/readDocuments.ts"
import { testEmulator } from "./testEmulator.ts"

const documents = Array.from({ length: 450 }, (_, n) => ({ id: String(n), source: { n } }))

describe("a point in time", () => {
  it("is read page by page, each document once", async () => {
    const { indices, url } = await testEmulator()
    indices.create("many", { settings: { number_of_shards: 3 }, documents })
    const read = await readDocuments(url, "many")
    expect(Object.keys(read).toSorted()).toEqual(documents.map(({ id }) => id).toSorted())
  })

  it("does not see what happens after it was opened", async () => {
    const { call } = await testEmulator()
    const opened = (await call("POST", "/a/_pit?keep_alive=1m")).json
    const pit = { id: Object(opened).id as string }
    await call("DELETE", "/a/_doc/1?refresh=true")
    expect((await call("POST", "/_search", { pit })).json).toMatchObject({ hits: { hits: [{ _id: "1" }] } })
    expect((await call("DELETE", "/_pit", pit)).json).toEqual({ succeeded: true, num_freed: 1 })
    expect((await call("POST", "/_search", { pit })).status).toBe(404)
  })
})
