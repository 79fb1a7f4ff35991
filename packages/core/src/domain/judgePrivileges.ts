/** Judges what Elasticsearch lets us do, by what it says of the privileges that each request needs. */
import { Option, Result } from "effect"
import type { StoreError } from "./BackupError.ts"
import * as Finding from "./Finding.ts"

export interface Wanted {
  readonly cluster: ReadonlyArray<string>
  readonly indices: ReadonlyArray<{
    readonly names: ReadonlyArray<string>
    readonly privileges: ReadonlyArray<string>
  }>
}

/** Without these a request fails. */
export const wanted = (prefixes: ReadonlyArray<string>, journalIndex: string): Wanted => ({
  cluster: [
    "cluster:admin/repository/get",
    "cluster:admin/snapshot/get",
    "cluster:admin/snapshot/status",
    "cluster:admin/snapshot/create",
    "cluster:admin/snapshot/delete"
  ],
  indices: [
    { names: prefixes.map((x) => `${x}-*`), privileges: ["view_index_metadata"] },
    { names: [journalIndex], privileges: ["create_index", "read", "write", "view_index_metadata"] }
  ]
})

/** What is missing, as `privilege` or `privilege on index`; `none`: security is off. */
export type Missing = Option.Option<ReadonlyArray<string>>

const what = "privileges"

export const privileges = (seen: Result.Result<Missing, StoreError>): Finding.Finding => {
  if (Result.isFailure(seen)) return Finding.unknown(what, seen.failure)
  if (Option.isNone(seen.success))
    return Finding.ok(what, "Elasticsearch runs without security: everything is allowed.")
  const missing = seen.success.value
  if (missing.length === 0) return Finding.ok(what, "All privileges are there.")
  return Finding.error(what, {
    symptom: `Privileges are missing: ${missing.join(", ")}.`,
    impact: "The requests that need them are refused by Elasticsearch, with its reason.",
    action: "Give them to the role of camunda-backup; README.md has the whole role."
  })
}
