/**
 * Elasticsearch's answers about single indices. What must be there is asked for: an index that is there and cannot be read must not become one
 * that is not there.
 */
import { Schema } from "effect"
import type { ExistingIndex } from "../../domain/restore/ExistingIndex.ts"
import type { Blocked } from "./blockedMetadata.ts"
import { replicasOf } from "./shapesWire.ts"
import * as Mark from "../../domain/restore/Mark.ts"

const Named = Schema.Struct({ name: Schema.String })

/** `GET /_resolve/index/…`. */
export const Resolved = Schema.Struct({
  indices: Schema.Array(Schema.Struct({ name: Schema.String, attributes: Schema.Array(Schema.String) })),
  aliases: Schema.Array(Named),
  data_streams: Schema.Array(Named)
})

/** Flat; a list stays one. */
const FlatSettings = Schema.Record(Schema.String, Schema.Unknown)

/** `GET /…/_settings?flat_settings=true`. */
export const SettingsByIndex = Schema.Record(Schema.String, Schema.Struct({ settings: FlatSettings }))

/** `GET /…/_stats/docs,store?level=shards`, with the fields below. */
export const Stats = Schema.Struct({
  _shards: Schema.Struct({ total: Schema.Int }),
  indices: Schema.optionalKey(
    Schema.Record(
      Schema.String,
      Schema.Struct({
        shards: Schema.Record(
          Schema.String,
          Schema.Array(
            Schema.Struct({
              routing: Schema.Struct({ primary: Schema.Boolean }),
              docs: Schema.optionalKey(Schema.Struct({ count: Schema.Int })),
              store: Schema.optionalKey(Schema.Struct({ size_in_bytes: Schema.Int })),
              seq_no: Schema.optionalKey(Schema.Struct({ max_seq_no: Schema.Int }))
            })
          )
        )
      })
    )
  )
})

/** The fields of `Stats`. */
export const statsFields = [
  "_shards.total",
  ...["routing.primary", "docs.count", "store.size_in_bytes", "seq_no.max_seq_no"].map(
    (x) => `indices.*.shards.*.${x}`
  )
].join()

/** What an open index holds, of its primaries unless it is said. */
export interface Held {
  readonly documents: number
  readonly bytes: number
  /** Of the replicas too, as far as nodes hold them. */
  readonly bytesWithReplicas: number
  /** Highest sequence number of each primary, by shard. */
  readonly sequence: ReadonlyArray<number>
}

const text = (value: unknown): string | null => (typeof value === "string" ? value : null)

/** What an index holds; `null` unless each of its primaries has told. */
export const heldBy = (
  name: string,
  settings: typeof FlatSettings.Type,
  stats: typeof Stats.Type
): Held | null => {
  const shards = stats.indices?.[name]?.shards ?? {}
  const held = { documents: 0, bytes: 0, bytesWithReplicas: 0, sequence: new Array<number>() }
  const count = Number(settings["index.number_of_shards"])
  for (let shard = 0; shard < count; shard++) {
    const primary = shards[String(shard)]?.find((x) => x.routing.primary)
    if (primary?.docs === undefined || primary.store === undefined || primary.seq_no === undefined)
      return null
    held.documents += primary.docs.count
    held.bytes += primary.store.size_in_bytes
    for (const copy of shards[String(shard)] ?? []) held.bytesWithReplicas += copy.store?.size_in_bytes ?? 0
    held.sequence.push(primary.seq_no.max_seq_no)
  }
  return count > 0 ? held : null
}

/** The answers for those that could be read, and what the cluster state tells of the others. */
export const settingsWith = (
  readable: ReadonlyArray<typeof SettingsByIndex.Type>,
  blocked: Blocked
): typeof SettingsByIndex.Type => Object.assign({}, ...readable, blocked)

/** The answers for those that could be read. */
export const statsWithout = (readable: ReadonlyArray<typeof Stats.Type>): typeof Stats.Type => ({
  _shards: { total: readable.reduce((sum, x) => sum + x._shards.total, 0) },
  indices: Object.assign({}, ...readable.map((x) => x.indices ?? {}))
})

/** The mark among the settings of an index; `null` where there is none. */
export const markOf = (settings: typeof FlatSettings.Type): string | null => text(settings[Mark.archived])

const blocksOf = (settings: typeof FlatSettings.Type): ReadonlyArray<string> =>
  Object.entries(settings).flatMap(([key, on]) => {
    const block = /^index\.blocks\.(\w+)$/.exec(key)?.[1]
    return block === undefined || String(on) !== "true" ? [] : [block]
  })

/** The indices of an answer to `_resolve/index`; one that is gone since has no settings any longer, and is left out. */
export const existingIndices = (
  { indices }: Pick<typeof Resolved.Type, "indices">,
  settings: typeof SettingsByIndex.Type,
  stats: typeof Stats.Type
): ReadonlyArray<ExistingIndex> =>
  indices.flatMap(({ attributes, name }): ReadonlyArray<ExistingIndex> => {
    const own = settings[name]?.settings
    if (own === undefined) return []
    const open = !attributes.includes("closed")
    const held = open ? heldBy(name, own, stats) : null
    return [
      {
        name,
        kind: "index",
        uuid: text(own["index.uuid"]),
        open,
        hidden: attributes.includes("hidden"),
        mark: markOf(own),
        blocks: blocksOf(own).toSorted(),
        documents: held?.documents ?? null,
        bytes: held?.bytes ?? null,
        bytesWithReplicas: held?.bytesWithReplicas ?? null,
        replicas: replicasOf(own)
      }
    ]
  })
