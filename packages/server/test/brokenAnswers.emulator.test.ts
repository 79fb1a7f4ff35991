/**
 * Every read, the engine and deletes, over every kind of answer that is not Elasticsearch's or not whole. None of them may be taken for
 * "there is no such thing", nor for a backup that is complete: an error in words, or patience.
 */
import type { FaultAction, FaultMatch } from "@camunda-backup/testkit"
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest"
import { elasticsearch, snapshotNames } from "./harness/Backend.ts"
import { type EmulatorBackend, emulatorBackend } from "./harness/emulatorBackend.ts"
import { create, json, type Reply, send } from "./harness/http.ts"
import { startServer, type TestServer } from "./harness/server.ts"
import { isState, until } from "./harness/until.ts"

const notOurs = { "x-elastic-product": "" }
const ok = (body: unknown, headers?: Record<string, string>): FaultAction => ({
  respond: { status: 200, body, ...(headers === undefined ? {} : { headers }) }
})

/** From somebody else, or damaged on the way: whatever was asked. */
const anywhere: ReadonlyArray<readonly [what: string, fault: FaultAction]> = [
  ["a page of HTML", { html: 200 }],
  ["a page of HTML with 404", { html: 404 }],
  ["a page of HTML with 500", { html: 500 }],
  ["a redirect", { redirect: 200 }],
  ["a redirect to https", { respond: { status: 308, body: "", headers: { location: "https://es.example/" } } }],
  ["nothing at all", ok("")],
  ["cut JSON", { truncate: true }],
  ["a connection cut in the middle", { truncate: "connection" }],
  ["JSON of another service", ok({ status: "UP" }, notOurs)],
  ["JSON of another service, with Elasticsearch's header", ok({ status: "UP" })],
  ["a 404 of another service", { respond: { status: 404, body: { message: "no Route matched" }, headers: notOurs } }],
  ["a 404 of another service, with Elasticsearch's header", { respond: { status: 404, body: { found: false } } }],
  ["a 404 of Spring", { respond: { status: 404, body: { status: 404, error: "Not Found", path: "/" } } }],
  [
    "OpenSearch's banner",
    ok({ version: { distribution: "opensearch", number: "2.19.0" }, tagline: "The OpenSearch Project" }, notOurs)
  ],
  ["null", ok("null")],
  ["a list", ok([])],
  ["a number", ok("17")]
]

/** From something that looks like Elasticsearch. */
const ofSnapshots: ReadonlyArray<readonly [what: string, fault: FaultAction]> = [
  ["a snapshot whose name is a number", ok({ snapshots: [{ snapshot: 17 }] })],
  ["a snapshot whose name is a number, counted", ok({ snapshots: [{ snapshot: 17, uuid: "u" }], total: 1 })],
  ["a snapshot without a uuid", ok({ snapshots: [{ snapshot: "camunda_operate_1_8.7.2_part_1_of_6" }], total: 1 })],
  [
    "a snapshot whose state is a number",
    ok({ snapshots: [{ snapshot: "camunda_operate_1_8.7.2_part_1_of_6", uuid: "u", state: 1 }], total: 1 })
  ],
  ["snapshots that are an object", ok({ snapshots: {}, total: 0 })],
  ["snapshots that are missing", ok({ total: 6, remaining: 0 })],
  ["an empty object", ok({})],
  ["a list that is not counted", ok({ snapshots: [] })]
]

const ofDocuments: ReadonlyArray<readonly [what: string, fault: FaultAction]> = [
  ["a document without its content", ok({ _index: "i", _id: "x", found: true })],
  ["another document", ok({ _index: "i", _id: "other", found: true, _seq_no: 1, _primary_term: 1, _source: {} })],
  ["a document that is not there, said with 200", ok({ _index: "i", _id: "x", found: false })],
  ["hits without a word of the shards", ok({ hits: { hits: [] } })],
  ["hits of a search that ran out of time", ok({ timed_out: true, _shards: { failed: 0 }, hits: { hits: [] } })],
  ["hits of a shard that failed", ok({ timed_out: false, _shards: { failed: 1 }, hits: { hits: [] } })],
  ["an empty object", ok({})]
]

const reads: ReadonlyArray<readonly [what: string, path: string]> = [
  ["one backup", "/operate/actuator/backups/1"],
  ["all backups", "/operate/actuator/backups"],
  ["all backups, not verbose", "/operate/actuator/backups?verbose=false"],
  ["a page", "/api/v1/backups?component=operate"],
  ["the details of one", "/api/v1/backups/operate/1"]
]

/** Where a fault strikes: asked for snapshots, or for the journal. */
const atSnapshots: FaultMatch = { method: "GET", path: /^\/_snapshot\/[^/]+\/(?!_status)/, times: 100 }
const atJournal: FaultMatch = { path: /^\/camunda-backup-journal\/(_doc|_search)/, times: 100, method: "GET" }
const atSearch: FaultMatch = { path: /^\/camunda-backup-journal\/_search/, times: 100, method: "POST" }

const path = "/operate/actuator/backups"
const name = (part: number) => `camunda_operate_1_8.7.2_part_${part}_of_6`
const settings = { retryBudgetMillis: 4000, requestTimeoutMillis: 500, readMaxAgeMillis: 0 }

const saysAnError = (reply: Reply): void => {
  expect([500, 502, 503]).toContain(reply.status)
  expect(reply.text).toMatch(/Elasticsearch/)
}

describe("answers that cannot be understood", () => {
  let backend: EmulatorBackend
  let repository: string
  let server: TestServer

  const begin = async (): Promise<void> => {
    backend = await emulatorBackend()
    repository = await backend.newRepository()
    server = await startServer(backend.url, { ...settings, repository })
  }
  const end = async (): Promise<void> => {
    await server.close()
    await backend.close()
  }

  describe("to reads", () => {
    beforeAll(async () => {
      await begin()
      await create(server.url, path, 1)
      await until(() => send(server.url, "GET", `${path}/1`), isState("COMPLETED"))
    })
    afterEach(() => backend.emulator.faults.clear())
    afterAll(end)

    it.each(
      reads.flatMap(([read, at]) =>
        [...anywhere, ...ofSnapshots].map(([what, fault]) => [read, what, at, fault] as const)
      )
    )("%s: %s in place of snapshots is an error in words", async (_read, _what, at, fault) => {
      backend.emulator.faults.next({ ...atSnapshots, ...fault })
      saysAnError(await send(server.url, "GET", at))
    })

    it.each([...anywhere, ...ofDocuments])("%s in place of the journal hides no backup", async (_what, fault) => {
      for (const match of [atJournal, atSearch]) backend.emulator.faults.next({ ...match, ...fault })
      for (const [, at] of reads) {
        const reply = await send(server.url, "GET", at)
        // What the journal would tell is unknown then, and the repository still tells of the backup.
        if (reply.status === 200) expect(reply.text).toContain("COMPLETED")
        else saysAnError(reply)
      }
    })

    it.each(anywhere)("%s in place of everything is DOWN, and an error of the check", async (_what, fault) => {
      backend.emulator.faults.next({ times: 1000, ...fault })
      const health = await send(server.url, "GET", "/actuator/health")
      expect(health.status).toBe(503)
      const check = (await send(server.url, "GET", "/api/v1/check")).json as {
        readonly findings: ReadonlyArray<{ readonly what: string; readonly severity: string }>
      }
      expect(check.findings.find((x) => x.what === "elasticsearch-reachable")?.severity).toBe("error")
    })

    it("says where a redirect leads to, and which setting to change", async () => {
      const location = "https://user:secret@es.example:443/es/_snapshot/x?token=1"
      for (const status of [301, 302, 307, 308]) {
        backend.emulator.faults.next({ times: 1000, respond: { status, body: "", headers: { location } } })
        for (const at of [`${path}/1`, path, "/actuator/health", "/actuator/health/readiness", "/api/v1/check"]) {
          const { text } = await send(server.url, "GET", at)
          expect(text).toContain("https://es.example")
          expect(text).toContain("CAMUNDA_BACKUP_ELASTICSEARCH_URL")
          expect(text).not.toMatch(/secret|token/)
        }
        backend.emulator.faults.clear()
      }
    })

    it("says that OpenSearch answers", async () => {
      const banner = { version: { distribution: "opensearch", number: "2.19.0" } }
      backend.emulator.faults.next({ path: "/", times: 100, ...ok(banner, notOurs) })
      backend.emulator.faults.next({ path: /^\/./, times: 100, ...ok({}, notOurs) })
      expect((await send(server.url, "GET", "/actuator/health")).text).toContain("OpenSearch")
      expect((await send(server.url, "GET", "/api/v1/check")).text).toContain("OpenSearch")
    })
  })

  describe("to the engine", () => {
    beforeEach(begin)
    afterEach(end)

    const kinds: ReadonlyArray<readonly [string, FaultAction]> = [
      ...anywhere,
      ...ofSnapshots,
      ["another snapshot than was asked for", ok({ snapshot: { snapshot: name(5), uuid: "u", state: "SUCCESS" } })],
      ["a snapshot without a uuid, complete", ok({ snapshot: { snapshot: name(2), state: "SUCCESS" } })],
      ["accepted and no more", ok({ accepted: true })]
    ]

    it.each(kinds)("a create answered with %s is looked for, and each part taken once", async (_what, fault) => {
      const substitute = "truncate" in fault ? fault : { ...fault, applied: true }
      backend.emulator.faults.next({ method: "PUT", path: `/_snapshot/${repository}/${name(2)}`, ...substitute })
      await create(server.url, path, 1)
      await until(() => send(server.url, "GET", `${path}/1`), isState("COMPLETED"))
      expect(await snapshotNames(backend, repository)).toEqual([1, 2, 3, 4, 5, 6].map(name))
    })

    it.each(kinds)("a create that %s was answered to in its place is taken again", async (_what, fault) => {
      if ("truncate" in fault) return expect("truncate" in fault).toBe(true)
      backend.emulator.faults.next({ method: "PUT", path: `/_snapshot/${repository}/${name(2)}`, ...fault })
      await create(server.url, path, 1)
      await until(() => send(server.url, "GET", `${path}/1`), isState("COMPLETED"))
      expect(await snapshotNames(backend, repository)).toEqual([1, 2, 3, 4, 5, 6].map(name))
    })

    it.each([...anywhere, ...ofSnapshots])("looks again when a look is answered with %s", async (_what, fault) => {
      backend.emulator.faults.next({
        method: "PUT",
        path: `/_snapshot/${repository}/${name(2)}`,
        dropAfter: true
      })
      backend.emulator.faults.next({ method: "GET", path: `/_snapshot/${repository}/${name(2)}`, times: 2, ...fault })
      await create(server.url, path, 1)
      await until(() => send(server.url, "GET", `${path}/1`), isState("COMPLETED"))
      const creates = backend.emulator.requests.matching((x) => x.method === "PUT" && x.path.endsWith(name(2)))
      expect(creates).toHaveLength(1)
    })
  })

  describe("to deletes", () => {
    beforeEach(async () => {
      await begin()
      await create(server.url, path, 1)
      await until(() => send(server.url, "GET", `${path}/1`), isState("COMPLETED"))
    })
    afterEach(end)

    const remove = () => send(server.url, "DELETE", `${path}/1`)
    const anAnswer: FaultMatch = { method: "DELETE", path: /^\/_snapshot\// }

    it.each([
      ...anywhere,
      ["accepted", ok({ accepted: true })],
      ["a text for a truth", ok({ acknowledged: "true" })],
      ["not acknowledged", ok({ acknowledged: false })]
    ] as const)("%s is no proof: the snapshots are looked for until they are gone", async (_what, fault) => {
      backend.emulator.faults.next({ ...anAnswer, ...fault })
      expect((await remove()).status).toBe(204)
      expect(await snapshotNames(backend, repository)).toEqual([])
    })

    it.each([...anywhere, ...ofSnapshots])("never says that a backup is gone which it cannot see for %s", async (_what, fault) => {
      const struck = backend.emulator.faults.next({ ...atSnapshots, ...fault })
      saysAnError(await remove())
      struck.cancel()
      await expect.poll(() => remove().then((x) => x.status)).not.toBe(502)
      const { body } = await elasticsearch(backend, "GET", `/_snapshot/${repository}/_all?verbose=false`)
      expect(body).toMatchObject({ snapshots: [] })
    })
  })

  describe("to what is asked before a backup", () => {
    beforeEach(begin)
    afterEach(end)

    it.each([...anywhere, ...ofSnapshots])("%s about the snapshots takes none", async (_what, fault) => {
      backend.emulator.faults.next({ ...atSnapshots, ...fault })
      const reply = await send(server.url, "POST", path, { headers: json, body: '{"backupId":1}' })
      saysAnError(reply)
      expect(backend.emulator.requests.matching((x) => x.method === "PUT" && x.path.includes("part_"))).toEqual([])
    })
  })
})
