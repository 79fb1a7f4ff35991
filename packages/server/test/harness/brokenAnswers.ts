/** Answers that are not Elasticsearch's, or not whole. None of them may be taken for "there is no such thing". */
import type { FaultAction, FaultMatch } from "@camunda-backup/testkit/faults"
import { type EmulatorBackend, emulatorBackend } from "./emulatorBackend.ts"
import { create, type Reply, send } from "./http.ts"
import { startServer, type TestServer, type TestSettings } from "./server.ts"
import { isState, until } from "./until.ts"

export const notOurs = { "x-elastic-product": "" }
export const ok = (body: unknown, headers?: Record<string, string>): FaultAction => ({
  respond: { status: 200, body, ...(headers === undefined ? {} : { headers }) }
})

/** From somebody else, or damaged on the way: whatever was asked. */
export const anywhere: ReadonlyArray<readonly [what: string, fault: FaultAction]> = [
  ["a page of HTML", { html: 200 }],
  ["a page of HTML with 404", { html: 404 }],
  ["a page of HTML with 500", { html: 500 }],
  ["a redirect", { redirect: 200 }],
  [
    "a redirect to https",
    { respond: { status: 308, body: "", headers: { location: "https://es.example/" } } }
  ],
  ["nothing at all", ok("")],
  ["cut JSON", { truncate: true }],
  ["a connection cut in the middle", { truncate: "connection" }],
  ["JSON of another service", ok({ status: "UP" }, notOurs)],
  ["JSON of another service, with Elasticsearch's header", ok({ status: "UP" })],
  [
    "a 404 of another service",
    { respond: { status: 404, body: { message: "no Route matched" }, headers: notOurs } }
  ],
  [
    "a 404 of another service, with Elasticsearch's header",
    { respond: { status: 404, body: { found: false } } }
  ],
  ["a 404 of Spring", { respond: { status: 404, body: { status: 404, error: "Not Found", path: "/" } } }],
  [
    "OpenSearch's banner",
    ok(
      { version: { distribution: "opensearch", number: "2.19.0" }, tagline: "The OpenSearch Project" },
      notOurs
    )
  ],
  ["null", ok("null")],
  ["a list", ok([])],
  ["a number", ok("17")]
]

/** From something that looks like Elasticsearch. */
export const ofSnapshots: ReadonlyArray<readonly [what: string, fault: FaultAction]> = [
  ["a snapshot whose name is a number", ok({ snapshots: [{ snapshot: 17 }] })],
  ["a snapshot whose name is a number, counted", ok({ snapshots: [{ snapshot: 17, uuid: "u" }], total: 1 })],
  [
    "a snapshot without a uuid",
    ok({ snapshots: [{ snapshot: "camunda_operate_1_8.7.2_part_1_of_6" }], total: 1 })
  ],
  [
    "a snapshot whose state is a number",
    ok({ snapshots: [{ snapshot: "camunda_operate_1_8.7.2_part_1_of_6", uuid: "u", state: 1 }], total: 1 })
  ],
  ["snapshots that are an object", ok({ snapshots: {}, total: 0 })],
  ["snapshots that are missing", ok({ total: 6, remaining: 0 })],
  ["an empty object", ok({})],
  ["a list that is not counted", ok({ snapshots: [] })]
]

export const ofDocuments: ReadonlyArray<readonly [what: string, fault: FaultAction]> = [
  ["a document without its content", ok({ _index: "i", _id: "x", found: true })],
  [
    "another document",
    ok({ _index: "i", _id: "other", found: true, _seq_no: 1, _primary_term: 1, _source: {} })
  ],
  ["a document that is not there, said with 200", ok({ _index: "i", _id: "x", found: false })],
  ["hits without a word of the shards", ok({ hits: { hits: [] } })],
  [
    "hits of a search that ran out of time",
    ok({ timed_out: true, _shards: { failed: 0 }, hits: { hits: [] } })
  ],
  ["hits of a shard that failed", ok({ timed_out: false, _shards: { failed: 1 }, hits: { hits: [] } })],
  ["an empty object", ok({})]
]

/** Where a fault strikes: asked for snapshots, or for the journal. */
export const atSnapshots: FaultMatch = { method: "GET", path: /^\/_snapshot\/[^/]+\/(?!_status)/, times: 100 }
export const atJournal: FaultMatch = {
  path: /^\/camunda-backup-journal\/(_doc|_search)/,
  times: 100,
  method: "GET"
}
export const atSearch: FaultMatch = { path: /^\/camunda-backup-journal\/_search/, times: 100, method: "POST" }

export const path = "/operate/actuator/backups"
export const name = (part: number) => `camunda_operate_1_8.7.2_part_${part}_of_6`
const settings: TestSettings = {
  retryBudget: "4 seconds",
  requestTimeout: "500 millis",
  readMaxAge: 0,
  masterTimeout: "300 millis"
}

/** What a reader learns from an answer; what it must not learn is the answer itself. */
export const learned = ({ status, text }: Reply): string =>
  [500, 502, 503].includes(status) && text.includes("Elasticsearch")
    ? "an error in words"
    : status === 200 && text.includes('"COMPLETED"')
      ? "COMPLETED"
      : `${status} ${text}`

export interface Broken {
  readonly backend: EmulatorBackend
  readonly repository: string
  readonly server: TestServer
  /** Takes backup 1 and waits for its end. */
  readonly take: () => Promise<void>
  readonly end: () => Promise<void>
}

export const begin = async (): Promise<Broken> => {
  const backend = await emulatorBackend()
  const repository = await backend.newRepository()
  const server = await startServer(backend.url, { ...settings, repository })
  return {
    backend,
    repository,
    server,
    take: async () => {
      await create(server.url, path, 1)
      await until(() => send(server.url, "GET", `${path}/1`), isState("COMPLETED"))
    },
    end: async () => {
      await server.close()
      await backend.close()
    }
  }
}
