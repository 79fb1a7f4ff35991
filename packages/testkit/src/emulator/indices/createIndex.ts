import type { IndexState } from "./IndexState.ts"
import type { ServerNode } from "../ServerNode.ts"
import { DocumentStore } from "../documents/DocumentStore.ts"
import { illegalArgument } from "../ElasticsearchError.ts"
import { type Json, type JsonObject, isObject } from "../json/Json.ts"
import { uuid } from "../uuid.ts"
import type { Index, IndexSettings } from "./Index.ts"
import { indexExists, invalidIndexName } from "./indexErrors.ts"
import { flattenSettings, mergeSettings } from "./indexSettings.ts"
import { composeTemplate } from "./composeTemplate.ts"
import { matchingTemplate } from "./IndexTemplate.ts"
import { mergeMappings } from "./mergeMappings.ts"
import { indicesOfAlias } from "./resolveIndices.ts"
import { checkSettings } from "./settingRules.ts"
import { checkShardLimit } from "./shardLimit.ts"
import { checkAliasName } from "./updateAliases.ts"
import { indexNameFault } from "./validateIndexName.ts"

interface NewIndex {
  readonly aliases?: Json | undefined
  readonly mappings?: Json | undefined
  readonly settings?: Json | undefined
}

/** Checks the name, applies the template that matches, and adds the index to the cluster. */
export const createIndex = (cluster: IndexState & ServerNode, name: string, wanted: NewIndex = {}): Index => {
  checkNewName(cluster, name)
  checkSettings(flattenSettings(wanted.settings))
  const chosen = matchingTemplate(cluster.templates.values(), name)
  if (chosen?.body["data_stream"] !== undefined)
    throw illegalArgument(
      `cannot create index with name [${name}], because it matches with template [${chosen.name}] ` +
        "that creates data streams only, use create data stream api instead"
    )
  const template = composeTemplate(cluster, chosen)
  const createdAt = cluster.now()
  const id = uuid()
  const settings = mergeSettings(
    [
      ["index.number_of_shards", "1"],
      ["index.number_of_replicas", "1"],
      ["index.routing.allocation.include._tier_preference", "data_content"]
    ],
    template.settings,
    flattenSettings(wanted.settings),
    [
      ["index.provided_name", name],
      ["index.creation_date", String(createdAt)],
      ["index.uuid", id],
      ["index.version.created", String(cluster.traits.indexVersionId)]
    ]
  )
  checkShardLimit(cluster, settings)
  const index: Index = {
    name,
    uuid: id,
    createdAt,
    settings: expandReplicas(settings),
    mappings: mergeMappings(template.mappings, asObject(wanted.mappings)),
    aliases: new Map([...aliasesOf(template.aliases), ...aliasesOf(wanted.aliases)]),
    open: true,
    unassigned: false,
    reopened: false,
    failedShards: new Map(),
    documents: new DocumentStore(cluster, Number(settings.get("index.number_of_shards") ?? "1")),
    recovery: undefined
  }
  for (const alias of index.aliases.keys()) checkAliasName(cluster, alias)
  cluster.indices.set(name, index)
  return index
}

/** `index.auto_expand_replicas: "0-1"`: as many replicas as there are further nodes, which is none, but at least the lower bound. */
const expandReplicas = (settings: IndexSettings): IndexSettings => {
  const [, least] = /^(\d+)-(\d+|all)$/.exec(settings.get("index.auto_expand_replicas") ?? "") ?? []
  return least === undefined ? settings : mergeSettings(settings, [["index.number_of_replicas", least]])
}

/** Throws unless `name` can become the name of an index. */
export const checkNewName = (cluster: IndexState & ServerNode, name: string): void => {
  const fault = indexNameFault(name)
  if (fault !== undefined) throw invalidIndexName(name, fault)
  const existing = cluster.indices.get(name)
  if (existing !== undefined) throw indexExists(name, existing.uuid)
  if (indicesOfAlias(cluster.indices, name).length > 0)
    throw invalidIndexName(name, "already exists as alias")
}

const aliasesOf = (aliases: Json | undefined): readonly (readonly [string, JsonObject])[] => {
  if (aliases === undefined) return []
  if (!isObject(aliases)) throw illegalArgument("malformed aliases, should be an object")
  return Object.entries(aliases).map(([name, options]) => [name, asObject(options)])
}

const asObject = (value: Json | undefined): JsonObject => (isObject(value) ? value : {})
