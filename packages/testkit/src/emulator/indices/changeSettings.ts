import { ElasticsearchError, illegalArgument } from "../ElasticsearchError.ts"
import type { ServerNode } from "../ServerNode.ts"
import { unverified } from "./blockRoutes.ts"
import type { Index, IndexSettings } from "./Index.ts"
import { mergeSettings } from "./indexSettings.ts"
import { checkSettings } from "./settingRules.ts"
import { isWildcard, wildcard } from "./wildcard.ts"

type Changes = ReadonlyMap<string, string | undefined>

/** Changes settings of indices, all or none of them. A pattern takes away what it matches; archived settings forbid every other change. */
export const changeSettings = (cluster: ServerNode, indices: readonly Index[], changes: Changes): void => {
  checkSettings(new Map([...changes].filter(([key]) => !isWildcard(key))))
  checkDynamic(cluster, indices, changes)
  const changed = indices.map((index) => ({ index, settings: changedSettings(cluster, index, changes) }))
  for (const { index, settings } of changed) index.settings = settings
}

const changedSettings = (cluster: ServerNode, index: Index, changes: Changes): IndexSettings => {
  const removed: (readonly [string, undefined])[] = []
  for (const [pattern, value] of changes) {
    if (!isWildcard(pattern)) continue
    if (value !== undefined) throw illegalArgument(`${index.name} setting [${pattern}], not recognized`)
    for (const key of index.settings.keys())
      if (wildcard(pattern).test(key) && (isArchived(key) || !kept.has(key))) removed.push([key, undefined])
  }
  const exact = [...changes].filter(([key]) => !isWildcard(key))
  const settings = unverified(mergeSettings(index.settings, removed, exact))
  const keys = new Set([...index.settings.keys(), ...settings.keys()])
  if ([...keys].some((key) => index.settings.get(key) !== settings.get(key)))
    checkNothingArchived(cluster, settings)
  return settings
}

/** What a pattern passes over. */
const kept = new Set([
  "index.uuid",
  "index.version.created",
  "index.creation_date",
  "index.provided_name",
  "index.history.uuid",
  "index.number_of_shards",
  "index.verified_before_close"
])

export const isArchived = (key: string): boolean => key.startsWith("archived.")

const checkNothingArchived = ({ traits }: ServerNode, settings: IndexSettings): void => {
  const [first, ...others] = [...settings.keys()]
    .filter(isArchived)
    .toSorted()
    .map((key) => ({
      type: "illegal_argument_exception",
      reason:
        `unknown setting [${key}] was archived after upgrading, and must be removed. ` +
        `See [${traits.archivedHelp}] for details.`
    }))
  if (first === undefined) return
  throw new ElasticsearchError(400, first.type, first.reason, {
    root: first,
    ...(others.length > 0 ? { extra: { suppressed: others } } : {})
  })
}

/** Settings that are only read when an index is opened. */
const fixed = new Set(["index.number_of_shards", "index.shard.check_on_startup", "index.codec"])

const checkDynamic = (cluster: ServerNode, indices: readonly Index[], changes: Changes): void => {
  const fixedChanges = [...changes.keys()].filter((key) => fixed.has(key)).toSorted()
  const open = indices.filter((index) => index.open)
  const [closed] = indices
  if (fixedChanges.length === 0) return
  if (open.length === 0) {
    if (closed !== undefined && changes.has("index.number_of_shards"))
      throw illegalArgument(`final ${closed.name} setting [index.number_of_shards], not updateable`)
    return
  }
  const names = `[${open.map(({ name, uuid }) => `[${name}/${uuid}]`).join(", ")}]`
  const told = `[${fixedChanges.join(", ")}]`
  if (cluster.traits.hasViews)
    throw illegalArgument(
      `Can't update non dynamic setting(s) [${told}] for open indices ${names}. ` +
        (changes.has("index.number_of_shards")
          ? "The setting(s) [[index.number_of_shards]] cannot be modified on an index once it is created. You will need to "
          : "You can either resubmit the update with `?reopen=true`, or ") +
        "create a new index with the desired setting(s) and reindex your data. " +
        "See https://www.elastic.co/docs/api/doc/elasticsearch/operation/operation-reindex"
    )
  throw illegalArgument(
    `Can't update non dynamic settings [${told}] for open indices ` +
      `${names} unless the \`reopen\` query parameter is set to true. ` +
      "Alternatively, close the indices, apply the settings changes, and reopen the indices"
  )
}
