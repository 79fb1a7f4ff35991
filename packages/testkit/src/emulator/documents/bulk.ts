import type { Cluster } from "../cluster/Cluster.ts"
import { ElasticsearchError, illegalArgument, validationFailed } from "../ElasticsearchError.ts"
import { parseBody } from "../http/EmulatorRequest.ts"
import { type Json, type JsonObject, isObject, scalarText } from "../json/Json.ts"
import { deleteTarget, writeTarget } from "./target.ts"
import { updateDocument } from "./updateDocument.ts"
import {
  deleteDocument,
  putDocument,
  refreshAfter,
  type WriteConditions,
  writeJsonOf
} from "./writeDocument.ts"

interface Operation {
  readonly kind: string
  readonly options: JsonObject
  readonly source: string
}

/** `_bulk`: each operation succeeds or fails by itself. */
export const bulk = (
  cluster: Cluster,
  body: string,
  defaultIndex: string | undefined,
  refresh: string | undefined
): JsonObject => {
  if (body === "") throw new ElasticsearchError(400, "parse_exception", "request body is required")
  const operations = readOperations(body)
  if (operations.length === 0) throw validationFailed(["no requests added"])
  const unmade = new Map<string, ElasticsearchError>()
  for (const { kind, options } of operations) {
    const name = scalarText(options["_index"]) ?? defaultIndex
    const fault = kind === "delete" || name === undefined ? undefined : prepare(cluster, name)
    if (name !== undefined && fault !== undefined) unmade.set(name, fault)
  }
  const items = operations.map((operation) => apply(cluster, operation, defaultIndex, refresh, unmade))
  return {
    errors: items.some(({ failed }) => failed),
    took: 0,
    items: items.map(({ kind, item }) => ({ [kind]: item }))
  }
}

/** Indices that the request needs are made before its first operation; one that cannot be made fails all its operations. */
const prepare = (cluster: Cluster, name: string): ElasticsearchError | undefined => {
  try {
    writeTarget(cluster, name)
    return undefined
  } catch (error) {
    if (!(error instanceof ElasticsearchError)) throw error
    return error
  }
}

const readOperations = (body: string): readonly Operation[] => {
  if (!body.endsWith("\n")) throw illegalArgument("The bulk request must be terminated by a newline [\\n]")
  const lines = body.split("\n").filter((line) => line.trim() !== "")
  const operations: Operation[] = []
  for (let at = 0; at < lines.length; at++) {
    const action = parseBody(lines[at] ?? "")
    const [kind, options] = (isObject(action) ? Object.entries(action)[0] : undefined) ?? ["", null]
    if (!["index", "create", "update", "delete"].includes(kind))
      throw illegalArgument(
        `Malformed action/metadata line [${operations.length + 1}], expected field [create], [delete], [index] or [update] but found [${kind}]`
      )
    const source = kind === "delete" ? "" : (lines[++at] ?? "")
    operations.push({ kind, options: isObject(options) ? options : {}, source })
  }
  return operations
}

const apply = (
  cluster: Cluster,
  { kind, options, source }: Operation,
  defaultIndex: string | undefined,
  refresh: string | undefined,
  unmade: ReadonlyMap<string, ElasticsearchError>
): { readonly kind: string; readonly failed: boolean; readonly item: Json } => {
  const name = scalarText(options["_index"]) ?? defaultIndex
  if (name === undefined) throw validationFailed(["index is missing"])
  const id = scalarText(options["_id"])
  let concrete = name
  try {
    const fault = unmade.get(name)
    if (fault !== undefined) throw fault
    const index = kind === "delete" ? deleteTarget(cluster, name) : writeTarget(cluster, name)
    concrete = index.name
    const { result, document } = write(index, kind, id, source, conditionsOf(kind, options))
    const forced = refreshAfter(index, refresh)
    const status = result === "created" ? 201 : result === "not_found" ? 404 : 200
    return { kind, failed: false, item: { ...writeJsonOf(index, result, document, forced), status } }
  } catch (error) {
    if (!(error instanceof ElasticsearchError)) throw error
    return {
      kind,
      failed: true,
      item: { _index: concrete, _id: id ?? null, status: error.status, error: error.item() }
    }
  }
}

const write = (
  index: ReturnType<typeof writeTarget>,
  kind: string,
  id: string | undefined,
  source: string,
  conditions: WriteConditions
) => {
  if (kind === "delete") return deleteDocument(index, id ?? "", conditions)
  if (kind === "update") return updateDocument(index, id ?? "", parseBody(source), conditions)
  return putDocument(index, id, source.trim(), conditions)
}

const conditionsOf = (kind: string, options: JsonObject): WriteConditions => {
  const seqNo = options["if_seq_no"]
  const term = options["if_primary_term"]
  return {
    create: kind === "create" || options["op_type"] === "create",
    ifSeqNo: typeof seqNo === "number" ? seqNo : undefined,
    ifPrimaryTerm: typeof term === "number" ? term : undefined
  }
}
