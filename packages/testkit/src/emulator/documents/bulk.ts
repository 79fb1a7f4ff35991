import type { IndexState } from "../indices/IndexState.ts"
import type { ServerNode } from "../ServerNode.ts"
import type { SnapshotWork } from "../snapshots/SnapshotWork.ts"
import { ElasticsearchError, illegalArgument, validationFailed } from "../ElasticsearchError.ts"
import type { Json, JsonObject } from "../json/Json.ts"
import { type BulkOperation, readOperations } from "./bulkOperations.ts"
import { awaitShard, hasMissingShards, writeUnavailable } from "../indices/restoringShards.ts"
import { deleteTarget, makeTarget, writeIndex, writeTarget } from "./target.ts"
import { updatedSource, updateDocument } from "./updateDocument.ts"
import { deleteDocument, putDocument, refreshAfter, writeJsonOf } from "./writeDocument.ts"

export interface BulkOptions {
  /** Of operations that name none. */
  readonly index: string | undefined
  readonly refresh: string | undefined
  readonly requireAlias: boolean
  /** How long it waits for shards that are being restored, and how that was written. */
  readonly timeout: { readonly written: string; readonly millis: number }
}

/** `_bulk`: each operation succeeds or fails by itself. */
export const bulk = async (
  cluster: IndexState & ServerNode & SnapshotWork,
  body: string,
  options: BulkOptions
): Promise<JsonObject> => {
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
  const late = await lateOperations(cluster, operations, options)
  const items = operations.map((operation) => apply(cluster, operation, options.refresh, unmade, late))
  return {
    errors: items.some(({ failed }) => failed),
    took: 0,
    items: items.map(({ kind, item }) => ({ [kind]: item }))
  }
}

/** Indices that the request needs are made before its first operation; one that cannot be made fails all its operations. */
const prepare = (
  cluster: IndexState & ServerNode & SnapshotWork,
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

/** Operations whose shards did not come back in time, and what they say. */
const lateOperations = async (
  cluster: IndexState & ServerNode & SnapshotWork,
  operations: readonly BulkOperation[],
  { timeout, refresh }: BulkOptions
): Promise<ReadonlyMap<BulkOperation, ElasticsearchError>> => {
  const byShard = Map.groupBy(
    operations.flatMap((operation) => {
      const index = writeIndex(cluster, operation.index)
      const waits = index !== undefined && hasMissingShards(cluster, index)
      return waits ? [{ operation, index, shard: index.documents.shardOf(operation.id ?? "") }] : []
    }),
    ({ index, shard }) => `${index.uuid}/${shard}`
  )
  const late = new Map<BulkOperation, ElasticsearchError>()
  await Promise.all(
    [...byShard.values()].map(async (group) => {
      const [first] = group
      if (first === undefined || (await awaitShard(cluster, first.index, first.shard, timeout.millis))) return
      const texts = group.map(({ operation }) => operationText(first.index.name, operation))
      const error = writeUnavailable(first.index, first.shard, timeout.written, texts, refresh)
      for (const { operation } of group) late.set(operation, error)
    })
  )
  return late
}

const operationText = (index: string, { kind, id = "", source }: BulkOperation): string =>
  kind === "delete" ? `delete {[${index}][${id}]}` : `index {[${index}][${id}], source[${source.trim()}]}`

const apply = (
  cluster: IndexState & ServerNode & SnapshotWork,
  operation: BulkOperation,
  refresh: string | undefined,
  unmade: ReadonlyMap<string, ElasticsearchError>,
  late: ReadonlyMap<BulkOperation, ElasticsearchError>
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
    const unavailable = late.get(operation)
    if (unavailable !== undefined) throw unavailable
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
  cluster: IndexState & ServerNode & SnapshotWork,
  index: ReturnType<typeof writeTarget>,
  { kind, id, source, update, conditions }: BulkOperation
) => {
  if (kind === "delete") return deleteDocument(index, id ?? "", conditions)
  if (update !== undefined) return updateDocument(cluster, index, id ?? "", update, conditions)
  return putDocument(cluster, index, id, source.trim(), conditions)
}
