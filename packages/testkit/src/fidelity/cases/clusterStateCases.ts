import type { Call, FidelityCase } from "../Call.ts"
import { repository, snapshotOf } from "./givenCalls.ts"

const copies = [
  "state",
  "primary",
  "recovery_source.type",
  "unassigned_info.reason",
  "unassigned_info.details",
  "unassigned_info.allocation_status"
]
  .map((x) => `routing_table.indices.*.shards.*.${x}`)
  .join()

const routing = (names: string, query = ""): Call => [
  "GET",
  `/_cluster/state/routing_table/${names}?filter_path=cluster_uuid,${copies},error,status${query}`
]

const customs: Call = [
  "GET",
  "/_cluster/state/customs?filter_path=cluster_uuid,snapshots.snapshots.repository,snapshots.snapshots.snapshot," +
    "snapshot_deletions.snapshot_deletions.repository,snapshot_deletions.snapshot_deletions.snapshots," +
    "restore.snapshots.repository,restore.snapshots.shards.index.index_name,restore.snapshots.shards.state"
]

const metadata = (names: string): Call => [
  "GET",
  `/_cluster/state/metadata/${names}?flat_settings=true&ignore_unavailable=true&allow_no_indices=true&expand_wildcards=all&filter_path=` +
    [
      "cluster_uuid",
      ...["state", "settings", "mappings", "aliases"].map((x) => `metadata.indices.*.${x}`)
    ].join()
]

const restoreOf = (more: Readonly<Record<string, unknown>>): Call => [
  "POST",
  "/_snapshot/r/s/_restore?wait_for_completion=true",
  { index_settings: { "index.blocks.write": true, "index.some_mark": "m" }, ...more }
]

const settingsOf = (name: string): Call => [
  "GET",
  `/${name}/_settings/index.blocks.*,archived.*?flat_settings=true`
]

const change = (name: string, settings: Readonly<Record<string, unknown>>): Call => [
  "PUT",
  `/${name}/_settings`,
  settings
]

const some: readonly Call[] = [
  ["PUT", "/a", { settings: { number_of_replicas: 0, number_of_shards: 2 } }],
  ["PUT", "/b", { settings: { number_of_replicas: 1 }, aliases: { x: {} } }],
  ["PUT", "/h", { settings: { number_of_replicas: 0, hidden: true } }]
]

/** Of `_cluster/state`, what tells of shards and of what is at work on snapshots. */
export const clusterStateCases: readonly FidelityCase[] = [
  {
    name: "state: where shards are",
    calls: [
      ...some,
      routing("a,b,h"),
      routing("x"),
      routing("*", "&expand_wildcards=all"),
      routing("a,nope", "&ignore_unavailable=true&expand_wildcards=all"),
      routing("nope", "&ignore_unavailable=true"),
      routing("nope"),
      routing("nope*"),
      routing("*"),
      ["POST", "/a/_close"],
      routing("a,b"),
      routing("*"),
      [
        "PUT",
        "/z?wait_for_active_shards=0",
        { settings: { number_of_replicas: 0, "index.routing.allocation.require._name": "nowhere" } }
      ],
      routing("z"),
      ["GET", "/_cluster/state/routing_table/a?foo=1"]
    ]
  },
  {
    name: "state: where restored shards are",
    calls: [
      repository,
      ...some,
      snapshotOf("s", "a", "b"),
      [
        "POST",
        "/_snapshot/r/s/_restore?wait_for_completion=true",
        { rename_pattern: "(.+)", rename_replacement: "c-$1", include_aliases: false }
      ],
      routing("c-a,c-b"),
      customs
    ]
  },
  {
    name: "state: what indices are like, also one that hides its metadata",
    calls: [
      [
        "PUT",
        "/a",
        {
          settings: { number_of_replicas: 0 },
          mappings: { properties: { x: { type: "keyword" } } },
          aliases: { y: {} }
        }
      ],
      ["PUT", "/b", { settings: { number_of_replicas: 0 } }],
      ["POST", "/b/_close"],
      change("a", { "index.blocks.metadata": true }),
      settingsOf("a"),
      settingsOf("a,b"),
      ["GET", "/a,b/_stats/docs,store?filter_path=error,status"],
      metadata("a,b"),
      metadata("nope"),
      change("a", { "index.blocks.metadata": null, "index.refresh_interval": "7s" }),
      change("a", { "index.blocks.metadata": null })
    ]
  },
  {
    name: "blocks of a backup: what they let be done with a restored index, and what brings them back",
    calls: [
      repository,
      ["PUT", "/a", { settings: { number_of_replicas: 0 } }],
      change("a", { "index.blocks.read_only": true, "index.blocks.read": true }),
      snapshotOf("s", "a"),
      change("a", { "index.blocks.read_only": null }),
      ["DELETE", "/a"],
      restoreOf({}),
      settingsOf("a"),
      ["DELETE", "/a"],
      ["POST", "/a/_close"],
      change("a", { "index.blocks.write": null, "archived.*": null }),
      change("a", { "index.blocks.read_only": null }),
      change("a", { "index.blocks.read_only": true, "index.blocks.write": null, "archived.*": null }),
      settingsOf("a"),
      change("a", { "index.blocks.read_only": null }),
      ["DELETE", "/a"],
      restoreOf({ ignore_index_settings: ["archived.*", "index.blocks.metadata", "index.blocks.read_only"] }),
      settingsOf("a"),
      ["POST", "/a/_close"],
      change("a", { "index.blocks.metadata": true, "index.blocks.read_only": true, "archived.*": null }),
      metadata("a"),
      change("a", { "index.blocks.metadata": null, "index.blocks.read_only": null }),
      ["DELETE", "/a"],
      restoreOf({
        rename_pattern: "(.+)",
        rename_replacement: "c-$1",
        ignore_index_settings: ["archived.*", "index.lifecycle.*", "index.blocks.*"]
      }),
      settingsOf("c-a"),
      ["DELETE", "/c-a"]
    ]
  },
  {
    name: "indices with flat settings",
    calls: [
      ["PUT", "/a", { settings: { number_of_replicas: 0, "index.refresh_interval": "7s" } }],
      ["GET", "/a?flat_settings=true"],
      ["GET", "/a,nope?flat_settings=true&ignore_unavailable=true&expand_wildcards=all"],
      ["GET", "/a/_settings?flat_settings=true"]
    ]
  },
  {
    name: "an alias is passed over by a delete where the unavailable are ignored",
    calls: [
      ["PUT", "/a", { settings: { number_of_replicas: 0 }, aliases: { x: {} } }],
      ["PUT", "/b", { settings: { number_of_replicas: 0 } }],
      ["DELETE", "/x?ignore_unavailable=true"],
      ["DELETE", "/x,b,nope?ignore_unavailable=true&allow_no_indices=true&expand_wildcards=none"],
      ["GET", "/_resolve/index/*?filter_path=indices.name"]
    ]
  },
  {
    name: "state: what is at work on snapshots, where nothing is",
    calls: [repository, ...some, snapshotOf("s", "a"), ["DELETE", "/_snapshot/r/s"], customs]
  }
]
