import type { Cluster } from "../cluster/Cluster.ts"
import { ElasticsearchError, illegalArgument } from "../ElasticsearchError.ts"
import { type Json, type JsonObject, isArray, isObject } from "../json/Json.ts"
import type { Index } from "./Index.ts"
import { indexNotFound, invalidIndexName } from "./indexErrors.ts"
import { resolveIndices } from "./resolveIndices.ts"
import { isWildcard, wildcard } from "./wildcard.ts"

/** `POST /_aliases`: all actions or none. */
export const updateAliases = (cluster: Cluster, body: Json | undefined): void => {
  const actions = isObject(body) ? body["actions"] : undefined
  if (!isArray(actions) || actions.length === 0) throw illegalArgument("No action specified")
  const steps = actions.flatMap((action) =>
    isObject(action)
      ? Object.entries(action).map(([kind, options]) => plan(cluster, kind, isObject(options) ? options : {}))
      : []
  )
  for (const apply of steps) apply()
}

export const addAlias = (
  cluster: Cluster,
  indices: readonly Index[],
  alias: string,
  options: JsonObject
): void => {
  if (cluster.indices.has(alias))
    throw new ElasticsearchError(
      ...([
        400,
        "invalid_alias_name_exception",
        `Invalid alias name [${alias}]: an index or data stream exists with the same name as the alias`
      ] as const)
    )
  if (alias === "" || isWildcard(alias)) throw invalidIndexName(alias, "must not contain wildcards")
  for (const index of indices) index.aliases = new Map([...index.aliases, [alias, options]])
}

export const removeAlias = (indices: readonly Index[], aliases: readonly string[]): void => {
  const matches = (name: string) => aliases.some((alias) => alias === "_all" || wildcard(alias).test(name))
  if (!indices.some((index) => index.aliases.keys().some(matches)))
    throw new ElasticsearchError(
      404,
      "aliases_not_found_exception",
      `aliases [${aliases.join(",")}] missing`,
      {
        extra: { "resource.type": "aliases", "resource.id": aliases.join(",") }
      }
    )
  for (const index of indices) index.aliases = new Map([...index.aliases].filter(([name]) => !matches(name)))
}

const plan = (cluster: Cluster, kind: string, options: JsonObject): (() => void) => {
  const { index, indices, alias, aliases, must_exist: mustExist, ...rest } = options
  const targets = resolveIndices(cluster.indices, [...texts(index), ...texts(indices)], {
    expand: { open: true, closed: true, hidden: true },
    ignoreUnavailable: false,
    allowNoIndices: false,
    leadingExclusion: cluster.traits.leadingExclusion,
    aliases: false
  })
  const names = [...texts(alias), ...texts(aliases)]
  if (kind === "add")
    return () => {
      for (const name of names) addAlias(cluster, targets, name, rest)
    }
  if (kind === "remove")
    return () => {
      if (mustExist === false && !targets.some((target) => names.some((name) => target.aliases.has(name))))
        return
      removeAlias(targets, names)
    }
  if (kind !== "remove_index") throw indexNotFound(kind)
  return () => {
    for (const target of targets) cluster.indices.delete(target.name)
  }
}

const texts = (value: Json | undefined): readonly string[] => {
  if (typeof value === "string") return [value]
  return isArray(value) ? value.filter((item) => typeof item === "string") : []
}
