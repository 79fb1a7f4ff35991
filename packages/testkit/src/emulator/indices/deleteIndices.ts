import type { IndexState } from "./IndexState.ts"
import type { ServerNode } from "../ServerNode.ts"
import type { SnapshotWork } from "../snapshots/SnapshotWork.ts"
import { ElasticsearchError, illegalArgument } from "../ElasticsearchError.ts"
import { dropRestored } from "../snapshots/proceedRestores.ts"
import { splitList } from "../http/splitList.ts"
import { checkBlocks, checkClusterDeletable } from "./blocks.ts"
import type { Index } from "./Index.ts"
import { indexNotFound } from "./indexErrors.ts"
import { indicesOfAlias, missingHint, resolveIndices } from "./resolveIndices.ts"
import { isWildcard } from "./wildcard.ts"
import { namesRequired, requireNames } from "./requireNames.ts"

/** Deletes indices by exact name, all or none. Wildcards and aliases are refused, as by default in Elasticsearch. */
export const deleteIndices = (
  cluster: IndexState & ServerNode & SnapshotWork,
  expression: string,
  ignoreUnavailable: boolean
): void => {
  const names = splitList(expression)
  requireNames(cluster, names)
  if (namesRequired(cluster) && names[0] === "*") return
  const exact = cluster.traits.leadingExclusion === "exclusion" ? withoutExcluded(names) : names
  const isPattern = names.some((name) => isWildcard(name) || name === "_all")
  const doomed = isPattern
    ? matching(cluster, names, ignoreUnavailable)
    : exact.flatMap((name): readonly Index[] => {
        const index = cluster.indices.get(name)
        if (index !== undefined) return [index]
        if (ignoreUnavailable) return []
        if (indicesOfAlias(cluster.indices, name).length > 0)
          throw illegalArgument(
            `The provided expression [${name}] matches an alias, specify the corresponding concrete indices instead.`
          )
        throw indexNotFound(name, missingHint(cluster.traits.leadingExclusion, name))
      })
  for (const { name } of doomed) checkClusterDeletable(cluster, name)
  checkBlocks(cluster, doomed, "metadata write")
  checkNotSnapshotted(cluster, doomed, "delete")
  for (const { name } of doomed) {
    const uuid = cluster.indices.get(name)?.uuid
    cluster.indices.delete(name)
    for (const running of cluster.running) running.dropIndex(name)
    if (uuid !== undefined) dropRestored(cluster, uuid)
  }
}

/** Where patterns are allowed. */
const matching = (
  cluster: IndexState & ServerNode,
  names: readonly string[],
  ignoreUnavailable: boolean
): readonly Index[] =>
  resolveIndices(cluster.indices, names, {
    expand: { open: true, closed: true, hidden: false },
    ignoreUnavailable,
    allowNoIndices: true,
    leadingExclusion: cluster.traits.leadingExclusion,
    aliases: false
  })

/** An exclusion takes an earlier name away; one of a name that was not there means nothing. */
const withoutExcluded = (names: readonly string[]): readonly string[] => {
  const kept = new Set<string>()
  for (const name of names)
    if (name.startsWith("-")) kept.delete(name.slice(1))
    else kept.add(name)
  return [...kept]
}

/** Throws while a snapshot that must be whole holds one of the indices. */
export const checkNotSnapshotted = (
  cluster: IndexState & ServerNode & SnapshotWork,
  indices: readonly Index[],
  act: "delete" | "close"
): void => {
  const held = indices.filter(({ name, uuid }) =>
    cluster.running.some((running) => !running.partial && running.snapshot.indices.get(name)?.uuid === uuid)
  )
  if (held.length === 0) return
  const names = held.map(({ name, uuid }) => `[${name}/${uuid}]`).join(", ")
  throw new ElasticsearchError(
    400,
    "snapshot_in_progress_exception",
    `Cannot ${act} indices that are being snapshotted: [${names}]. ` +
      "Try again after snapshot finishes or cancel the currently running snapshot."
  )
}
