/** What a restore is told, by what Elasticsearch answers: whether it was carried out must never be guessed. */
import { assert, describe, it } from "@effect/vitest"
import { Effect, Layer, Result } from "effect"
import * as ElasticsearchClient from "../../../src/adapters/elasticsearch/ElasticsearchClient.ts"
import * as ElasticsearchIndices from "../../../src/adapters/elasticsearch/ElasticsearchIndices.ts"
import * as ElasticsearchRecovery from "../../../src/adapters/elasticsearch/ElasticsearchRecovery.ts"
import * as Settings from "../../../src/config/Settings.ts"
import { restoreId } from "../../../src/domain/RestoreId.ts"
import type * as SnapshotName from "../../../src/domain/SnapshotName.ts"
import { Indices } from "../../../src/ports/Indices.ts"
import { Recovery } from "../../../src/ports/Recovery.ts"
import { version } from "../../domain/builders.ts"
import { type Answer, startServer } from "../http/startServer.ts"

const snapshot = "camunda_operate_1_8.7.2_part_1_of_6" as SnapshotName.SnapshotName

const of = (status: number, body: unknown): Answer => ({
  status,
  body: JSON.stringify(body),
  headers: { "content-type": "application/json", "x-elastic-product": "Elasticsearch" }
})

const refusal = (status: number, type: string, reason: string): Answer =>
  of(status, { error: { root_cause: [], type, reason }, status })

const adapters = (url: string) =>
  Layer.merge(ElasticsearchIndices.layer, ElasticsearchRecovery.layer).pipe(
    Layer.provide(ElasticsearchClient.layer({ urls: [url] })),
    Layer.provide(
      Settings.layer(Settings.make({ camundaVersion: version("8.7.2"), requestTimeout: "2 seconds" }))
    )
  )

const restoring = Effect.fnUntraced(function* (answer: Answer, indices: ReadonlyArray<string> = ["x"]) {
  const { seen, url } = yield* startServer(answer)
  const mark = restoreId("0123456789abcdef0123456789abcdef")
  const request = {
    repository: "r",
    snapshot,
    indices,
    namePrefix: "",
    mark,
    trial: false,
    blocksLater: false
  }
  const result = yield* Effect.result(
    Effect.provide(
      Recovery.use((port) => port.restore(request)),
      adapters(url)
    )
  )
  const outcome = Result.match(result, {
    onSuccess: (x) => x._tag,
    onFailure: (x) => (x._tag === "StoreUnavailable" ? `${x._tag} ${x.ambiguous}` : x._tag)
  })
  return { outcome, seen }
})

describe("templates that are put back", () => {
  const captured = {
    policies: [{ name: "Operate_delete", body: '{"phases":{}}' }],
    componentTemplates: [{ name: "operate_template", body: '{"template":{}}' }],
    indexTemplates: [{ name: "operate-a_template", body: '{"index_patterns":["operate-a*"]}' }]
  }
  const putting = Effect.fnUntraced(function* (answer: Answer) {
    const { seen, url } = yield* startServer(answer)
    const result = yield* Effect.result(
      Effect.provide(
        Indices.use((port) => port.putTemplates(captured)),
        adapters(url)
      )
    )
    return { result, sent: seen.map((x) => `${x.method} ${x.path.split("?")[0]} ${x.body}`) }
  })

  it.effect("are sent as they were captured, policies first", () =>
    Effect.gen(function* () {
      const { result, sent } = yield* putting(of(200, { acknowledged: true }))
      assert.isTrue(Result.isSuccess(result))
      assert.deepStrictEqual(sent, [
        'PUT /_ilm/policy/Operate_delete {"policy":{"phases":{}}}',
        'PUT /_component_template/operate_template {"template":{}}',
        'PUT /_index_template/operate-a_template {"index_patterns":["operate-a*"]}'
      ])
    })
  )

  it.effect("are not taken for put when Elasticsearch has not carried it out in time, or refuses", () =>
    Effect.gen(function* () {
      const { result, sent } = yield* putting(of(200, { acknowledged: false }))
      assert.isTrue(Result.isFailure(result) && result.failure._tag === "StoreUnavailable")
      assert.lengthOf(sent, 1)
      const refused = yield* putting(refusal(400, "illegal_argument_exception", "unknown setting"))
      assert.isTrue(Result.isFailure(refused.result) && refused.result.failure._tag === "StoreRejected")
    })
  )

  for (const [name, answer, expected] of [
    ["a server with lifecycle policies", of(200, { operation_mode: "RUNNING" }), true],
    [
      "a server without",
      of(400, { error: "no handler found for uri [/_ilm/status] and method [GET]" }),
      false
    ]
  ] as const)
    it.effect(`of ${name} it is told`, () =>
      Effect.gen(function* () {
        const { url } = yield* startServer(answer)
        const found = yield* Effect.provide(
          Indices.use((port) => port.lifecycle),
          adapters(url)
        )
        assert.strictEqual(found, expected)
      })
    )
})

describe("the answer to a restore", () => {
  for (const [name, answer, expected] of [
    ["accepted", of(200, { accepted: true }), "Accepted"],
    [
      "nothing to wait for",
      of(200, { snapshot: { snapshot, indices: ["x"], shards: { total: 1, failed: 1, successful: 0 } } }),
      "Accepted"
    ],
    ["neither", of(200, { status: "UP" }), "StoreAnswerInvalid"],
    ["not accepted", of(200, { accepted: false }), "StoreAnswerInvalid"],
    [
      "a deletion runs",
      refusal(
        503,
        "concurrent_snapshot_execution_exception",
        "[r:s] cannot restore a snapshot while a deletion"
      ),
      "NotNow"
    ],
    [
      "no master",
      refusal(503, "cluster_block_exception", "blocked by: [SERVICE_UNAVAILABLE/2/no master];"),
      "NotNow"
    ],
    [
      "the queue of the master",
      refusal(503, "process_cluster_event_timeout_exception", "failed to process"),
      "NotNow"
    ],
    [
      "the same since 8.17",
      refusal(429, "process_cluster_event_timeout_exception", "failed to process"),
      "NotNow"
    ],
    ["too much to do", refusal(429, "es_rejected_execution_exception", "rejected"), "NotNow"],
    ["a change of masters", refusal(503, "master_not_discovered_exception", "null"), "StoreUnavailable true"],
    ["a proxy's", { status: 503, body: "no server available", headers: {} }, "StoreUnavailable true"],
    ["a proxy's time is up", { status: 504, body: "<html></html>", headers: {} }, "StoreUnavailable true"],
    [
      "an index is there",
      refusal(500, "snapshot_restore_exception", "[r:s] cannot restore index [x]"),
      "StoreRejected"
    ],
    [
      "read-only",
      refusal(403, "cluster_block_exception", "blocked by: [FORBIDDEN/6/cluster read-only];"),
      "StoreRejected"
    ],
    [
      "the repository is gone",
      refusal(404, "repository_missing_exception", "[r] missing"),
      "RepositoryMissing"
    ]
  ] as const)
    it.live(`${name}: ${expected}`, () =>
      Effect.gen(function* () {
        const { outcome, seen } = yield* restoring(answer)
        assert.strictEqual(outcome, expected)
        assert.deepStrictEqual(
          seen.map((x) => x.method),
          ["POST"]
        )
      })
    )

  it.live("is none, when a name is not exact: nothing is sent", () =>
    Effect.gen(function* () {
      const { outcome, seen } = yield* restoring(of(200, { accepted: true }), ["x", "y-*"])
      assert.strictEqual(outcome, "StoreRejected")
      assert.deepStrictEqual(seen, [])
    })
  )
})

describe("names that are not exact", () => {
  for (const name of ["*", "operate-*", "_all", "-x", "a,b", "<x-{now/d}>", "remote:x", ""])
    it.live(`[${name}] sends neither a delete nor a release`, () =>
      Effect.gen(function* () {
        const { seen, url } = yield* startServer(of(200, { acknowledged: true }))
        const refused = Indices.use((port) =>
          Effect.all([Effect.flip(port.delete(["x", name])), Effect.flip(port.release([name, "x"]))])
        )
        const errors = yield* Effect.provide(refused, adapters(url))
        assert.deepStrictEqual(
          errors.map((x) => x._tag),
          ["StoreRejected", "StoreRejected"]
        )
        assert.deepStrictEqual(seen, [])
      })
    )

  it.live("exact ones are sent so that no wildcard could work", () =>
    Effect.gen(function* () {
      const { seen, url } = yield* startServer(of(200, { acknowledged: true }))
      yield* Effect.provide(
        Indices.use((port) => port.delete(["x", "y"])),
        adapters(url)
      )
      const [request] = seen
      assert.strictEqual(seen.length, 1)
      assert.match(request?.path ?? "", /^\/x%2Cy\?.*expand_wildcards=none/)
    })
  )

  it.live("are many requests, each short enough, when they are many", () =>
    Effect.gen(function* () {
      const { seen, url } = yield* startServer(of(200, { acknowledged: true }))
      const names = Array.from({ length: 500 }, (_, i) => `operate-list-view-8.3.0_2026-11-${i}`)
      yield* Effect.provide(
        Indices.use((port) => port.delete(names)),
        adapters(url)
      )
      assert.isAbove(seen.length, 1)
      assert.isTrue(seen.every((x) => `${x.method} ${x.path} HTTP/1.1`.length <= 4096))
      const sent = seen.flatMap((x) => decodeURIComponent(x.path.slice(1).split("?")[0] ?? "").split(","))
      assert.deepStrictEqual(sent, names)
    })
  )
})
