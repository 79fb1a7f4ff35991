/**
 * Elasticsearch's snapshot answers, read leniently: what is missing or of another type becomes "not known", never an exception. Written by
 * hand and not with Schema, because a list can hold 60,000 of them.
 */
import { Option } from "effect"
import type { Component } from "../../domain/Component.ts"
import { type ShardFailure, type Snapshot, stateOf } from "../../domain/Snapshot.ts"
import * as SnapshotName from "../../domain/SnapshotName.ts"
import { isRecord } from "./isRecord.ts"

const none: ReadonlyArray<never> = []

const failureOf = (value: unknown): ShardFailure => {
  const x = isRecord(value) ? value : {}
  return {
    index: typeof x["index"] === "string" ? x["index"] : "unknown",
    shard: typeof x["shard_id"] === "number" ? x["shard_id"] : 0,
    reason: typeof x["reason"] === "string" ? x["reason"] : "no reason given",
    node: typeof x["node_id"] === "string" ? x["node_id"] : null,
    status: typeof x["status"] === "string" ? x["status"] : null
  }
}

const namesOf = (value: unknown): ReadonlyArray<string> | null =>
  Array.isArray(value) ? value.filter((x) => typeof x === "string") : null

/** One snapshot; `none` for names that are not backups of the component. */
export const snapshotOf = (component: Component, value: unknown): Option.Option<Snapshot> => {
  if (!isRecord(value) || typeof value["snapshot"] !== "string") return Option.none()
  const parsed = SnapshotName.parse(component, value["snapshot"])
  if (Option.isNone(parsed)) return Option.none()
  const { name, backupId, version, part, count } = parsed.value
  const failures = value["failures"]
  const metadata = value["metadata"]
  const state = value["state"]
  const started = value["start_time_in_millis"]
  return Option.some({
    name,
    component,
    backupId,
    version,
    part,
    count,
    uuid: typeof value["uuid"] === "string" ? value["uuid"] : "",
    state: stateOf(typeof state === "string" ? state : undefined),
    startTime: typeof started === "number" ? started : null,
    failures: Array.isArray(failures) && failures.length > 0 ? failures.map(failureOf) : none,
    indices: namesOf(value["indices"]),
    attempt: isRecord(metadata) && typeof metadata["attempt"] === "string" ? metadata["attempt"] : null,
    damaged: false
  })
}

const always = ["total", ...["snapshot", "uuid", "state"].map((x) => `snapshots.${x}`)]
const verbose = ["start_time_in_millis", "failures", "metadata.attempt"].map((x) => `snapshots.${x}`)

/** The fields `snapshotOf` reads: a list of thousands of snapshots is less than half as long without the others. */
export const wireFields = (options: { readonly verbose: boolean; readonly indexNames?: boolean }): string =>
  [
    ...always,
    ...(options.verbose ? verbose : []),
    ...(options.indexNames === true ? ["snapshots.indices"] : [])
  ].join()

/** The `snapshots` of a list answer; `null` when the answer is not one. An empty list leaves only its `total` when fields are selected. */
export const snapshotsOf = (component: Component, body: unknown): ReadonlyArray<Snapshot> | null => {
  if (!isRecord(body)) return null
  if (body["snapshots"] === undefined && body["total"] === 0) return []
  if (!Array.isArray(body["snapshots"])) return null
  const snapshots: Array<Snapshot> = []
  for (const value of body["snapshots"]) {
    const snapshot = snapshotOf(component, value)
    if (Option.isSome(snapshot)) snapshots.push(snapshot.value)
  }
  return snapshots
}

/** The `snapshot` of the answer to a waiting create. */
export const createdOf = (component: Component, body: unknown): Option.Option<Snapshot> =>
  isRecord(body) ? snapshotOf(component, body["snapshot"]) : Option.none()

/** Whether a registered repository refuses writes, from `GET /_snapshot/{repository}`; `null` when the answer is not one. */
export const isReadOnly = (repository: string, body: unknown): boolean | null => {
  const entry = isRecord(body) ? body[repository] : undefined
  if (!isRecord(entry)) return null
  const settings = entry["settings"]
  return entry["type"] === "url" || (isRecord(settings) && String(settings["readonly"]) === "true")
}
