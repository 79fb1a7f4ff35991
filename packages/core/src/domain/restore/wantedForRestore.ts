/** What a restore or drill needs Elasticsearch to let it do, beside what backups need. */
import { byName, grantedBy, type Need, readsOfSnapshots, type Wanted } from "../check/Privilege.ts"
import type { TemplateKind } from "./PlannedTemplate.ts"

const toPut = {
  policy: { action: "cluster:admin/ilm/put", privileges: ["manage_ilm"] },
  "component template": {
    action: "cluster:admin/component_template/put",
    privileges: ["manage_index_templates"]
  },
  "index template": { action: "indices:admin/index_template/put", privileges: ["manage_index_templates"] }
} as const satisfies Record<TemplateKind, Need>

/** The first restore in a cluster makes its journal. */
export const toMakeJournal = (journalIndex: string): Wanted => ({
  cluster: [],
  indices: [{ names: [journalIndex], needs: grantedBy("create_index", "indices:admin/create") }]
})

/** `templates`: the kinds that are put back. Of the indices of components and of drills. */
export const wantedForRestore = (
  prefixes: ReadonlyArray<string>,
  journalIndex: string,
  templates: ReadonlyArray<TemplateKind> = []
): Wanted => ({
  cluster: [
    ...readsOfSnapshots("monitor_snapshot"),
    ...byName("cluster:admin/snapshot/restore"),
    ...grantedBy(
      "monitor",
      "cluster:monitor/settings",
      "cluster:monitor/state",
      "cluster:monitor/allocation/explain",
      "cluster:monitor/health",
      "cluster:monitor/nodes/info",
      "cluster:monitor/nodes/stats",
      "indices:admin/index_template/get"
    ),
    ...templates.map((x) => toPut[x])
  ],
  indices: [
    {
      names: [...prefixes.map((x) => `${x}-*`), "drill-*"],
      needs: [
        ...grantedBy(
          "view_index_metadata",
          "indices:admin/resolve/index",
          "indices:admin/get",
          "indices:monitor/settings/get"
        ),
        ...grantedBy("monitor", "indices:monitor/stats", "indices:monitor/recovery"),
        ...grantedBy("delete_index", "indices:admin/delete"),
        ...byName("indices:admin/close", "indices:admin/settings/update")
      ]
    },
    {
      names: [journalIndex],
      needs: [
        ...grantedBy("view_index_metadata", "indices:admin/get"),
        ...grantedBy("read", "indices:data/read/get", "indices:data/read/search"),
        ...grantedBy("index", "indices:data/write/index")
      ]
    }
  ]
})
