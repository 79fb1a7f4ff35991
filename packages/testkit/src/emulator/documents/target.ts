import type { IndexState } from "../indices/IndexState.ts"
import type { ServerNode } from "../ServerNode.ts"
import { illegalArgument } from "../ElasticsearchError.ts"
import { checkAutoCreation } from "../indices/autoCreation.ts"
import { checkBlocks, checkClusterWritable } from "../indices/blocks.ts"
import { createIndex } from "../indices/createIndex.ts"
import type { Index } from "../indices/Index.ts"
import { indexClosed, indexNotFound, indexNotFoundBare } from "../indices/indexErrors.ts"
import { indicesOfAlias } from "../indices/resolveIndices.ts"

/** The index that a write to `name` goes to; made when there is none. */
export const writeTarget = (cluster: IndexState & ServerNode, name: string, requireAlias = false): Index => {
  const index = makeTarget(cluster, name, requireAlias)
  return requireWritable(cluster, index)
}

/** As `writeTarget`, whatever the state of the index. */
export const makeTarget = (cluster: IndexState & ServerNode, name: string, requireAlias = false): Index => {
  if (requireAlias && indicesOfAlias(cluster.indices, name).length === 0)
    throw indexNotFoundBare(name, ` and [require_alias] request flag is [true] and [${name}] is not an alias`)
  const known = concrete(cluster, name, true)
  if (known !== undefined) return known
  checkAutoCreation(cluster, name)
  return createIndex(cluster, name)
}

export const requireWritable = (cluster: IndexState & ServerNode, index: Index): Index => {
  checkClusterWritable(cluster)
  requireOpen(index)
  checkBlocks(cluster, [index], "write")
  return index
}

/** The index that a write to `name` would go to now, whatever its state. */
export const writeIndex = (cluster: IndexState & ServerNode, name: string): Index | undefined => {
  try {
    return concrete(cluster, name, true)
  } catch {
    return undefined
  }
}

/** The index that a read of one document looks into. */
export const readTarget = (cluster: IndexState & ServerNode, name: string): Index => {
  const index = concrete(cluster, name, false)
  if (index === undefined) throw indexNotFound(name)
  requireOpen(index)
  checkBlocks(cluster, [index], "read")
  return index
}

/** The index that a delete goes to: as a write, but none is made. */
export const deleteTarget = (cluster: IndexState & ServerNode, name: string): Index => {
  const index = concrete(cluster, name, true)
  if (index === undefined) throw indexNotFound(name)
  return requireWritable(cluster, index)
}

export const requireOpen = (index: Index): Index => {
  if (!index.open) throw indexClosed(index.name, index.uuid)
  return index
}

const concrete = (cluster: IndexState & ServerNode, name: string, write: boolean): Index | undefined => {
  const index = cluster.indices.get(name)
  if (index !== undefined) return index
  const behind = indicesOfAlias(cluster.indices, name)
  const marked = behind.find((candidate) => candidate.aliases.get(name)?.["is_write_index"] === true)
  if (write && marked !== undefined) return marked
  if (behind.length < 2) return behind[0]
  throw illegalArgument(
    write
      ? `no write index is defined for alias [${name}]. The write index may be explicitly disabled using ` +
          "is_write_index=false or the alias points to multiple indices without one being designated as a write index"
      : `alias [${name}] has more than one index associated with it ` +
          `[${behind
            .map((candidate) => candidate.name)
            .toSorted()
            .join(", ")}], can't execute a single index op`
  )
}
