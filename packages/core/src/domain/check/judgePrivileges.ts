/** Judges what Elasticsearch allows, by what it reports about the privileges that each request needs. */
import { Option, Result } from "effect"
import type { StoreError } from "../BackupError.ts"
import * as Finding from "./Finding.ts"
import * as Privilege from "./Privilege.ts"

const { byName, grantedBy, readsOfSnapshots, spared } = Privilege

/** What taking, reading and deleting backups needs. */
export const wanted = (prefixes: ReadonlyArray<string>, journalIndex: string): Privilege.Wanted => ({
  cluster: [
    ...readsOfSnapshots("create_snapshot"),
    ...grantedBy("create_snapshot", "cluster:admin/snapshot/create"),
    ...spared("warning", "Backups cannot be deleted.", byName("cluster:admin/snapshot/delete")),
    ...spared(
      "skipped",
      "a restore knows no templates and not the version of Elasticsearch",
      grantedBy("monitor", "indices:admin/index_template/get", "cluster:monitor/nodes/info")
    )
  ],
  indices: [
    {
      names: prefixes.map((x) => `${x}-*`),
      needs: [
        ...grantedBy("view_index_metadata", "indices:admin/resolve/index"),
        ...spared(
          "warning",
          "A restore has no mappings and settings to compare with.",
          grantedBy("view_index_metadata", "indices:admin/get", "indices:monitor/settings/get")
        ),
        ...spared(
          "skipped",
          "documents are not counted, and a restore has no numbers to compare with",
          grantedBy("monitor", "indices:monitor/stats")
        )
      ]
    },
    {
      names: [journalIndex],
      needs: [
        ...grantedBy("create_index", "indices:admin/create"),
        ...spared(
          "warning",
          "Whether the journal index is fit for this version, and not blocked, cannot be looked at.",
          grantedBy("view_index_metadata", "indices:admin/get")
        ),
        ...grantedBy("read", "indices:data/read/get", "indices:data/read/search"),
        ...grantedBy("index", "indices:data/write/index"),
        ...spared(
          "warning",
          "Deletions end with an error, after their snapshots are gone.",
          grantedBy("delete", "indices:data/write/delete")
        )
      ]
    }
  ]
})

const what = "privileges"

const impactsOf = (missing: ReadonlyArray<Privilege.MissingPrivilege>): ReadonlyArray<string> => [
  ...new Set(missing.flatMap((x) => (x.without === undefined ? [] : [x.without.impact])))
]

const add = (missing: ReadonlyArray<Privilege.MissingPrivilege>): string =>
  `Add to the role of camunda-backup: ${Privilege.roleOf(missing)}. The whole roles: docs/security.md.`

const refused = (missing: ReadonlyArray<Privilege.MissingPrivilege>): ReadonlyArray<Finding.Finding> =>
  missing.length === 0
    ? []
    : [
        Finding.error(what, {
          symptom: `Privileges are missing: ${Privilege.describe(missing)}.`,
          impact: "No backup can be taken: Elasticsearch refuses the requests that need them.",
          action: add(missing)
        })
      ]

const lost = (
  missing: ReadonlyArray<Privilege.MissingPrivilege>,
  isTaken: boolean
): ReadonlyArray<Finding.Finding> =>
  missing.length === 0
    ? []
    : [
        Finding.warning(what, {
          symptom: `Privileges are missing: ${Privilege.describe(missing)}.`,
          impact: [...(isTaken ? ["Backups can be taken."] : []), ...impactsOf(missing)].join(" "),
          action: add(missing)
        })
      ]

const notLooked = (missing: ReadonlyArray<Privilege.MissingPrivilege>): ReadonlyArray<Finding.Finding> =>
  missing.length === 0
    ? []
    : [
        Finding.skipped(
          what,
          `Cannot look: the role of camunda-backup lacks ${Privilege.describe(missing)}: ${impactsOf(missing).join("; ")}.`
        )
      ]

/** An index that is there need not be made. */
export const stillNeeded = (
  missing: ReadonlyArray<Privilege.MissingPrivilege>,
  journalExists: boolean
): ReadonlyArray<Privilege.MissingPrivilege> =>
  missing.filter((x) => !(x.action === "indices:admin/create" && journalExists))

/** `seen`: of what backups need. `journalExists`: the privilege to create it is no longer needed. */
export const privileges = (
  seen: Result.Result<Privilege.Missing, StoreError>,
  journalExists: boolean
): ReadonlyArray<Finding.Finding> => {
  if (Result.isFailure(seen)) return [Finding.unknown(what, seen.failure)]
  if (Option.isNone(seen.success))
    return [Finding.ok(what, "Elasticsearch runs without security: everything is allowed.")]
  const missing = stillNeeded(seen.success.value, journalExists)
  const needed = missing.filter((x) => x.without === undefined)
  const others = missing.filter((x) => x.without?.severity === "warning")
  const findings = [...refused(needed), ...lost(others, needed.length === 0)]
  return [
    ...(findings.length > 0 ? findings : [Finding.ok(what, "All privileges that backups need are there.")]),
    ...notLooked(missing.filter((x) => x.without?.severity === "skipped"))
  ]
}

/** What drills and restores need beside. A role that may not restore at all is not meant to: nothing is wrong with it. */
export const restorePrivileges = (
  seen: Result.Result<Privilege.Missing, StoreError>,
  journalExists: boolean
): ReadonlyArray<Finding.Finding> => {
  const what = "restore-privileges"
  const missing = stillNeeded(
    Option.getOrElse(Option.flatten(Result.getSuccess(seen)), () => []),
    journalExists
  )
  if (missing.length === 0)
    return Option.match(Option.flatten(Result.getSuccess(seen)), {
      onNone: () => [],
      onSome: () => [Finding.ok(what, "All privileges that drills and restores need are there.")]
    })
  const mayRestore = missing.every((x) => x.action !== "cluster:admin/snapshot/restore")
  return [
    mayRestore
      ? Finding.warning(what, {
          symptom: `Privileges are missing: ${Privilege.describe(missing)}.`,
          impact: "Drills and restores are refused.",
          action: add(missing)
        })
      : Finding.skipped(
          what,
          `This role takes no part in drills and restores, which are refused: it lacks ${Privilege.describe(missing)}.`
        )
  ]
}
