/**
 * Indices with `index.blocks.metadata`. Elasticsearch refuses a request for many indices as a whole when one of them has it; the state of the
 * cluster can be read all the same.
 */
import { Effect, Schema } from "effect"
import type { StoreError } from "../../domain/BackupError.ts"
import { decoded } from "./decoded.ts"
import type { ElasticsearchClient } from "./ElasticsearchClient.ts"
import { chunksOfNames } from "./requestLine.ts"

const Fields = Schema.Record(Schema.String, Schema.Unknown)

/** `GET /_cluster/state/metadata/…?flat_settings=true`; the uuid shows that it is such an answer where no index exists. */
const Metadata = Schema.Struct({
  cluster_uuid: Schema.String,
  metadata: Schema.optionalKey(
    Schema.Struct({
      indices: Schema.Record(
        Schema.String,
        Schema.Struct({
          settings: Schema.StructWithRest(
            Schema.Struct({ "index.uuid": Schema.String, "index.version.created": Schema.String }),
            [Fields]
          ),
          mappings: Schema.optionalKey(Fields)
        })
      )
    })
  )
})

const fields = ["cluster_uuid", ...["settings", "mappings"].map((x) => `metadata.indices.*.${x}`)].join()

/** By name. */
export type Blocked = NonNullable<(typeof Metadata.Type)["metadata"]>["indices"]

/** The rest of the query string of the request. */
const around = `${fields}&flat_settings=true&ignore_unavailable=true&allow_no_indices=true&expand_wildcards=all`

const isBlock = (error: StoreError): boolean =>
  error._tag === "StoreRejected" && error.type === "cluster_block_exception"

/** Settings and mapping of those that have the block. */
const blockedOf = Effect.fnUntraced(function* (
  call: ElasticsearchClient["Service"]["call"],
  names: ReadonlyArray<string>
): Effect.fn.Return<Blocked, StoreError> {
  const found = new Map<string, Blocked[string]>()
  for (const index of chunksOfNames(around, names)) {
    const operation = `looking for metadata blocks of [${index.join(", ")}]`
    const body = yield* call(operation, "", (client, options) =>
      client.cluster.state(
        {
          metric: "metadata",
          index: [...index],
          flat_settings: true,
          filter_path: fields,
          ignore_unavailable: true,
          allow_no_indices: true,
          expand_wildcards: "all"
        },
        options
      )
    )
    const { metadata } = yield* decoded(Metadata, operation, body)
    for (const [name, x] of Object.entries(metadata?.indices ?? {}))
      if (x.settings["index.blocks.metadata"] === "true") found.set(name, x)
  }
  return Object.fromEntries(found)
})

/**
 * Reads something of indices; where some refuse it, of the others alone, and `told` says what the cluster state tells of those. `target`: how the
 * request names them all.
 */
export const readAroundBlocks = <A>(
  call: ElasticsearchClient["Service"]["call"],
  target: string,
  names: ReadonlyArray<string>,
  read: (target: string) => Effect.Effect<A, StoreError>,
  merge: (readable: ReadonlyArray<A>, blocked: Blocked) => A
): Effect.Effect<A, StoreError> =>
  Effect.catchIf(
    read(target),
    isBlock,
    Effect.fnUntraced(function* (error) {
      const blocked = yield* blockedOf(call, names)
      // It is another block: of the cluster.
      if (Object.keys(blocked).length === 0) return yield* Effect.fail(error)
      const others = names.filter((x) => !Object.hasOwn(blocked, x))
      const readable = yield* Effect.forEach(chunksOfNames(around, others), (chunk) => read(chunk.join()))
      return merge(readable, blocked)
    })
  )
