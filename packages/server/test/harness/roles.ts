/** The roles of `deploy/elasticsearch/roles`, as an operator sends them, and what is left of them when one privilege is taken away. */
import type { Role } from "@camunda-backup/testkit/emulator"
import { readFileSync } from "node:fs"

export const roleNames = ["viewer", "operator", "restorer", "monitor"] as const

export type RoleName = (typeof roleNames)[number]

export const roleFile = (name: RoleName): URL =>
  new URL(`../../../../deploy/elasticsearch/roles/${name}.json`, import.meta.url)

export const roleOf = (name: RoleName): Role => JSON.parse(readFileSync(roleFile(name), "utf8")) as Role

/** Of the indices of the first pattern. */
const on = (indices: Role["indices"], at: number): string => indices[at]?.names[0] ?? ""

/** Every way to take one thing away: a privilege, or the name of a pattern. */
export const lessThan = ({ cluster, indices }: Role): ReadonlyMap<string, Role> =>
  new Map<string, Role>([
    ...cluster.map(
      (privilege) => [privilege, { cluster: cluster.filter((x) => x !== privilege), indices }] as const
    ),
    ...indices.flatMap(({ names, privileges }, at) => [
      ...privileges.map((privilege) => {
        const left = indices.with(at, { names, privileges: privileges.filter((x) => x !== privilege) })
        return [`${privilege} on ${on(indices, at)}`, { cluster, indices: left }] as const
      }),
      ...(names.length < 2 ? [] : names).map((name) => {
        const left = indices.with(at, { names: names.filter((x) => x !== name), privileges })
        return [`everything on ${name}`, { cluster, indices: left }] as const
      })
    ])
  ])
