/** Elasticsearch's answers about sizes and progress. A missing number counts as zero, or as not known; one of another type invalidates the answer. */
import { Option } from "effect"
import type { Component } from "../../domain/Component.ts"
import type { Amount, SnapshotFacts, SnapshotProgress } from "../../domain/SnapshotFacts.ts"
import * as SnapshotName from "../../domain/SnapshotName.ts"
import { isRecord } from "./isRecord.ts"
import { entriesOf } from "./wire.ts"

type Fields = Readonly<Record<string, unknown>>

const fields = (value: unknown): Fields => (isRecord(value) ? value : {})

/** A count. Elasticsearch gives -1 for a shard whose node has left. */
const count = (value: unknown): number => (typeof value === "number" && value > 0 ? value : 0)

const isCount = (value: unknown): boolean => value === undefined || typeof value === "number"

/** With selected fields an empty list is left out. */
const names = (value: unknown = []): ReadonlyArray<string> | null =>
  Array.isArray(value) && value.every((x) => typeof x === "string") ? value : null

export const factsFields = [
  "total",
  ...["snapshot", "uuid", "end_time_in_millis", "indices", "shards", "index_details.*.size_in_bytes"].map(
    (x) => `snapshots.${x}`
  )
].join()

/** An empty snapshot has no details, and holds nothing. */
const bytesOf = (indices: ReadonlyArray<string>, details: unknown): number | null => {
  if (indices.length === 0) return 0
  if (!isRecord(details)) return null
  return Object.values(details).reduce<number>((sum, x) => sum + count(fields(x)["size_in_bytes"]), 0)
}

const isSizes = (details: unknown): boolean =>
  details === undefined ||
  (isRecord(details) && Object.values(details).every((x) => isRecord(x) && isCount(x["size_in_bytes"])))

const isShards = (shards: unknown): boolean =>
  shards === undefined || (isRecord(shards) && Object.values(shards).every(isCount))

const factsOf = (component: Component, value: unknown): ReadonlyArray<SnapshotFacts> | null => {
  const x = fields(value)
  const { snapshot, uuid } = x
  if (typeof snapshot !== "string" || typeof uuid !== "string") return null
  const parsed = SnapshotName.parse(component, snapshot)
  if (Option.isNone(parsed)) return []
  const indices = names(x["indices"])
  if (
    indices === null ||
    !isCount(x["end_time_in_millis"]) ||
    !isShards(x["shards"]) ||
    !isSizes(x["index_details"])
  )
    return null
  const ended = count(x["end_time_in_millis"])
  const shards = fields(x["shards"])
  return [
    {
      name: parsed.value.name,
      uuid,
      endTime: ended > 0 ? ended : null,
      indices,
      shards: {
        total: count(shards["total"]),
        successful: count(shards["successful"]),
        failed: count(shards["failed"])
      },
      bytes: ended > 0 ? bytesOf(indices, x["index_details"]) : null
    }
  ]
}

/** `null`: it is not a list of snapshots. */
export const allFactsOf = (component: Component, body: unknown): ReadonlyArray<SnapshotFacts> | null => {
  const facts = entriesOf(body)?.map((x) => factsOf(component, x)) ?? [null]
  return facts.every((x) => x !== null) ? facts.flat() : null
}

export const progressFields = ["state", "shards_stats", "stats"].map((x) => `snapshots.${x}`).join()

const sizes = (stats: Fields, key: "file_count" | "size_in_bytes"): Amount => {
  const total = count(fields(stats["incremental"])[key])
  // `processed` is left out when it is the same.
  return { total, done: isRecord(stats["processed"]) ? count(stats["processed"][key]) : total }
}

const running = new Set(["INIT", "STARTED"])

/** `none`: it is not running, or does not exist, for which the body is empty; `null`: it is not such an answer. */
export const progressOf = (body: unknown): Option.Option<SnapshotProgress> | null => {
  if (!isRecord(body)) return null
  const { snapshots } = body
  if (snapshots === undefined) return Object.keys(body).length === 0 ? Option.none() : null
  if (!Array.isArray(snapshots)) return null
  const [first]: ReadonlyArray<unknown> = snapshots
  if (first === undefined) return Option.none()
  if (!isRecord(first) || typeof first["state"] !== "string") return null
  if (!running.has(first["state"])) return Option.none()
  if (!isRecord(first["shards_stats"]) || !isRecord(first["stats"])) return null
  const { shards_stats: shards, stats } = first
  return Option.some({
    shards: { done: count(shards["done"]), total: count(shards["total"]), failed: count(shards["failed"]) },
    files: sizes(stats, "file_count"),
    bytes: sizes(stats, "size_in_bytes")
  })
}
