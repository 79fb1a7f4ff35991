import { ElasticsearchError } from "../ElasticsearchError.ts"
import { type Index, replicaCount } from "../indices/Index.ts"
import type { JsonObject } from "../json/Json.ts"
import { uuid } from "../uuid.ts"
import type { StoredDocument } from "./DocumentStore.ts"
import { mapDocument } from "./mapDocument.ts"
import { parseSource } from "./parseSource.ts"

/** What a write demands of the document that is there. */
export interface WriteConditions {
  readonly ifSeqNo?: number | undefined
  readonly ifPrimaryTerm?: number | undefined
  /** Fails when the document exists. */
  readonly create?: boolean
}

/** Writes or deletes one document of an index; throws the conflict when a condition does not hold. */
export const putDocument = (
  index: Index,
  id: string | undefined,
  source: string,
  conditions: WriteConditions = {}
) => {
  const name = id ?? uuid().slice(2)
  index.mappings = mapDocument(index.mappings, parseSource(source))
  const known = checkConditions(index, name, conditions)
  return {
    result: known === undefined ? "created" : "updated",
    document: index.documents.put(name, source)
  } as const
}

export const deleteDocument = (index: Index, id: string, conditions: WriteConditions = {}) => {
  checkConditions(index, id, conditions)
  const { found, document } = index.documents.delete(id)
  return { result: found ? "deleted" : "not_found", document } as const
}

const untouched = { total: 0, successful: 0, failed: 0 }

export const writeJsonOf = (
  index: Index,
  result: string,
  document: Omit<StoredDocument, "source">,
  forcedRefresh: boolean
): JsonObject => ({
  _index: index.name,
  _id: document.id,
  _version: document.version,
  result,
  forced_refresh: forcedRefresh && result !== "noop" ? true : undefined,
  _shards: result === "noop" ? untouched : { total: 1 + replicaCount(index), successful: 1, failed: 0 },
  _seq_no: document.seqNo,
  _primary_term: document.primaryTerm
})

/** Makes writes visible to searches when the request asks for it; `wait_for` comes at once here. */
export const refreshAfter = (index: Index, refresh: string | undefined): boolean => {
  if (refresh === undefined || refresh === "false") return false
  index.documents.refresh()
  return refresh !== "wait_for"
}

export const checkConditions = (
  index: Index,
  id: string,
  { ifSeqNo, ifPrimaryTerm, create }: WriteConditions
): StoredDocument | undefined => {
  const known = index.documents.get(id)
  if (create === true && known !== undefined)
    throw conflict(
      index,
      id,
      `[${id}]: version conflict, document already exists (current version [${known.version}])`
    )
  if (ifSeqNo === undefined) return known
  const required = `[${id}]: version conflict, required seqNo [${ifSeqNo}], primary term [${ifPrimaryTerm}].`
  if (known === undefined) throw conflict(index, id, `${required} but no document was found`)
  if (known.seqNo !== ifSeqNo || known.primaryTerm !== ifPrimaryTerm)
    throw conflict(
      index,
      id,
      `${required} current document has seqNo [${known.seqNo}] and primary term [${known.primaryTerm}]`
    )
  return known
}

const conflict = (index: Index, id: string, reason: string): ElasticsearchError =>
  new ElasticsearchError(409, "version_conflict_engine_exception", reason, {
    extra: { index_uuid: index.uuid, shard: String(index.documents.shardOf(id)), index: index.name }
  })
