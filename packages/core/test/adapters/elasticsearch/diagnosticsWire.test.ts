/** What a check reads: no answer that cannot be understood may look like one in which nothing is wrong. */
import { Option } from "effect"
import { describe, expect, it } from "vitest"
import type { Need } from "../../../src/domain/check/Privilege.ts"
import * as read from "../../../src/adapters/elasticsearch/diagnosticsWire.ts"

const source = { kind: "entry" }

const readers: Readonly<Record<string, (body: unknown) => Option.Option<unknown>>> = {
  version: read.version,
  health: read.health,
  diskUse: read.diskUse,
  epoch: read.epoch,
  "indexHealth, of the health": (body) => read.indexHealth(body, {}),
  "indexHealth, of the names": (body) => read.indexHealth({}, body),
  blocks: read.blocks,
  snapshotLimit: (body) => read.snapshotLimit("r", body),
  total: read.total,
  nodeCount: read.nodeCount,
  missingPrivileges: (body) => read.missingPrivileges(wanted, body),
  clusterSettings: read.clusterSettings,
  openShards: read.openShards,
  indexTemplates: read.indexTemplates,
  piped: (body) => read.piped("p", source, body)
}

const need: Need = { action: "x", privileges: ["y"] }
const wanted = { cluster: [need], indices: [{ names: ["a-*"], needs: [need] }] }
const held = { x: true, y: true }
const lacking = { x: false, y: false }

const notOurs: ReadonlyArray<unknown> = [
  null,
  "",
  "<html></html>",
  17,
  [],
  [17],
  [{ status: "UP" }],
  { status: "UP" },
  { message: "no Route matched" },
  { version: { distribution: "opensearch", number: "2.19.0" }, tagline: "The OpenSearch Project" }
]

const wrong: ReadonlyArray<readonly [reader: string, body: unknown]> = [
  ["health", { status: 1 }],
  ["health", { status: "green", unassigned_primary_shards: "none" }],
  ["diskUse", [{ node: 5, "disk.percent": "80" }]],
  ["diskUse", [{ node: "a", "disk.percent": "full" }]],
  ["diskUse", [{ node: "a", "disk.percent": "80" }, { node: "b" }]],
  ["epoch", [{ epoch: true }]],
  ["indexHealth, of the health", { indices: [] }],
  ["indexHealth, of the health", { indices: { a: { status: 1 } } }],
  ["indexHealth, of the names", { indices: {} }],
  ["indexHealth, of the names", { indices: [{ name: 5 }] }],
  ["indexHealth, of the names", { indices: [{ name: "a", attributes: "closed" }] }],
  ["blocks", { a: {} }],
  ["blocks", { a: { settings: "none" } }],
  ["blocks", { a: { settings: { "index.blocks.write": 1 } } }],
  ["snapshotLimit", {}],
  ["snapshotLimit", { r: { settings: {} } }],
  ["snapshotLimit", { r: { type: "fs", settings: "none" } }],
  ["snapshotLimit", { r: { type: "fs", settings: { max_number_of_snapshots: "many" } } }],
  ["nodeCount", { nodes: {} }],
  ["nodeCount", { nodes: [] }],
  ["missingPrivileges", {}],
  ["missingPrivileges", { cluster: {} }],
  ["missingPrivileges", { has_all_requested: true, cluster: held }],
  ["missingPrivileges", { has_all_requested: false, cluster: held, index: { "a-*": held } }],
  ["missingPrivileges", { has_all_requested: true, cluster: held, index: {} }],
  ["missingPrivileges", { has_all_requested: "yes", cluster: held, index: { "a-*": held } }],
  ["missingPrivileges", { has_all_requested: true, cluster: { x: true }, index: { "a-*": held } }],
  ["missingPrivileges", { has_all_requested: true, cluster: { x: true, y: 1 }, index: { "a-*": held } }],
  ["missingPrivileges", { has_all_requested: true, cluster: held, index: { "a-*": lacking } }],
  ["clusterSettings", { defaults: { cluster: { max_shards_per_node: "many" } } }],
  [
    "openShards",
    { number_of_data_nodes: 1, active_shards: "", initializing_shards: 0, unassigned_shards: 0 }
  ],
  [
    "openShards",
    { number_of_data_nodes: 1, active_shards: null, initializing_shards: 0, unassigned_shards: 0 }
  ],
  ["indexTemplates", { index_templates: {} }],
  ["indexTemplates", { index_templates: [{ name: 5, index_template: { index_patterns: ["*"] } }] }],
  ["indexTemplates", { index_templates: [{ name: "t" }] }],
  ["indexTemplates", { index_templates: [{ name: "t", index_template: { index_patterns: 5 } }] }],
  ["piped", { docs: [] }],
  ["piped", { docs: [17] }],
  ["piped", { docs: [{ status: "UP" }] }]
]

const known = (reader: string, body: unknown): boolean =>
  Option.isSome(readers[reader]?.(body) ?? Option.none())

describe("answers to a check", () => {
  it.each(Object.keys(readers).flatMap((reader) => notOurs.map((body) => [reader, body] as const)))(
    "%s concludes nothing from %j",
    (reader, body) => {
      expect(known(reader, body)).toBe(false)
    }
  )

  it.each(wrong)("%s concludes nothing from %j", (reader, body) => {
    expect(known(reader, body)).toBe(false)
  })

  it.each([
    [
      "health",
      { status: "yellow" },
      { cluster: null, status: "yellow", unassignedPrimaries: 0, pendingTasks: 0, pendingMillis: 0 }
    ],
    [
      "health",
      {
        cluster_name: "c",
        status: "red",
        unassigned_primary_shards: 2,
        number_of_pending_tasks: 3,
        task_max_waiting_in_queue_millis: 4
      },
      { cluster: "c", status: "red", unassignedPrimaries: 2, pendingTasks: 3, pendingMillis: 4 }
    ],
    // Shards without a node have a row without a disk.
    [
      "diskUse",
      [
        { node: "a", "disk.percent": "80" },
        { node: "UNASSIGNED", "disk.percent": null }
      ],
      [{ node: "a", percent: 80 }]
    ],
    ["epoch", [{ epoch: "7" }], 7000],
    // Fields that are selected leave an empty body when nothing has them.
    ["indexHealth, of the health", {}, []],
    ["indexHealth, of the names", { indices: [{ name: "a", attributes: ["open"] }] }, []],
    [
      "indexHealth, of the health",
      { indices: { a: { status: "red" } } },
      [{ index: "a", open: true, health: "red" }]
    ],
    ["blocks", {}, []],
    ["blocks", { a: { settings: { "index.blocks.write": "true" } } }, [{ index: "a", block: "write" }]],
    ["blocks", { a: { settings: { "index.blocks.write": "false" } } }, []],
    ["snapshotLimit", { r: { type: "fs", settings: { max_number_of_snapshots: "7" } } }, Option.some(7)],
    ["snapshotLimit", { r: { type: "fs" } }, Option.none()],
    ["nodeCount", { nodes: { a: { name: "a" } } }, 1],
    ["missingPrivileges", { has_all_requested: true, cluster: held, index: { "a-*": held } }, []],
    // Held by one of its names: by the action's, or by that of a privilege.
    [
      "missingPrivileges",
      {
        has_all_requested: false,
        cluster: { x: false, y: true },
        index: { "a-*": { x: true, y: false } }
      },
      []
    ],
    [
      "missingPrivileges",
      { has_all_requested: false, cluster: lacking, index: { "a-*": lacking } },
      [
        { action: "x", privileges: ["y"], index: null },
        { action: "x", privileges: ["y"], index: "a-*" }
      ]
    ],
    ["indexTemplates", {}, []],
    [
      "indexTemplates",
      { index_templates: [{ name: "t", index_template: { index_patterns: ["a*"], data_stream: {} } }] },
      [{ name: "t", patterns: ["a*"], priority: 0, dataStream: true }]
    ],
    ["piped", { docs: [{ doc: { _source: source } }] }, { _tag: "Unchanged", pipeline: "p" }],
    [
      "piped",
      { docs: [{ error: { type: "fail_processor_exception" } }] },
      { _tag: "Changed", pipeline: "p" }
    ],
    // Dropped by the pipeline.
    ["piped", { docs: [null] }, { _tag: "Changed", pipeline: "p" }]
  ] as ReadonlyArray<readonly [string, unknown, unknown]>)("%s understands %j", (reader, body, expected) => {
    expect(readers[reader]?.(body)).toEqual(Option.some(expected))
  })
})
