/** What a restore or drill needs Elasticsearch to let it do, beside what backups need. */
import type { Wanted } from "../check/judgePrivileges.ts"
import type { TemplateKind } from "./PlannedTemplate.ts"

const toPut = {
  policy: "cluster:admin/ilm/put",
  "component template": "cluster:admin/component_template/put",
  "index template": "indices:admin/index_template/put"
} as const satisfies Record<TemplateKind, string>

/** `templates`: the kinds that are put back. Of a component's indices and of a drill's. */
export const wantedForRestore = (
  indexPrefix: string,
  journalIndex: string,
  templates: ReadonlyArray<TemplateKind> = []
): Wanted => ({
  cluster: [
    "cluster:admin/repository/get",
    "cluster:admin/snapshot/get",
    "cluster:admin/snapshot/status",
    "cluster:admin/snapshot/restore",
    "cluster:monitor/settings",
    "cluster:monitor/state",
    "cluster:monitor/allocation/explain",
    "cluster:monitor/health",
    ...templates.map((x) => toPut[x])
  ],
  indices: [
    { names: [`${indexPrefix}-*`, "drill-*"], privileges: ["view_index_metadata", "monitor", "manage"] },
    { names: [journalIndex], privileges: ["read", "index"] }
  ]
})
