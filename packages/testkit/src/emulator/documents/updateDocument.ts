import { ElasticsearchError, validationFailed } from "../ElasticsearchError.ts"
import { parseBody } from "../http/EmulatorRequest.ts"
import type { Index } from "../indices/Index.ts"
import { type Json, isObject } from "../json/Json.ts"
import { mergeObjects } from "../json/mergeObjects.ts"
import { writeJson } from "../json/writeJson.ts"
import { checkConditions, putDocument, type WriteConditions } from "./writeDocument.ts"

/** `_update` with `doc`, `upsert` and `doc_as_upsert`; scripts are not known. A change that changes nothing is a noop. */
export const updateDocument = (
  index: Index,
  id: string,
  body: Json | undefined,
  conditions: WriteConditions
) => {
  const { given, doc } = checkUpdate(body, conditions)
  const known = index.documents.get(id)
  if (known === undefined) {
    const first = given["doc_as_upsert"] === true ? doc : given["upsert"]
    if (!isObject(first))
      throw new ElasticsearchError(404, "document_missing_exception", `[${id}]: document missing`, {
        extra: { index_uuid: index.uuid, shard: String(index.documents.shardOf(id)), index: index.name }
      })
    return putDocument(index, id, writeJson(first), conditions)
  }
  checkConditions(index, id, conditions)
  const before = parseBody(known.source)
  const merged = mergeObjects(isObject(before) ? before : {}, doc)
  const after = writeJson(merged)
  if (after === writeJson(before) && given["detect_noop"] !== false)
    return { result: "noop", document: known } as const
  return putDocument(index, id, after, conditions)
}

/** Throws for an update that no document could take. */
export const checkUpdate = (body: Json | undefined, conditions: WriteConditions) => {
  const given = isObject(body) ? body : {}
  const doc = given["doc"]
  if (!isObject(doc)) throw validationFailed(["script or doc is missing"])
  if (conditions.ifSeqNo !== undefined) {
    if (given["upsert"] !== undefined)
      throw validationFailed(["upsert requests don't support `if_seq_no` and `if_primary_term`"])
    if (given["doc_as_upsert"] === true)
      throw validationFailed(["compare and write operations can not be used with upsert"])
  }
  return { given, doc }
}
