import type { ServerNode } from "../ServerNode.ts"
import { ElasticsearchError, illegalArgument } from "../ElasticsearchError.ts"
import { checkBlocks } from "../indices/blocks.ts"
import { type Index, replicaCount } from "../indices/Index.ts"
import type { JsonObject } from "../json/Json.ts"
import { uuid } from "../uuid.ts"
import type { StoredDocument } from "./DocumentStore.ts"
import { mapDocument } from "./mapDocument.ts"
import { parseSource } from "./parseSource.ts"
import type { WriteConditions } from "./WriteConditions.ts"

/**
 * Writes one document of an index; throws what is wrong with it, then the conflict when a condition does not hold. Fields that it brings
 * along stay in the mapping even then.
 */
export const putDocument = (
  { traits }: Pick<ServerNode, "traits">,
  index: Index,
  id: string | undefined,
  text: string,
  conditions: WriteConditions = {}
) => {
  const name = id ?? newId()
  const { source, checkEnd } = parseSource(text)
  const mappings = mapDocument(index.mappings, {
    text,
    id: name,
    source,
    readsOnce: traits.readsOnce,
    traits
  })
  checkEnd()
  if (mappings !== index.mappings) checkBlocks({ traits }, [index], "metadata write")
  index.mappings = mappings
  const known = countingConflicts(index, name, conditions)
  return {
    result: known === undefined ? "created" : "updated",
    document: index.documents.put(name, text, conditions.version)
  } as const
}

const countingConflicts = (index: Index, id: string, conditions: WriteConditions) => {
  try {
    return checkConditions(index, id, conditions)
  } catch (error) {
    index.documents.tally(id, "conflicts")
    throw error
  }
}

/** The id of a document that comes without one. */
export const newId = (): string => uuid().slice(2)

export const deleteDocument = (index: Index, id: string, conditions: WriteConditions = {}) => {
  checkConditions(index, id, conditions)
  const { found, document } = index.documents.delete(id, conditions.version)
  return { result: found ? "deleted" : "not_found", document } as const
}

const untouched = { total: 0, successful: 0, failed: 0 }

/** `inBulk`: an update that changes nothing is told as if it had been written. */
export const writeJsonOf = (
  index: Index,
  result: string,
  document: Omit<StoredDocument, "source">,
  forcedRefresh: boolean,
  inBulk = false
): JsonObject => {
  const written = inBulk || result !== "noop"
  return {
    _index: index.name,
    _id: document.id,
    _version: document.version,
    result,
    forced_refresh: forcedRefresh && written ? true : undefined,
    _shards: written ? { total: 1 + replicaCount(index), successful: 1, failed: 0 } : untouched,
    _seq_no: document.seqNo,
    _primary_term: document.primaryTerm
  }
}

const refreshPolicies = new Set(["", "true", "false", "wait_for"])

export const checkRefresh = (refresh: string | undefined): void => {
  if (refresh !== undefined && !refreshPolicies.has(refresh))
    throw illegalArgument(`Unknown value for refresh: [${refresh}].`)
}

/** Makes writes visible to searches when the request asks for it; `wait_for` comes at once here. */
export const refreshAfter = (index: Index, refresh: string | undefined): boolean => {
  if (refresh === undefined || refresh === "false") return false
  index.documents.refresh()
  return refresh !== "wait_for"
}

export const checkConditions = (
  index: Index,
  id: string,
  { ifSeqNo, ifPrimaryTerm, create, version, versionType }: WriteConditions
): StoredDocument | undefined => {
  const known = index.documents.get(id)
  if (create === true && known !== undefined)
    throw conflict(index, id, `document already exists (current version [${known.version}])`)
  const current = index.documents.versionOf(id)
  if (version !== undefined && current !== undefined) {
    const told = `the one provided [${version}]`
    if (versionType === "external" && current >= version)
      throw conflict(index, id, `current version [${current}] is higher or equal to ${told}`)
    if (versionType === "external_gte" && current > version)
      throw conflict(index, id, `current version [${current}] is higher than ${told}`)
  }
  if (ifSeqNo === undefined) return known
  const required = `required seqNo [${ifSeqNo}], primary term [${ifPrimaryTerm}].`
  if (known === undefined) throw conflict(index, id, `${required} but no document was found`)
  if (known.seqNo !== ifSeqNo || known.primaryTerm !== ifPrimaryTerm)
    throw conflict(
      index,
      id,
      `${required} current document has seqNo [${known.seqNo}] and primary term [${known.primaryTerm}]`
    )
  return known
}

/** Where a single document is: what errors about it carry. */
export const ofShard = (index: Index, id: string): JsonObject => ({
  index_uuid: index.uuid,
  shard: String(index.documents.shardOf(id)),
  index: index.name
})

export const conflict = (index: Index, id: string, reason: string): ElasticsearchError =>
  new ElasticsearchError(409, "version_conflict_engine_exception", `[${id}]: version conflict, ${reason}`, {
    extra: ofShard(index, id)
  })
