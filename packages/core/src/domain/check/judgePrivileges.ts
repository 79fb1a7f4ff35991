/** Judges what Elasticsearch allows, by what it reports about the privileges that each request needs. */
import { Option, Result } from "effect"
import type { StoreError } from "../BackupError.ts"
import * as Finding from "./Finding.ts"

export interface Wanted {
  readonly cluster: ReadonlyArray<string>
  readonly indices: ReadonlyArray<{
    readonly names: ReadonlyArray<string>
    readonly privileges: ReadonlyArray<string>
  }>
}

/** Every privilege that the product uses. */
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
    { names: [journalIndex], privileges: ["create_index", "read", "index", "delete", "view_index_metadata"] }
  ]
})

export interface MissingPrivilege {
  readonly privilege: string
  /** The index or pattern for which it is missing; `null`: a privilege of the cluster. */
  readonly index: string | null
}

/** `none`: security is off. */
export type Missing = Option.Option<ReadonlyArray<MissingPrivilege>>

const what = "privileges"

const text = ({ index, privilege }: MissingPrivilege): string =>
  index === null ? privilege : `${privilege} on ${index}`

/** A backup is taken, compared and recorded without these; each says what needs it. */
const spared: Readonly<Record<string, string>> = {
  "cluster:admin/snapshot/delete": "Backups cannot be deleted.",
  "cluster:admin/snapshot/status": "The progress of a part is not shown.",
  delete: "Old entries of the journal stay."
}

/** `journalExists`: the privilege to create it is no longer needed. */
export const privileges = (
  seen: Result.Result<Missing, StoreError>,
  journalExists: boolean
): ReadonlyArray<Finding.Finding> => {
  if (Result.isFailure(seen)) return [Finding.unknown(what, seen.failure)]
  if (Option.isNone(seen.success))
    return [Finding.ok(what, "Elasticsearch runs without security: everything is allowed.")]
  const missing = seen.success.value.filter((x) => !(x.privilege === "create_index" && journalExists))
  const action = "Give them to the role of camunda-backup; README.md has the whole role."
  const needed = missing.filter((x) => spared[x.privilege] === undefined)
  const others = missing.filter((x) => spared[x.privilege] !== undefined)
  const findings = [
    ...(needed.length === 0
      ? []
      : [
          Finding.error(what, {
            symptom: `Privileges are missing: ${needed.map(text).join(", ")}.`,
            impact: "No backup can be taken: Elasticsearch refuses the requests that need them.",
            action
          })
        ]),
    ...(others.length === 0
      ? []
      : [
          Finding.warning(what, {
            symptom: `Privileges are missing: ${others.map(text).join(", ")}.`,
            impact: `Backups can be taken. ${others.map((x) => spared[x.privilege]).join(" ")}`,
            action
          })
        ])
  ]
  return findings.length > 0 ? findings : [Finding.ok(what, "All privileges are there.")]
}
