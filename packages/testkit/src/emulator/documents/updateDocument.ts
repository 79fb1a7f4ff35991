import type { ServerNode } from "../ServerNode.ts"
import { ElasticsearchError, validationFailed } from "../ElasticsearchError.ts"
import type { Index } from "../indices/Index.ts"
import { type Json, type JsonObject, isObject } from "../json/Json.ts"
import { mergeObjects } from "../json/mergeObjects.ts"
import { parseJson } from "../json/parseJson.ts"
import { spanAt } from "../json/spanAt.ts"
import { writeJson } from "../json/writeJson.ts"
import type { StoredDocument } from "./DocumentStore.ts"
import { filterSource } from "./filterSource.ts"
import type { WriteConditions } from "./WriteConditions.ts"
import { checkConditions, ofShard, putDocument } from "./writeDocument.ts"

const keys = new Set([
  "doc",
  "upsert",
  "doc_as_upsert",
  "detect_noop",
  "script",
  "scripted_upsert",
  "_source",
  "if_seq_no",
  "if_primary_term"
])

/** The body of an update. */
export interface UpdateBody {
  readonly given: JsonObject
  readonly doc: JsonObject | undefined
}

/** Throws for a key that updates do not have. */
export const parseUpdate = (text: string, body: Json | undefined): UpdateBody => {
  const given = isObject(body) ? body : {}
  const unknown = Object.keys(given).find((key) => !keys.has(key))
  if (unknown !== undefined)
    throw new ElasticsearchError(
      400,
      "x_content_parse_exception",
      `[${spanAt(text, [unknown]).key}] [UpdateRequest] unknown field [${unknown}]`
    )
  return { given, doc: isObject(given["doc"]) ? given["doc"] : undefined }
}

/** What is wrong with an update, whatever the document. */
export const updateFaults = (
  { given, doc }: UpdateBody,
  conditions: WriteConditions,
  retries: number
): readonly string[] => [
  ...(doc === undefined ? ["script or doc is missing"] : []),
  ...(conditions.ifSeqNo !== undefined && retries > 0
    ? ["compare and write operations can not be retried"]
    : []),
  ...(conditions.ifSeqNo !== undefined && given["doc_as_upsert"] === true
    ? ["compare and write operations can not be used with upsert"]
    : []),
  ...(conditions.ifSeqNo !== undefined && given["upsert"] !== undefined
    ? ["upsert requests don't support `if_seq_no` and `if_primary_term`"]
    : [])
]

/** `_update` with `doc`, `upsert` and `doc_as_upsert`; scripts are not known. A change that changes nothing is a noop. */
export const updateDocument = (
  cluster: Pick<ServerNode, "traits">,
  index: Index,
  id: string,
  { given, doc }: UpdateBody,
  conditions: WriteConditions
) => {
  if (doc === undefined) throw validationFailed(["script or doc is missing"])
  const known = index.documents.get(id)
  if (known === undefined) {
    const first = given["doc_as_upsert"] === true ? doc : given["upsert"]
    if (!isObject(first))
      throw new ElasticsearchError(404, "document_missing_exception", `[${id}]: document missing`, {
        extra: ofShard(index, id)
      })
    return putDocument(cluster, index, id, writeJson(first), conditions)
  }
  checkConditions(index, id, conditions)
  const before = parseJson(known.source)
  const merged = mergeObjects(isObject(before) ? before : {}, doc)
  const after = writeJson(merged)
  if (after === writeJson(before) && given["detect_noop"] !== false) {
    index.documents.tally(id, "noops")
    return { result: "noop", document: known } as const
  }
  return putDocument(cluster, index, id, after, conditions)
}

/** What an update tells of the document, if it is asked to. */
export const updatedSource = (
  index: Index,
  { id, seqNo, primaryTerm }: Pick<StoredDocument, "id" | "seqNo" | "primaryTerm">,
  filter: Json | undefined
): JsonObject | undefined => {
  const found = index.documents.get(id)
  if (found === undefined || filter === undefined || filter === false || filter === "false") return undefined
  return {
    _seq_no: seqNo,
    _primary_term: primaryTerm,
    found: true,
    _source: filterSource(found.source, filter)
  }
}
