import type { Cluster } from "../cluster/Cluster.ts"
import { ElasticsearchError, illegalArgument, validationFailed } from "../ElasticsearchError.ts"
import type { Json, JsonObject } from "../json/Json.ts"
import { type BulkOperation, readOperations } from "./bulkOperations.ts"
import { deleteTarget, makeTarget, writeTarget } from "./target.ts"
import { updatedSource, updateDocument } from "./updateDocument.ts"
import { deleteDocument, putDocument, refreshAfter, writeJsonOf } from "./writeDocument.ts"

export interface BulkOptions {
  /** Of operations that name none. */
  readonly index: string | undefined
  readonly refresh: string | undefined
  readonly requireAlias: boolean
}

/** `_bulk`: each operation succeeds or fails by itself. */
export const bulk = (cluster: Cluster, body: string, options: BulkOptions): JsonObject => {
  if (body === "") throw new ElasticsearchError(400, "parse_exception", "request body is required")
  const operations = readOperations(body, options)
  if (operations.length === 0) throw validationFailed(["no requests added"])
  const faults = operations.flatMap((operation) => operation.faults)
  if (faults.length > 0) throw validationFailed(faults)
  const unmade = new Map<string, ElasticsearchError>()
  for (const operation of operations) {
    const fault = operation.kind === "delete" ? undefined : prepare(cluster, operation)
    if (fault !== undefined && !operation.requireAlias) unmade.set(operation.index, fault)
  }
  const items = operations.map((operation) => apply(cluster, operation, options.refresh, unmade))
  return {
    errors: items.some(({ failed }) => failed),
    took: 0,
    items: items.map(({ kind, item }) => ({ [kind]: item }))
  }
}

/** Indices that the request needs are made before its first operation; one that cannot be made fails all its operations. */
const prepare = (
  cluster: Cluster,
  { index, requireAlias }: BulkOperation
): ElasticsearchError | undefined => {
  try {
    makeTarget(cluster, index, requireAlias)
    return undefined
  } catch (error) {
    if (!(error instanceof ElasticsearchError)) throw error
    return error
  }
}

const apply = (
  cluster: Cluster,
  operation: BulkOperation,
  refresh: string | undefined,
  unmade: ReadonlyMap<string, ElasticsearchError>
): { readonly kind: string; readonly failed: boolean; readonly item: Json } => {
  const { kind, id } = operation
  let concrete = operation.index
  try {
    const fault = unmade.get(operation.index)
    if (fault !== undefined) throw fault
    if (id === "") throw illegalArgument("if _id is specified it must not be empty")
    const index =
      kind === "delete"
        ? deleteTarget(cluster, operation.index)
        : writeTarget(cluster, operation.index, operation.requireAlias)
    concrete = index.name
    const { result, document } = write(cluster, index, operation)
    const forced = refreshAfter(index, refresh)
    const status = result === "created" ? 201 : result === "not_found" ? 404 : 200
    const json = writeJsonOf(index, result, document, forced, true)
    const get = kind === "update" ? updatedSource(index, document, operation.shown) : undefined
    return { kind, failed: false, item: { ...json, get, status } }
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
  cluster: Cluster,
  index: ReturnType<typeof writeTarget>,
  { kind, id, source, update, conditions }: BulkOperation
) => {
  if (kind === "delete") return deleteDocument(index, id ?? "", conditions)
  if (update !== undefined) return updateDocument(cluster, index, id ?? "", update, conditions)
  return putDocument(cluster, index, id, source.trim(), conditions)
}
