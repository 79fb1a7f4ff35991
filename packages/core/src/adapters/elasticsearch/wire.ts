/**
 * Elasticsearch's snapshot answers. Fields that Elasticsearch leaves out when it does not know them (times, metadata, a state) become "not
 * known"; fields that it always gives must be present, and everything must have its type. Otherwise the answer is invalid, and nothing is concluded
 * from it: a snapshot that cannot be read must not become one that does not exist.
 *
 * Written by hand rather than with Schema, because a list can hold 60,000 of them.
 */
import { Option } from "effect"
import type { Component } from "../../domain/Component.ts"
import * as Annotation from "../../domain/Annotation.ts"
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
  Array.isArray(value) && value.every((x) => typeof x === "string") ? value : null

const isAbsent = (value: unknown): boolean => value === undefined || value === null

/** Whether the required fields of one of our snapshots are present, and all have their types. */
const isSound = (value: Readonly<Record<string, unknown>>): boolean => {
  const { failures, indices, metadata, start_time_in_millis: started, state } = value
  return (
    (isAbsent(state) || typeof state === "string") &&
    (isAbsent(started) || typeof started === "number") &&
    (isAbsent(failures) || Array.isArray(failures)) &&
    (isAbsent(metadata) || isRecord(metadata)) &&
    (isAbsent(indices) || namesOf(indices) !== null)
  )
}

const annotationOf = (metadata: unknown): Pick<Snapshot, "annotation"> => {
  const annotation = isRecord(metadata)
    ? Annotation.read(metadata["description"], metadata["labels"])
    : undefined
  return annotation === undefined ? {} : { annotation }
}

/** One snapshot; `foreign`: its name is not that of a backup of the component; `null`: it is not a snapshot in Elasticsearch's form. */
export const snapshotOf = (component: Component, value: unknown): Snapshot | "foreign" | null => {
  if (!isRecord(value)) return null
  const { failures, metadata, snapshot, start_time_in_millis: started, state, uuid } = value
  if (typeof snapshot !== "string" || typeof uuid !== "string") return null
  const parsed = SnapshotName.parse(component, snapshot)
  if (Option.isNone(parsed)) return "foreign"
  if (!isSound(value)) return null
  const { name, backupId, version, part, count } = parsed.value
  return {
    name,
    component,
    backupId,
    version,
    part,
    count,
    uuid,
    state: stateOf(typeof state === "string" ? state : undefined),
    startTime: typeof started === "number" ? started : null,
    failures: Array.isArray(failures) && failures.length > 0 ? failures.map(failureOf) : none,
    indices: namesOf(value["indices"]),
    // Another writer may put anything there: a value of another type is not one of our attempts.
    attempt: isRecord(metadata) && typeof metadata["attempt"] === "string" ? metadata["attempt"] : null,
    ...annotationOf(metadata),
    damaged: false
  }
}

const always = ["total", ...["snapshot", "uuid", "state"].map((x) => `snapshots.${x}`)]
const said = ["attempt", "description", "labels"].map((x) => `metadata.${x}`)
const verbose = ["start_time_in_millis", "failures", ...said].map((x) => `snapshots.${x}`)

/** The fields that `snapshotOf` reads: without the others a list of thousands of snapshots is less than half as long. */
export const wireFields = (options: { readonly verbose: boolean; readonly indexNames?: boolean }): string =>
  [
    ...always,
    ...(options.verbose ? verbose : []),
    ...(options.indexNames === true ? ["snapshots.indices"] : [])
  ].join()

/**
 * The entries of a list answer, of whatever kind; `null` when it is not one. Every list has its `total`; an empty one has nothing else when
 * fields are selected.
 */
export const entriesOf = (body: unknown): ReadonlyArray<unknown> | null => {
  if (!isRecord(body)) return null
  const { snapshots, total } = body
  if (typeof total !== "number") return null
  if (snapshots === undefined) return total === 0 ? none : null
  return Array.isArray(snapshots) && snapshots.length <= total ? snapshots : null
}

/** The snapshots of the component in a list answer; `null` when it is not one. */
export const snapshotsOf = (component: Component, body: unknown): ReadonlyArray<Snapshot> | null => {
  const entries = entriesOf(body)
  if (entries === null) return null
  const snapshots: Array<Snapshot> = []
  for (const value of entries) {
    const snapshot = snapshotOf(component, value)
    if (snapshot === null) return null
    if (snapshot !== "foreign") snapshots.push(snapshot)
  }
  return snapshots
}

/** The `snapshot` in the answer to a create that waits, which must be the requested one. */
export const createdOf = (component: Component, name: string, body: unknown): Option.Option<Snapshot> => {
  const created = isRecord(body) ? snapshotOf(component, body["snapshot"]) : null
  return created !== null && created !== "foreign" && created.name === name
    ? Option.some(created)
    : Option.none()
}

/** Whether Elasticsearch says that it has carried out a change; `null` when it is not such an answer. */
export const isAcknowledged = (body: unknown): boolean | null =>
  isRecord(body) && typeof body["acknowledged"] === "boolean" ? body["acknowledged"] : null

/** Whether it is a list of registered repositories, which may be empty. */
export const isRepositories = (body: unknown): boolean =>
  isRecord(body) && Object.values(body).every((x) => isRecord(x) && typeof x["type"] === "string")

/** Whether a registered repository refuses writes, from `GET /_snapshot/{repository}`; `null` when the answer is not one. */
export const isReadOnly = (repository: string, body: unknown): boolean | null => {
  const entry = isRecord(body) ? body[repository] : undefined
  if (!isRecord(entry) || typeof entry["type"] !== "string") return null
  const settings = entry["settings"]
  if (!isAbsent(settings) && !isRecord(settings)) return null
  return entry["type"] === "url" || (isRecord(settings) && String(settings["readonly"]) === "true")
}
