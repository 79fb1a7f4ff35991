/** The situations that the emulator and a real Elasticsearch can both be put into by requests alone. */
import { Component } from "@camunda-backup/core"
import { type Backend, putSnapshot } from "../harness/Backend.ts"
import type { Row, Situation, Undo } from "./agreementSuite.ts"

type Make = Row<Backend>["make"]

const clusterSetting = async ({ ask }: Situation<Backend>, name: string, value: unknown): Promise<Undo> => {
  await ask("PUT", "/_cluster/settings", { persistent: { [name]: value } })
  return () => ask("PUT", "/_cluster/settings", { persistent: { [name]: null } })
}

const template = async ({ ask, prefix }: Situation<Backend>, body: object, name = "t"): Promise<Undo> => {
  const path = `/_index_template/${name}-${prefix}`
  await ask("PUT", path, { index_patterns: [`journal-${prefix}*`], priority: 500, ...body })
  return () => ask("DELETE", path)
}

const openShards = async ({ ask }: Situation<Backend>): Promise<number> => {
  const health = (await ask("GET", "/_cluster/health/*?expand_wildcards=open,hidden")) as Record<
    string,
    number
  >
  return (
    (health["active_shards"] ?? 0) + (health["initializing_shards"] ?? 0) + (health["unassigned_shards"] ?? 0)
  )
}

const blocked =
  (index: (x: Situation<Backend>) => string, block: string, first = false): Make =>
  async (x) => {
    if (first) await x.takeOne()
    await x.ask("PUT", `/${index(x)}/_settings`, { [`index.blocks.${block}`]: true })
    return () => x.ask("PUT", `/${index(x)}/_settings`, { [`index.blocks.${block}`]: null })
  }

const journalOf = ({ journal }: Situation<Backend>): string => journal
const listView = ({ prefix }: Situation<Backend>): string => `${prefix}-list-view-8.3.0_`

/** An index whose primary has no node. */
const red =
  (name: (x: Situation<Backend>) => string, exists: boolean): Make =>
  async (x) => {
    if (exists) await x.ask("DELETE", `/${name(x)}`)
    const settings = { number_of_replicas: 0, "index.routing.allocation.require._name": "nowhere" }
    await x.ask("PUT", `/${name(x)}?wait_for_active_shards=0`, { settings })
  }

const repositoryWith =
  (settings: Readonly<Record<string, string | boolean>>, snapshots = 0): Make =>
  async ({ backend, repository }) => {
    for (let i = 0; i < snapshots; i++) await putSnapshot(backend, repository, `foreign-${i}`)
    await backend.changeRepository(repository, settings)
  }

export const commonRows: ReadonlyArray<Row<Backend>> = [
  {
    situation: "all is well",
    make: () => {},
    check: [["journal", "ok", /not there yet/]],
    create: "COMPLETED"
  },
  {
    situation: "all is well, and the journal is there",
    make: (x) => x.takeOne(),
    check: [["journal", "ok", /can be used/]],
    create: "COMPLETED"
  },
  {
    situation: "no shard is left for the journal",
    make: async (x) => clusterSetting(x, "cluster.max_shards_per_node", await openShards(x)),
    check: [["shard-limit", "error", /cluster\.max_shards_per_node/]],
    create: [500, /validation_exception.*cluster\.max_shards_per_node/]
  },
  {
    situation: "one shard is left for the journal",
    make: async (x) => clusterSetting(x, "cluster.max_shards_per_node", (await openShards(x)) + 1),
    check: [["shard-limit", "ok", /open shards/]],
    create: "COMPLETED"
  },
  {
    situation: "no shard is left, and the journal is there",
    make: async (x) => {
      await x.takeOne()
      return clusterSetting(x, "cluster.max_shards_per_node", await openShards(x))
    },
    check: [],
    create: "COMPLETED"
  },
  {
    situation: "a template makes a data stream of the journal's name",
    make: (x) => template(x, { data_stream: {} }),
    check: [["journal-template", "error", /makes data streams only/]],
    create: [500, /creates data streams only/]
  },
  {
    situation: "a template of data streams that another one overrules",
    make: async (x) => {
      const [lower, higher] = [
        await template(x, { data_stream: {}, priority: 501 }),
        await template(x, { priority: 502 }, "u")
      ]
      return async () => {
        await lower()
        await higher()
      }
    },
    check: [["journal-template", "ok", /No index template/]],
    create: "COMPLETED"
  },
  {
    situation: "a template puts pipelines, blocks, replicas, aliases and other mappings on the journal",
    make: (x) =>
      template(x, {
        template: {
          settings: {
            "index.default_pipeline": "nowhere",
            "index.final_pipeline": "nowhere",
            "index.blocks.write": true,
            "index.number_of_shards": 2
          },
          aliases: { [`alias-${x.prefix}`]: {} },
          mappings: { _source: { enabled: false }, properties: { kind: { type: "text" } } }
        }
      }),
    check: [],
    create: "COMPLETED"
  },
  {
    situation: "an alias has the journal's name",
    make: async ({ ask, journal, prefix }) => {
      await ask("PUT", `/${prefix}x`, { settings: { number_of_replicas: 0 }, aliases: { [journal]: {} } })
    },
    check: [["journal", "error", /is an alias of/]],
    create: [500, /alias.*CAMUNDA_BACKUP_JOURNAL_INDEX/]
  },
  {
    situation: "another index has the journal's name",
    make: async ({ ask, journal }) => void (await ask("PUT", `/${journal}`, {})),
    check: [["journal", "error", /not a journal/]],
    create: [500, /not a journal.*CAMUNDA_BACKUP_JOURNAL_INDEX/]
  },
  ...["write", "read_only", "read", "read_only_allow_delete"].map((block): Row<Backend> => ({
    situation: `the journal has the block ${block}`,
    make: blocked(journalOf, block, true),
    check: [["journal", "error", new RegExp(`index\\.blocks\\.${block}`)]],
    create: block === "read_only_allow_delete" ? [502, /index|flood/] : [500, /cluster_block_exception/]
  })),
  {
    situation: "the journal has the block metadata",
    make: blocked(journalOf, "metadata", true),
    check: [["journal", "warning", /metadata/]],
    create: "COMPLETED"
  },
  ...["read_only", "read_only_allow_delete"].flatMap((block): ReadonlyArray<Row<Backend>> =>
    [true, false].map((first) => ({
      situation: `the cluster has the block ${block}, ${first ? "with" : "without"} a journal`,
      make: async (x) => {
        if (first) await x.takeOne()
        return clusterSetting(x, `cluster.blocks.${block}`, true)
      },
      check: [["cluster-blocks", "error", new RegExp(`cluster\\.blocks\\.${block}`)]],
      create: [500, /cluster_block_exception.*cluster\.blocks/]
    }))
  ),
  ...["write", "read", "read_only", "metadata"].map((block): Row<Backend> => ({
    situation: `a required index has the block ${block}`,
    make: blocked(listView, block),
    check: [["index-blocks", "warning", new RegExp(block)]],
    create: "COMPLETED"
  })),
  {
    situation: "a required index is missing",
    make: async (x) => void (await x.ask("DELETE", `/${listView(x)}`)),
    check: [["required-indices", "error", /list-view-8\.3\.0_/]],
    create: [400, /list-view-8\.3\.0_/]
  },
  {
    situation: "a required index was reindexed, and aliases lead to it from two parts",
    make: async ({ ask, prefix }) => {
      const name = `${prefix}-variable-8.3.0_`
      await ask("DELETE", `/${name}`)
      await ask("PUT", `/${name}reindexed`, {
        settings: { number_of_replicas: 0 },
        aliases: { [name]: {}, [`${name}alias`]: {} }
      })
    },
    check: [["index-in-several-parts", "error", /variable-8\.3\.0_reindexed.*parts 4 and 5/]],
    create: [400, /variable-8\.3\.0_reindexed.*parts 4 and 5/]
  },
  {
    situation: "an index is in no part",
    make: async ({ ask, prefix }) =>
      void (await ask("PUT", `/${prefix}-flownode-instance-8.2.0_`, { settings: { number_of_replicas: 0 } })),
    check: [["indices-in-no-part", "warning", /flownode-instance-8\.2\.0_ \(0 documents\)/]],
    create: "COMPLETED"
  },
  {
    situation: "an index is in no part, and CAMUNDA_BACKUP_INDICES_IN_NO_PART is refuse",
    settings: { indicesInNoPart: "refuse" },
    make: async ({ ask, prefix }) =>
      void (await ask("PUT", `/${prefix}-flownode-instance-8.2.0_`, { settings: { number_of_replicas: 0 } })),
    check: [["indices-in-no-part", "error", /flownode-instance-8\.2\.0_/]],
    create: [400, /flownode-instance-8\.2\.0_.*CAMUNDA_BACKUP_INDICES_IN_NO_PART/]
  },
  {
    situation: "a dated index is hidden",
    make: async ({ ask, prefix }) =>
      void (await ask("PUT", `/${prefix}-event-8.3.0_2024-06-01`, {
        settings: { number_of_replicas: 0, "index.hidden": true }
      })),
    check: [["indices-in-no-part", "ok", /./]],
    create: "COMPLETED"
  },
  {
    situation: "a required index is closed",
    make: async (x) => void (await x.ask("POST", `/${listView(x)}/_close`)),
    check: [["index-health", "warning", /closed.*list-view/]],
    create: "COMPLETED"
  },
  {
    situation: "a required index is red",
    make: red(listView, true),
    check: [["index-health", "error", /red.*list-view/]],
    create: "INCOMPLETE"
  },
  {
    situation: "a dated index is red",
    make: red((x) => `${listView(x)}2024-01-01`, false),
    check: [["index-health", "error", /red.*2024-01-01/]],
    create: "INCOMPLETE"
  },
  {
    situation: "an index that is in no part is red",
    make: red(({ prefix }) => `${prefix}-flownode-instance-8.2.0_`, false),
    check: [["index-health", "warning", /red.*8\.2\.0_/]],
    create: "COMPLETED"
  },
  {
    situation: "the repository is not registered",
    make: async ({ ask, repository }) => void (await ask("DELETE", `/_snapshot/${repository}`)),
    check: [["repository", "error", /No repository/]],
    create: [500, /No repository/]
  },
  {
    situation: "the repository is read-only",
    make: repositoryWith({ readonly: true }),
    check: [["repository", "error", /read-only/]],
    create: [500, /read-only/]
  },
  {
    situation: "the repository has no room for all parts",
    make: repositoryWith({ max_number_of_snapshots: "7" }, 2),
    check: [["repository-room", "error", /max_number_of_snapshots/]],
    create: "INCOMPLETE"
  },
  {
    situation: "the repository has room for one component alone",
    make: repositoryWith({ max_number_of_snapshots: "8" }, 2),
    check: [["repository-room", "warning", /max_number_of_snapshots/]],
    create: "COMPLETED"
  },
  {
    situation: "another writer's finished snapshots are there",
    make: ({ backend, repository }) =>
      putSnapshot(backend, repository, `${Component.snapshotPrefix("operate")}9_8.6.0_part_1_of_6`),
    check: [["running-snapshots", "ok", /No other writer/]],
    create: "COMPLETED"
  },
  {
    situation: "no repository is configured",
    settings: { repository: "" },
    make: () => {},
    check: [["repository", "error", /No backup repository/]],
    create: [404, /No backup repository configured/]
  },
  {
    situation: "the Camunda version has no table",
    settings: { camundaVersion: "9.9.9" },
    make: () => {},
    check: [["camunda-version", "error", /9\.9\.9/]],
    create: [400, /9\.9\.9.*CAMUNDA_BACKUP_CAMUNDA_VERSION/]
  },
  {
    situation: "this clock is an hour ahead",
    clockAheadMillis: 3_600_000,
    make: () => {},
    check: [["clock", "warning", /ahead of/]],
    create: "COMPLETED"
  }
]
