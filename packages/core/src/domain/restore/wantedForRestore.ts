/** What a restore or drill needs Elasticsearch to let it do, beside what backups need. */
import type { Wanted } from "../check/judgePrivileges.ts"

/** Of a component's indices and of a drill's. */
export const wantedForRestore = (indexPrefix: string, journalIndex: string): Wanted => ({
  cluster: [
    "cluster:admin/repository/get",
    "cluster:admin/snapshot/get",
    "cluster:admin/snapshot/status",
    "cluster:admin/snapshot/restore",
    "cluster:monitor/settings",
    "cluster:monitor/state",
    "cluster:monitor/allocation/explain",
    "cluster:monitor/health"
  ],
  indices: [
    { names: [`${indexPrefix}-*`, "drill-*"], privileges: ["view_index_metadata", "monitor", "manage"] },
    { names: [journalIndex], privileges: ["read", "index"] }
  ]
})
