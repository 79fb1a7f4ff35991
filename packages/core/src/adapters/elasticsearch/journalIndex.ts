/**
 * The index of journal and leases: its settings and mapping. It is created on first use, and its version is checked.
 *
 * The mapping is strict, so that only fields of some version of this program get in; the content of a document is not indexed.
 */
import { Effect, Option, Result } from "effect"
import { StoreAnswerInvalid, type StoreError, StoreRejected } from "../../domain/BackupError.ts"
import { describe, fault, type JournalIndex } from "../../domain/JournalIndex.ts"
import type { ElasticsearchClient } from "./ElasticsearchClient.ts"
import { acknowledged } from "./acknowledged.ts"
import { isRecord } from "./isRecord.ts"

/** The version of the mapping. A greater one in the index comes from a newer camunda-backup. */
export const version = 1

const mappings = {
  dynamic: "strict" as const,
  _meta: { camunda_backup_journal: version },
  _source: { enabled: true },
  _routing: { required: false },
  properties: {
    kind: { type: "keyword" as const },
    repository: { type: "keyword" as const },
    component: { type: "keyword" as const },
    backup_id: { type: "keyword" as const },
    notable: { type: "boolean" as const },
    content: { type: "object" as const, enabled: false }
  }
}

/**
 * Explicit about everything that another template could change, because templates that match the name are applied too. No replica at first, so that
 * the index needs only one shard of the cluster's limit; Elasticsearch adds one when there is a node for it.
 */
const settings = {
  number_of_shards: 1,
  number_of_replicas: 0,
  auto_expand_replicas: "0-1",
  hidden: true,
  default_pipeline: "_none",
  final_pipeline: "_none",
  blocks: { read: false, write: false, read_only: false, read_only_allow_delete: false, metadata: false }
}

/** A sample journal document, for a simulation. */
export const sample = {
  kind: "entry",
  repository: "check",
  component: "operate",
  backup_id: "0",
  notable: false,
  content: {}
}

type Fields = Readonly<Record<string, unknown>>

const fields = (value: unknown): Fields => (isRecord(value) ? value : {})

const versionOf = (mappings: unknown): number | null => {
  const value = fields(fields(mappings)["_meta"])["camunda_backup_journal"]
  return typeof value === "number" ? value : null
}

const blocksOf = (settings: Fields): ReadonlyArray<string> =>
  Object.entries(fields(settings["blocks"])).flatMap(([block, on]) => (String(on) === "true" ? [block] : []))

const pipelineOf = (name: unknown): string | null =>
  typeof name === "string" && name !== "_none" ? name : null

/** `none`: the body is not an answer of Elasticsearch. */
const read = (body: unknown): Option.Option<ReadonlyArray<JournalIndex>> =>
  isRecord(body) && Object.values(body).every((x) => isRecord(fields(fields(x)["settings"])["index"]))
    ? Option.some(
        Object.entries(body).map(([name, value]) => {
          const { mappings, settings } = fields(value)
          const index = fields(fields(settings)["index"])
          return {
            name,
            version: versionOf(mappings),
            blocks: blocksOf(index),
            finalPipeline: pipelineOf(index["final_pipeline"])
          }
        })
      )
    : Option.none()

// The uuid is of no use here, but without it an index that has nothing else of these would leave an empty body, as if there were none.
const selected = [
  "mappings._meta",
  "settings.index.uuid",
  "settings.index.blocks",
  "settings.index.final_pipeline"
]
  .map((x) => `*.${x}`)
  .join()

/** Everything that answers to the journal's name. */
export const look = (index: string, call: ElasticsearchClient["Service"]["call"]) => {
  const operation = `looking at the journal index [${index}]`
  return Effect.map(
    call(operation, "", (client, options) =>
      client.indices.get(
        {
          index,
          ignore_unavailable: true,
          allow_no_indices: true,
          expand_wildcards: "all",
          filter_path: selected
        },
        options
      )
    ),
    (body) => ({ operation, found: read(body) })
  )
}

/** Creates the index if it does not exist. Two processes that do so at once both succeed. */
export const prepare = Effect.fnUntraced(function* (
  index: string,
  call: ElasticsearchClient["Service"]["call"]
): Effect.fn.Return<void, StoreError> {
  const operation = `preparing the journal index [${index}]`
  const looked = yield* Effect.result(look(index, call))
  // A metadata block prevents a look at the index, which proves that it exists; documents can still be written.
  if (
    Result.isFailure(looked) &&
    looked.failure._tag === "StoreRejected" &&
    looked.failure.type === "cluster_block_exception"
  )
    return
  const { found } = yield* Effect.fromResult(looked)
  if (Option.isNone(found))
    return yield* new StoreAnswerInvalid({ operation, reason: "The body does not describe an index." })
  if (found.value.length === 0) {
    yield* call(operation, "", (client, options) =>
      client.indices.create({ index, settings, mappings }, options)
    ).pipe(
      Effect.flatMap((body) => acknowledged(operation, body)),
      Effect.catchIf(
        (error) => error._tag === "StoreRejected" && error.type === "resource_already_exists_exception",
        () => Effect.void
      )
    )
    return
  }
  const wrong = fault(index, version, found.value)
  // A block is reported by Elasticsearch itself with the write, including whether it is temporary.
  if (Option.isNone(wrong) || wrong.value._tag === "Blocked") return
  const { action, symptom } = describe(index, wrong.value)
  return yield* new StoreRejected({
    operation,
    status: 500,
    type: "journal_index",
    reason: `${symptom} ${action}`
  })
})
