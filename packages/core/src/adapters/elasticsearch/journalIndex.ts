/**
 * The index of journal and leases: its settings and mapping, made on first use, and its version checked.
 *
 * The mapping is strict, so that nothing gets in that no version of this program put there; the content of a document is not indexed.
 */
import { Effect, Option } from "effect"
import { type StoreError, StoreRejected } from "../../domain/BackupError.ts"
import type { ElasticsearchClient } from "./ElasticsearchClient.ts"
import { isRecord } from "./isRecord.ts"

/** Of the mapping. A greater one in the index was put there by a newer camunda-backup. */
export const version = 1

const mappings = {
  dynamic: "strict" as const,
  _meta: { camunda_backup_journal: version },
  properties: {
    kind: { type: "keyword" as const },
    repository: { type: "keyword" as const },
    component: { type: "keyword" as const },
    backup_id: { type: "keyword" as const },
    notable: { type: "boolean" as const },
    content: { type: "object" as const, enabled: false }
  }
}

const settings = { number_of_shards: 1, auto_expand_replicas: "0-1", hidden: true }

const found = (index: string, body: unknown): number | null => {
  const entry = isRecord(body) ? body[index] : undefined
  const mapping = isRecord(entry) ? entry["mappings"] : undefined
  const meta = isRecord(mapping) ? mapping["_meta"] : undefined
  const value = isRecord(meta) ? meta["camunda_backup_journal"] : undefined
  return typeof value === "number" ? value : null
}

/** Of an answer with its mapping; `none`: there is no such index; `null`: it is not a journal. */
export const versionIn = (index: string, body: unknown): Option.Option<number | null> =>
  !isRecord(body) || Object.keys(body).length === 0 ? Option.none() : Option.some(found(index, body))

const rejected = (index: string, reason: string): StoreRejected =>
  new StoreRejected({
    operation: `preparing the journal index [${index}]`,
    status: 500,
    type: "journal_index",
    reason
  })

/** Makes the index when it is not there. Two that do so at once both succeed. */
export const prepare = Effect.fnUntraced(function* (
  index: string,
  call: ElasticsearchClient["Service"]["call"]
): Effect.fn.Return<void, StoreError> {
  const operation = `preparing the journal index [${index}]`
  const body = yield* call(operation, "", (client, options) =>
    client.indices.getMapping({ index, ignore_unavailable: true, expand_wildcards: "all" }, options)
  )
  if (!isRecord(body) || Object.keys(body).length === 0) {
    yield* call(operation, "", (client, options) =>
      client.indices.create({ index, settings, mappings }, options)
    ).pipe(
      Effect.asVoid,
      Effect.catchIf(
        (error) => error._tag === "StoreRejected" && error.type === "resource_already_exists_exception",
        () => Effect.void
      )
    )
    return
  }
  const there = found(index, body)
  if (there === null)
    return yield* rejected(
      index,
      "There is an index of this name that is not a journal. Set CAMUNDA_BACKUP_JOURNAL_INDEX to another name, or delete it."
    )
  if (there > version)
    return yield* rejected(
      index,
      `It was made by a newer camunda-backup (version ${there} of the mapping, this one knows ${version}). Use the newer one.`
    )
})
