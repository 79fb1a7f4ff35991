import type { IndexState } from "../indices/IndexState.ts"
import { shardCount } from "../indices/Index.ts"
import { invalidIndexName } from "../indices/indexErrors.ts"
import { indicesOfAlias } from "../indices/resolveIndices.ts"
import { indexNameFault } from "../indices/validateIndexName.ts"
import type { IndexImage } from "./Snapshot.ts"
import { restoreFailed } from "./snapshotErrors.ts"

/** Throws unless `target` is free, or a closed index with as many shards. */
export const checkRestoreTarget = (
  cluster: IndexState,
  prefix: string,
  target: string,
  source: string,
  image: IndexImage
): void => {
  const existing = cluster.indices.get(target)
  if (existing === undefined) {
    const fault = indexNameFault(target)
    if (fault !== undefined) throw invalidIndexName(target, fault)
    if (indicesOfAlias(cluster.indices, target).length > 0)
      throw invalidIndexName(target, "already exists as alias")
    return
  }
  if (existing.open)
    throw restoreFailed(
      prefix,
      `cannot restore index [${target}] because an open index with same name already exists in the cluster. ` +
        "Either close or delete the existing index or restore the index under a different name " +
        "by providing a rename pattern and replacement name"
    )
  if (shardCount(existing) !== image.shards)
    throw restoreFailed(
      prefix,
      `cannot restore index [${target}] with [${shardCount(existing)}] shards from a snapshot of index [${source}] ` +
        `with [${image.shards}] shards`
    )
}
