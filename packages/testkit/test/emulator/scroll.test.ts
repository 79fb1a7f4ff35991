import { Client } from "@elastic/elasticsearch"
import { describe, expect, it, onTestFinished } from "vitest"
import { testEmulator } from "./testEmulator.ts"

const withDocuments = async (count: number) => {
  const emulator = await testEmulator()
  const documents = Array.from({ length: count }, (_, n) => ({
    id: `${n}`,
    source: { n, o: { x: 1, y: 2 } }
  }))
  emulator.indices.create("many", { documents })
  return emulator
}

describe("a client's first questions", () => {
  it("says who it is, and answers a ping", async () => {
    const emulator = await testEmulator()
    const client = new Client({ node: emulator.url, maxRetries: 0 })
    onTestFinished(() => client.close())
    expect(await client.info()).toMatchObject({
      version: { number: "8.19.21", build_snapshot: false, lucene_version: "9.12.2" },
      tagline: "You Know, for Search"
    })
    expect(await client.ping()).toBe(true)
  })
})

describe("scroll", () => {
  it("shows every document once, in pages, as they were when it began", async () => {
    const emulator = await withDocuments(25)
    const client = new Client({ node: emulator.url, maxRetries: 0 })
    onTestFinished(() => client.close())
    const seen: Array<number> = []
    let pages = 0
    for await (const page of client.helpers.scrollSearch<{ n: number }>({
      index: "many",
      size: 10,
      sort: [{ n: "desc" }]
    })) {
      seen.push(...page.documents.map((x) => x.n))
      if (++pages === 1) await client.delete({ index: "many", id: "0", refresh: true })
    }
    expect(seen).toEqual(Array.from({ length: 25 }, (_, n) => 24 - n))
  })

  it("tells all hits and the best score on every page, the last empty one too", async () => {
    const { call } = await withDocuments(3)
    const first = (await call("POST", "/many/_search?scroll=1m&size=2", "{}")).json as { _scroll_id: string }
    const next = JSON.stringify({ scroll: "1m", scroll_id: first._scroll_id })
    const of = (ids: ReadonlyArray<string>) => ({
      _scroll_id: first._scroll_id,
      hits: { total: { value: 3, relation: "eq" }, max_score: 1, hits: ids.map((_id) => ({ _id })) }
    })
    expect(first).toMatchObject(of(["0", "1"]))
    expect((await call("POST", "/_search/scroll", next)).json).toMatchObject(of(["2"]))
    expect((await call("POST", "/_search/scroll", next)).json).toMatchObject(of([]))
  })

  it("is cleared by its id, or all at once; then it is missing", async () => {
    const { call } = await withDocuments(3)
    const open = async () =>
      ((await call("GET", "/many/_search?scroll=1m")).json as { _scroll_id: string })._scroll_id
    const id = await open()
    const clear = () => call("DELETE", "/_search/scroll", JSON.stringify({ scroll_id: [id] }))
    expect((await clear()).text).toBe('{"succeeded":true,"num_freed":1}')
    expect(await clear()).toMatchObject({ status: 404, text: '{"succeeded":true,"num_freed":0}' })
    const missing = await call("POST", "/_search/scroll", JSON.stringify({ scroll: "1m", scroll_id: id }))
    expect(missing).toMatchObject({ status: 404 })
    expect(missing.text).toContain("No search context found for id [1]")
    await open()
    expect((await call("DELETE", "/_search/scroll/_all")).json).toMatchObject({ num_freed: 1 })
  })

  it.each([
    ["POST", "/_search/scroll", "{}", "scrollId is missing"],
    ["POST", "/_search/scroll", '{"scroll_id":"xx"}', "Cannot parse scroll id"],
    ["DELETE", "/_search/scroll", "{}", "no scroll ids specified"],
    ["POST", "/many/_search?scroll=1m&size=0", "{}", "[size] cannot be [0] in a scroll context"],
    ["POST", "/many/_search?scroll=1m&from=1", "{}", "using [from] is not allowed in a scroll context"],
    ["POST", "/many/_search?scroll=xx", "{}", "failed to parse setting [scroll] with value [xx]"],
    ["POST", "/many/_search?scroll=1m&size=20000", "{}", "Batch size is too large"],
    [
      "POST",
      "/many/_search?scroll=1m",
      '{"search_after":[1],"sort":["n"]}',
      "[search_after] cannot be used in a scroll context"
    ],
    [
      "POST",
      "/many/_search?scroll=1m",
      '{"track_total_hits":false}',
      "disabling [track_total_hits] is not allowed in a scroll context"
    ]
  ])("refuses %s %s %s", async (method, path, body, reason) => {
    const { call } = await withDocuments(1)
    const refused = await call(method, path, body)
    expect(refused.status).toBe(400)
    expect(refused.text).toContain(reason)
  })

  it.each([
    ["_source_includes=n", '{"n":0}'],
    ["_source_excludes=o.x", '{"n":0,"o":{"y":2}}'],
    ["_source_includes=o.*&_source_excludes=o.x", '{"o":{"y":2}}']
  ])("leaves of the source with %s", async (query, source) => {
    const { call } = await withDocuments(1)
    const found = await call("POST", `/many/_search?${query}`, '{"_source":["n"]}')
    expect(found.text).toContain(`"_source":${source}`)
  })
})
