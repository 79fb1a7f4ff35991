import type { Cluster } from "../cluster/Cluster.ts"
import { ElasticsearchError, illegalArgument } from "../ElasticsearchError.ts"
import { splitList } from "../http/splitList.ts"
import type { Index } from "./Index.ts"
import { indexNotFound } from "./indexErrors.ts"
import { indicesOfAlias } from "./resolveIndices.ts"
import { isWildcard } from "./wildcard.ts"

/** Deletes indices by exact name, all or none. Wildcards and aliases are refused, as by default in Elasticsearch. */
export const deleteIndices = (cluster: Cluster, expression: string, ignoreUnavailable: boolean): void => {
  const names = splitList(expression)
  if (names.some((name) => isWildcard(name) || name === "_all") || names.length === 0)
    throw illegalArgument("Wildcard expressions or all indices are not allowed")
  const doomed = names.flatMap((name): readonly Index[] => {
    const index = cluster.indices.get(name)
    if (index !== undefined) return [index]
    if (indicesOfAlias(cluster.indices, name).length > 0)
      throw illegalArgument(
        `The provided expression [${name}] matches an alias, specify the corresponding concrete indices instead.`
      )
    if (ignoreUnavailable) return []
    throw indexNotFound(name)
  })
  checkNotSnapshotted(cluster, doomed, "delete")
  for (const { name } of doomed) {
    cluster.indices.delete(name)
    for (const running of cluster.running) running.dropIndex(name)
  }
}

/** Throws while a snapshot that must be whole holds one of the indices. */
export const checkNotSnapshotted = (
  cluster: Cluster,
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
