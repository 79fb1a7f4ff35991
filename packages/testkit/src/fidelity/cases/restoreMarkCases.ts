import type { Call, FidelityCase } from "../Call.ts"
import { indices, repository, snapshotOf } from "./givenCalls.ts"

const given: readonly Call[] = [repository, ...indices, snapshotOf("s", "a", "b")]

const renamed = { rename_pattern: "(.+)", rename_replacement: "drill-$1", include_aliases: false }

const restore = (body: object, name = "s"): Call => [
  "POST",
  `/_snapshot/r/${name}/_restore?wait_for_completion=true`,
  body
]

const settings = (body: object, names = "drill-a"): Call => ["PUT", `/${names}/_settings`, body]

const look = (names = "drill-a"): Call => ["GET", `/${names}/_settings?flat_settings=true`]

const marked = { "index.camunda_backup": "abc" }

/** An unknown setting that a restore puts on its indices: who restored this, and for what. */
export const restoreMarkCases: readonly FidelityCase[] = [
  {
    name: "restore mark: is kept, and survives",
    calls: [
      ...given,
      restore({
        ...renamed,
        index_settings: {
          ...marked,
          "index.blocks.write": true,
          "index.number_of_replicas": 0,
          "index.shard.check_on_startup": "checksum"
        },
        ignore_index_settings: ["index.lifecycle.name"]
      }),
      look("drill-*"),
      ["GET", "/drill-*/_settings"],
      ["GET", "/drill-*"],
      ["GET", "/drill-a/_settings/archived.*?flat_settings=true"],
      ["GET", "/drill-*/_settings/archived.index.camunda_backup?flat_settings=true"],
      ["GET", "/*/_settings/archived.*?flat_settings=true"],
      ["PUT", "/drill-a/_doc/1", { n: 2 }],
      ["POST", "/drill-a/_close"],
      look(),
      ["POST", "/drill-a/_open"],
      look(),
      ["PUT", "/drill-a/_mapping", { properties: { later: { type: "keyword" } } }],
      ["PUT", "/drill-a/_alias/later"],
      ["PUT", "/drill-a/_block/metadata"],
      settings({ "index.blocks.metadata": null }),
      ["GET", "/drill-a"]
    ]
  },
  {
    name: "restore mark: keeps other settings from being changed until it is gone",
    calls: [
      ...given,
      restore({ ...renamed, index_settings: { ...marked, "index.blocks.write": true } }),
      settings({ "index.priority": 3 }),
      settings({ "index.blocks.write": null }),
      settings({ "index.blocks.write": true }),
      settings({ "index.refresh_interval": "5s" }, "drill-*"),
      settings({ "index.priority": 3 }, "a,drill-a"),
      ["GET", "/a/_settings?flat_settings=true"],
      settings({ "archived.index.camunda_backup": null }),
      settings({ "archived.index.camunda_backup": "x" }),
      settings({ "index.camunda_backup": null }),
      settings({ "index.camunda_backup*": null }),
      settings({ "archived.nope*": null }),
      settings({ "archived.*": "x" }),
      settings({ "nope.*": null }),
      settings({ "index.nope*": null }),
      settings({ "blocks.*": null }),
      look("drill-*"),
      settings({ "archived.*": null, "index.blocks.write": null }),
      look(),
      settings({ "archived.*": null }),
      ["PUT", "/drill-a/_doc/9", { n: 1 }],
      settings({ "index.priority": 3 }),
      settings({ "index.pri*": null }),
      look(),
      settings({ archived: { "*": null } }, "drill-b"),
      look("drill-b"),
      settings({ "archived.*": null }, "drill-b,drill-a"),
      look("drill-b")
    ]
  },
  {
    name: "restore mark: several, and of closed indices",
    // Of several that stay, a server names any first: here only one ever stays.
    calls: [
      ...given,
      restore({
        ...renamed,
        index_settings: { camunda_backup: "abc", index: { camunda: { a: 1, b: "x" } } }
      }),
      restore({ ...renamed, rename_replacement: "z-$1", index_settings: { "archived.index.z": "1" } }),
      look("drill-*"),
      look("z-*"),
      settings({ "archived.index.camunda.*": null }),
      settings({ "archived.index.camunda.*": null, "index.priority": 3 }),
      look(),
      ["POST", "/drill-a/_close"],
      settings({ "index.number_of_shards": 2 }),
      settings({ "archived.index.camunda.*": null }),
      settings({ "archived.index.camunda*": null }),
      look(),
      settings({ "index.priority": 3 }),
      look(),
      ["POST", "/drill-a/_open"],
      settings({ "archived.*": null }, "drill-*"),
      look("drill-*")
    ]
  },
  {
    name: "restore mark: in a snapshot, and of a second restore",
    calls: [
      ...given,
      restore({ ...renamed, indices: "a", index_settings: marked }),
      snapshotOf("t", "drill-a"),
      ["DELETE", "/drill-a"],
      restore({}, "t"),
      look(),
      ["POST", "/drill-a/_close"],
      // Without leaving the old mark out, it is by chance which of the two stays.
      restore(
        {
          index_settings: { "index.camunda_backup": "def", "index.other": true },
          ignore_index_settings: ["archived.*"]
        },
        "t"
      ),
      look(),
      ["DELETE", "/drill-a"],
      restore({ ignore_index_settings: ["archived.*"] }, "t"),
      look(),
      ["DELETE", "/drill-a"],
      restore({ ignore_index_settings: ["archived.index.camunda_backup"] }, "t"),
      look()
    ]
  },
  {
    name: "restore mark: values that no server takes",
    calls: [
      ...given,
      ...[
        { "index.shard.check_on_startup": "true" },
        { "index.shard.check_on_startup": true },
        { "index.shard.check_on_startup": false },
        { "index.shard.check_on_startup": "checksum" },
        { "index.shard.check_on_startup": "fix" },
        { "index.shard.check_on_startup": "nope" },
        { "index.blocks.write": "maybe" },
        { "index.hidden": "maybe" },
        { "index.number_of_replicas": -1 },
        { "index.number_of_replicas": "x" },
        { "index.priority": -1 },
        { "index.lifecycle.name": "x" }
      ].map((index_settings, at): Call =>
        restore({ indices: "a", ...renamed, rename_replacement: `v${at}`, index_settings })
      ),
      look("v*"),
      ["PUT", "/w", { settings: { "index.shard.check_on_startup": "nope" } }],
      ["PUT", "/w", { settings: { "index.shard.check_on_startup": "checksum", number_of_replicas: 0 } }],
      settings({ "index.shard.check_on_startup": null }, "w"),
      settings({ "index.shard.check_on_startup": "false", "index.priority": 2 }, "w"),
      ["POST", "/w/_close"],
      settings({ "index.shard.check_on_startup": "false" }, "w"),
      look("w")
    ]
  }
]
