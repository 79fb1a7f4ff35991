/** Situations that only a real Elasticsearch can be put into: data streams, pipelines, storage that goes away. */
import { Component } from "@camunda-backup/core"
import { rename, writeFile } from "node:fs/promises"
import type { RealBackend } from "../harness/realBackend.ts"
import type { Row } from "./agreementSuite.ts"

export const realRows: ReadonlyArray<Row<RealBackend>> = [
  {
    situation: "a data stream has the journal's name",
    make: async ({ ask, journal, prefix }) => {
      await ask("PUT", `/_index_template/t-${prefix}`, {
        index_patterns: [journal],
        priority: 500,
        data_stream: {}
      })
      await ask("PUT", `/${journal}/_doc/1?op_type=create`, { "@timestamp": 0 })
    },
    check: [["journal", "error", /is a data stream/]],
    create: [500, /data stream.*CAMUNDA_BACKUP_JOURNAL_INDEX/]
  },
  {
    situation: "a final pipeline that is missing is set on the journal",
    make: async (x) => {
      await x.takeOne()
      await x.ask("PUT", `/${x.journal}/_settings`, { "index.final_pipeline": "nowhere" })
    },
    check: [["journal-pipeline", "error", /\[nowhere\] that does not exist/]],
    create: [500, /pipeline/]
  },
  {
    situation: "a final pipeline that does nothing is set on the journal",
    make: async (x) => {
      await x.takeOne()
      await x.ask("PUT", `/_ingest/pipeline/p-${x.prefix}`, { processors: [] })
      await x.ask("PUT", `/${x.journal}/_settings`, { "index.final_pipeline": `p-${x.prefix}` })
    },
    check: [["journal-pipeline", "ok", /leaves what is written/]],
    create: "COMPLETED"
  },
  {
    situation: "a default pipeline that is missing is set on the journal",
    make: async (x) => {
      await x.takeOne()
      await x.ask("PUT", `/${x.journal}/_settings`, { "index.default_pipeline": "nowhere" })
    },
    check: [],
    create: "COMPLETED"
  },
  {
    situation: "the storage of the repository is gone",
    make: async ({ backend, repository }) => {
      const location = `${backend.server.repositoryPath}/${repository}`
      await rename(location, `${location}.gone`)
      await writeFile(location, "")
    },
    check: [["repository-verification", "error", /not accessible/]],
    create: "LEFT NOTHING"
  },
  {
    situation: "another writer's snapshot of the component runs",
    make: async ({ ask, backend, prefix, repository }) => {
      await backend.changeRepository(repository, { max_snapshot_bytes_per_sec: "2kb" })
      await ask("PUT", `/${prefix}x/_doc/1?refresh=true`, { text: "x".repeat(10_000) })
      const name = `${Component.snapshotPrefix("operate")}9_8.6.0_part_1_of_6`
      await ask("PUT", `/_snapshot/${repository}/${name}`, {
        indices: [`${prefix}x`],
        feature_states: ["none"]
      })
      return () => ask("DELETE", `/_snapshot/${repository}/${name}`)
    },
    check: [["running-snapshots", "error", /9_8\.6\.0_part_1_of_6/]],
    create: [400, /Another backup is running/]
  }
]
