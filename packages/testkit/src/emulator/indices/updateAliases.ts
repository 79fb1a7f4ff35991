import type { IndexState } from "./IndexState.ts"
import type { ServerNode } from "../ServerNode.ts"
import { ElasticsearchError, illegalArgument } from "../ElasticsearchError.ts"
import { type Json, type JsonObject, isArray, isObject } from "../json/Json.ts"
import { checkBlocks } from "./blocks.ts"
import type { Index } from "./Index.ts"
import { indexNotFound } from "./indexErrors.ts"
import { indicesOfAlias, resolveIndices } from "./resolveIndices.ts"
import { indexNameFault } from "./validateIndexName.ts"
import { inJavaSetOrder } from "./inJavaSetOrder.ts"
import { wildcard } from "./wildcard.ts"

/** `POST /_aliases`: all actions or none, but what is missing may be removed as long as something else is done. */
export const updateAliases = (cluster: IndexState & ServerNode, body: Json | undefined): JsonObject => {
  if (body === undefined) throw new ElasticsearchError(400, "parse_exception", "request body is required")
  const actions = isObject(body) ? body["actions"] : undefined
  if (!isArray(actions) || actions.length === 0) throw illegalArgument("No action specified")
  const steps = actions.flatMap((action) =>
    isObject(action)
      ? Object.entries(action).map(([kind, options]) => plan(cluster, kind, isObject(options) ? options : {}))
      : []
  )
  const missing = steps.filter((step) => step.missing !== undefined)
  const [only] = missing
  if (only !== undefined && missing.length === steps.length)
    throw missingError(inJavaSetOrder(missing.flatMap((step) => step.aliases)))
  const before = [...cluster.indices.values()].map((index) => [index, index.aliases] as const)
  try {
    for (const step of steps) if (step.missing === undefined) step.apply()
  } catch (error) {
    for (const [index, aliases] of before) index.aliases = aliases
    throw error
  }
  if (only === undefined) return { acknowledged: true, errors: false }
  return { acknowledged: true, errors: true, action_results: steps.map(resultJson) }
}

/** One action, ready to be carried out. */
interface Step {
  readonly kind: string
  readonly indices: readonly string[]
  readonly aliases: readonly string[]
  /** Why it does nothing. */
  readonly missing: ElasticsearchError | undefined
  readonly apply: () => void
}

const resultJson = ({ kind, indices, aliases, missing }: Step): JsonObject => ({
  action: { type: kind, indices, aliases },
  status: missing?.status ?? 200,
  error: missing?.item()
})

export const addAlias = (
  cluster: IndexState & ServerNode,
  indices: readonly Index[],
  alias: string,
  options: JsonObject
): void => {
  checkAliasName(cluster, alias)
  checkOneWriteIndex(cluster, indices, alias, options)
  for (const index of indices) index.aliases = new Map([...index.aliases, [alias, options]])
}

/** Throws unless `alias` can name an alias: the rules of indices, but upper case is fine. */
export const checkAliasName = (cluster: IndexState & ServerNode, alias: string): void => {
  const fault = cluster.indices.has(alias)
    ? `an ${cluster.traits.hasViews ? "index, data stream, ESQL view, or ESQL dataset" : "index or data stream"} exists with the same name as the alias`
    : indexNameFault(alias, { upperCase: true })
  if (fault !== undefined)
    throw new ElasticsearchError(
      400,
      "invalid_alias_name_exception",
      `Invalid alias name [${alias}]: ${fault}`
    )
}

const checkOneWriteIndex = (
  cluster: IndexState & ServerNode,
  indices: readonly Index[],
  alias: string,
  options: JsonObject
): void => {
  if (options["is_write_index"] !== true) return
  const writing = indicesOfAlias(cluster.indices, alias)
    .filter((index) => index.aliases.get(alias)?.["is_write_index"] === true)
    .concat(indices)
  const names = [...new Set(writing.map(({ name }) => name))].toSorted()
  if (names.length > 1)
    throw new ElasticsearchError(
      500,
      "illegal_state_exception",
      `alias [${alias}] has more than one write index [${names.join(",")}]`
    )
}

export const removeAlias = (indices: readonly Index[], aliases: readonly string[]): void => {
  const missing = aliasesMissing(indices, aliases)
  if (missing !== undefined) throw missing
  for (const index of indices) takeAway(index, [...index.aliases.keys()].filter(named(aliases)))
}

const takeAway = (index: Index, aliases: readonly string[]): void => {
  index.aliases = new Map([...index.aliases].filter(([name]) => !aliases.includes(name)))
}

const named =
  (aliases: readonly string[]) =>
  (name: string): boolean =>
    aliases.some((alias) => alias === "_all" || wildcard(alias).test(name))

const missingError = (aliases: readonly string[]): ElasticsearchError => {
  const id = aliases.length === 1 ? aliases[0] : aliases
  return new ElasticsearchError(
    404,
    "aliases_not_found_exception",
    `aliases [${aliases.join(", ")}] missing`,
    { extra: { "resource.type": "aliases", "resource.id": id } }
  )
}

const aliasesMissing = (
  indices: readonly Index[],
  aliases: readonly string[]
): ElasticsearchError | undefined =>
  indices.some((index) => index.aliases.keys().some(named(aliases))) ? undefined : missingError(aliases)

/** Only indices that are named themselves are looked at: what a pattern reaches is changed in spite of its blocks. */
export const checkNamedBlocks = (cluster: IndexState & ServerNode, names: readonly string[]): void =>
  checkBlocks(
    cluster,
    names.flatMap((name) => cluster.indices.get(name) ?? []),
    "metadata write"
  )

const plan = (cluster: IndexState & ServerNode, kind: string, options: JsonObject): Step => {
  const { index, indices, alias, aliases, must_exist: mustExist, ...rest } = options
  const targets = resolveIndices(cluster.indices, [...texts(index), ...texts(indices)], {
    expand: { open: true, closed: false, hidden: false },
    ignoreUnavailable: false,
    allowNoIndices: false,
    leadingExclusion: cluster.traits.leadingExclusion,
    aliases: false
  })
  checkNamedBlocks(cluster, [...texts(index), ...texts(indices)])
  const names = [...texts(alias), ...texts(aliases)]
  const step = { kind, indices: targets.map(({ name }) => name), aliases: names, missing: undefined }
  if (kind === "add")
    return { ...step, apply: () => names.forEach((name) => addAlias(cluster, targets, name, rest)) }
  if (kind === "remove") {
    const missing = aliasesMissing(targets, names)
    if (missing !== undefined && mustExist === true) throw missing
    // What a pattern stands for is looked up before any action is done.
    const found = targets.map((target) => [target, [...target.aliases.keys()].filter(named(names))] as const)
    const apply = () => found.forEach(([target, aliases]) => takeAway(target, aliases))
    return { ...step, missing, apply }
  }
  if (kind !== "remove_index") throw indexNotFound(kind)
  return { ...step, apply: () => targets.forEach((target) => cluster.indices.delete(target.name)) }
}

const texts = (value: Json | undefined): readonly string[] => {
  if (typeof value === "string") return [value]
  return isArray(value) ? value.filter((item) => typeof item === "string") : []
}
