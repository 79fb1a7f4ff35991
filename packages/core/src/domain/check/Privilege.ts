/**
 * What a request to Elasticsearch needs the role of camunda-backup to grant.
 *
 * A need has several names, and it is met when one of them is held: Elasticsearch reads the name of an action in a question as that of every action
 * that begins so, of which a privilege that grants just this one does not grant all.
 */
import type { Option } from "effect"

export interface Need {
  /** As Elasticsearch's refusals name it, e.g. `cluster:admin/snapshot/create`. */
  readonly action: string
  /** Privileges that grant it. A role gets the first: the least one, or the action itself where the least one grants far more. */
  readonly privileges: readonly [string, ...ReadonlyArray<string>]
  /** What the work that needs it does without it; `undefined`: it is refused. */
  readonly without?: { readonly severity: "warning" | "skipped"; readonly impact: string }
}

/** Everything that some work needs. */
export interface Wanted {
  readonly cluster: ReadonlyArray<Need>
  readonly indices: ReadonlyArray<{
    readonly names: ReadonlyArray<string>
    readonly needs: ReadonlyArray<Need>
  }>
}

export interface MissingPrivilege extends Need {
  /** The index or pattern for which it is missing; `null`: a privilege of the cluster. */
  readonly index: string | null
}

/** `none`: security is off. */
export type Missing = Option.Option<ReadonlyArray<MissingPrivilege>>

/** Needs that one privilege meets. */
export const grantedBy = (privilege: string, ...actions: ReadonlyArray<string>): ReadonlyArray<Need> =>
  actions.map((action) => ({ action, privileges: [privilege] }))

/** The work is done without them, and something is lost. */
export const spared = (
  severity: "warning" | "skipped",
  impact: string,
  needs: ReadonlyArray<Need>
): ReadonlyArray<Need> => needs.map((need) => ({ ...need, without: { severity, impact } }))

/** Reads of snapshots and repositories; `privilege`: what a role gets for them. */
export const readsOfSnapshots = (privilege: "create_snapshot" | "monitor_snapshot"): ReadonlyArray<Need> =>
  ["cluster:admin/repository/get", "cluster:admin/snapshot/get", "cluster:admin/snapshot/status"].map(
    (action) => ({ action, privileges: [privilege, "create_snapshot", "monitor_snapshot"] })
  )

/** Needs for which a role gets the action by its name. */
export const byName = (...actions: ReadonlyArray<string>): ReadonlyArray<Need> =>
  actions.map((action) => ({ action, privileges: [action] }))

/** Every need, one by one. */
export const each = ({ cluster, indices }: Wanted): ReadonlyArray<MissingPrivilege> => [
  ...cluster.map((need) => ({ ...need, index: null })),
  ...indices.flatMap(({ names, needs }) =>
    names.flatMap((index) => needs.map((need) => ({ ...need, index })))
  )
]

/** Both: to be asked for in one request. */
export const both = (one: Wanted, other: Wanted): Wanted => ({
  cluster: [...one.cluster, ...other.cluster],
  indices: [...one.indices, ...other.indices]
})

/** Those that some work needs. */
export const of = (
  wanted: Wanted,
  missing: ReadonlyArray<MissingPrivilege>
): ReadonlyArray<MissingPrivilege> => {
  const key = ({ action, index }: MissingPrivilege): string => `${action} ${index}`
  const keys = new Set(missing.map(key))
  return each(wanted).filter((x) => keys.has(key(x)))
}

/** e.g. `indices:admin/create on camunda-backup-journal`. */
export const describe = (missing: ReadonlyArray<MissingPrivilege>): string =>
  missing.map(({ action, index }) => (index === null ? action : `${action} on ${index}`)).join(", ")

/** What to add to a role, as Elasticsearch takes it. */
export const roleOf = (missing: ReadonlyArray<MissingPrivilege>): string => {
  const cluster = [...new Set(missing.filter((x) => x.index === null).map((x) => x.privileges[0]))]
  const byIndex = Map.groupBy(
    missing.filter((x) => x.index !== null),
    (x) => x.index
  )
  const byPrivileges = Map.groupBy(byIndex, ([, all]) => [...new Set(all.map((x) => x.privileges[0]))].join())
  const indices = [...byPrivileges].map(([privileges, entries]) => ({
    names: entries.map(([name]) => name),
    privileges: privileges.split(",")
  }))
  return JSON.stringify({
    ...(cluster.length === 0 ? {} : { cluster }),
    ...(indices.length === 0 ? {} : { indices })
  })
}
