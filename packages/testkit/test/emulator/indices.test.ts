import { describe, expect, it } from "vitest"
import { testEmulator } from "./testEmulator.ts"

describe("indices", () => {
  it("take the settings, mappings and aliases of the best template", async () => {
    const { call } = await testEmulator()
    const template = (priority: number, shards: number) => ({
      index_patterns: ["t-*"],
      priority,
      template: {
        settings: { number_of_shards: shards },
        aliases: { all: {} },
        mappings: { properties: { k: { type: "keyword" } } }
      }
    })
    await call("PUT", "/_index_template/low", template(1, 2))
    await call("PUT", "/_index_template/high", template(2, 3))
    await call("PUT", "/t-1/_doc/1", { k: "v" })
    expect((await call("GET", "/t-1")).json).toMatchObject({
      "t-1": {
        aliases: { all: {} },
        mappings: { properties: { k: { type: "keyword" } } },
        settings: { index: { number_of_shards: "3", number_of_replicas: "1", provided_name: "t-1" } }
      }
    })
    expect((await call("GET", "/_index_template/nope")).status).toBe(404)
    expect((await call("DELETE", "/_index_template/high")).json).toEqual({ acknowledged: true })
  })

  it("have aliases that come and go in one act", async () => {
    const { call } = await testEmulator()
    const actions = [{ add: { index: "b", alias: "y" } }, { remove: { index: "a", alias: "x" } }]
    expect((await call("POST", "/_aliases", { actions })).status).toBe(200)
    expect((await call("GET", "/_alias")).json).toEqual({ a: { aliases: {} }, b: { aliases: { y: {} } } })
    // Adding works again, removing finds nothing: one success is enough, and the answer tells of the rest.
    expect((await call("POST", "/_aliases", { actions })).json).toMatchObject({
      errors: true,
      action_results: [{ status: 200 }, { status: 404 }]
    })
    expect((await call("POST", "/_aliases", { actions: actions.slice(1) })).status).toBe(404)
    expect((await call("GET", "/_alias/y")).json).toEqual({ b: { aliases: { y: {} } } })
  })

  it("are created once, and under a lawful name", async () => {
    const { call } = await testEmulator()
    expect((await call("PUT", "/a")).json).toMatchObject({
      error: { type: "resource_already_exists_exception" }
    })
    expect((await call("PUT", "/x")).text).toContain("Invalid index name [x], already exists as alias")
    expect((await call("PUT", "/UP")).text).toContain("must be lowercase")
    expect((await call("DELETE", "/*")).status).toBe(400)
    expect((await call("DELETE", "/x")).text).toContain("matches an alias")
  })

  it("make the cluster red, yellow or green", async () => {
    const emulator = await testEmulator()
    const status = async (path: string) => {
      const { status: code, json } = await emulator.call("GET", `/_cluster/health${path}`)
      return [code, json]
    }
    expect(await status("")).toMatchObject([200, { status: "yellow", unassigned_shards: 3 }])
    await emulator.call("PUT", "/a/_settings", { number_of_replicas: 0 })
    expect(await status("/a")).toMatchObject([200, { status: "green" }])
    emulator.indices.unassign("a")
    expect(await status("/a?wait_for_status=yellow&timeout=1ms")).toMatchObject([
      408,
      { status: "red", timed_out: true }
    ])
    const waiting = status("/a?wait_for_status=yellow")
    emulator.indices.assign("a")
    expect(await waiting).toMatchObject([200, { status: "green" }])
  })
})

describe("documents", () => {
  it("are found by a search after a refresh, by their id at once", async () => {
    let now = 10_000
    const { call } = await testEmulator({ now: () => now })
    await call("PUT", "/a/_doc/2", { n: 2 })
    expect((await call("GET", "/a/_doc/2")).json).toMatchObject({ found: true, _seq_no: 1, _primary_term: 1 })
    expect((await call("GET", "/a/_count")).json).toMatchObject({ count: 1 })
    await call("POST", "/a/_refresh")
    expect((await call("GET", "/a/_count")).json).toMatchObject({ count: 2 })
    await call("DELETE", "/a/_doc/2")
    now += 999
    expect((await call("GET", "/a/_count")).json).toMatchObject({ count: 2 })
    now += 1
    expect((await call("GET", "/a/_count")).json).toMatchObject({ count: 1 })
  })

  it("are paged by search_after in exact order", async () => {
    const { call } = await testEmulator()
    const lines = ["9007199254740993", "9007199254740992", "7"].map(
      (n, id) => `{"index":{"_id":"${id}"}}\n{"n":${n}}\n`
    )
    await call("POST", "/long/_bulk?refresh=true", lines.join(""))
    const first = await call("POST", "/long/_search", { sort: [{ n: "desc" }], size: 1 })
    expect(first.text).toContain('"sort":[9007199254740993]')
    const rest = await call(
      "POST",
      "/long/_search",
      '{"sort":[{"n":"desc"}],"search_after":[9007199254740993],"_source":false}'
    )
    expect([...rest.text.matchAll(/"_id":"(\d)"/g)].map(([, id]) => id)).toEqual(["1", "2"])
  })

  it.each([
    [{ match_all: {} }, ["1", "2", "3"]],
    [{ ids: { values: ["1", "9"] } }, ["1"]],
    [{ term: { k: "Foo Bar" } }, ["1"]],
    [{ term: { t: "Foo Bar" } }, []],
    [{ term: { "t.keyword": "Foo Bar" } }, ["1"]],
    [{ match: { t: "foo" } }, ["1"]],
    [{ terms: { n: [1, 3] } }, ["1", "3"]],
    [{ range: { n: { gt: 1, lte: 3 } } }, ["2", "3"]],
    [{ range: { d: { lt: "2026-11-22T00:00:01Z" } } }, ["2"]],
    [{ exists: { field: "k" } }, ["1"]],
    [{ bool: { must_not: [{ exists: { field: "k" } }], filter: { range: { n: { gte: 3 } } } } }, ["3"]],
    [{ bool: { should: [{ term: { n: 1 } }, { term: { n: 2 } }] } }, ["1", "2"]]
  ])("match %j", async (query, ids) => {
    const emulator = await testEmulator()
    emulator.indices.create("q", {
      mappings: { properties: { k: { type: "keyword" } } },
      documents: [
        { id: "1", source: { n: 1, k: "Foo Bar", t: "Foo Bar" } },
        { id: "2", source: { n: 2, d: "2026-11-22T00:00:00Z" } },
        { id: "3", source: { n: 3 } }
      ]
    })
    const { json } = await emulator.call("POST", "/q/_search", { query, sort: ["n"] })
    expect((json as { hits: { hits: { _id: string }[] } }).hits.hits.map((hit) => hit._id)).toEqual(ids)
  })

  it("cannot be sorted by a field that is not mapped yet", async () => {
    const { call } = await testEmulator()
    await call("PUT", "/empty")
    expect((await call("POST", "/empty/_search", { sort: ["n"] })).json).toMatchObject({
      status: 400,
      error: {
        root_cause: [
          { type: "query_shard_exception", reason: "No mapping found for [n] in order to sort on" }
        ]
      }
    })
    expect((await call("POST", "/empty/_search", { sort: [{ n: { unmapped_type: "long" } }] })).status).toBe(
      200
    )
  })

  it("keep to a strict mapping", async () => {
    const { call } = await testEmulator()
    await call("PUT", "/strict", { mappings: { dynamic: "strict", properties: { a: { type: "keyword" } } } })
    expect((await call("PUT", "/strict/_doc/1", { b: 1 })).json).toMatchObject({
      error: { type: "strict_dynamic_mapping_exception" }
    })
    expect((await call("PUT", "/strict/_doc/1", { a: "x" })).status).toBe(201)
  })

  it("succeed or fail one by one in a bulk", async () => {
    const { call } = await testEmulator()
    const body = '{"create":{"_id":"1"}}\n{"n":9}\n{"index":{"_id":"2"}}\n{"n":2}\n{"delete":{"_id":"7"}}\n'
    expect((await call("POST", "/a/_bulk", body)).json).toMatchObject({
      errors: true,
      items: [
        { create: { status: 409 } },
        { index: { status: 201 } },
        { delete: { status: 404, result: "not_found" } }
      ]
    })
  })

  it("are changed in part, or not at all", async () => {
    const { call } = await testEmulator()
    const update = (body: object, query = "") => call("POST", `/a/_update/1${query}`, body)
    expect((await update({ doc: { m: 2 } })).json).toMatchObject({ result: "updated", _version: 2 })
    expect((await update({ doc: { m: 2 } })).json).toMatchObject({ result: "noop", _version: 2 })
    expect((await update({ doc: { m: 3 } }, "?if_seq_no=0&if_primary_term=1")).status).toBe(409)
    expect((await call("GET", "/a/_doc/1")).json).toMatchObject({ _source: { n: 1, m: 2 } })
  })
})
