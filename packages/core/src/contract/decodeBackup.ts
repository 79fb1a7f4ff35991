/**
 * From the bodies of Camunda's Backup Management API back to the domain: what `BackupDto.ts` writes and what Camunda itself writes.
 *
 * Total: anything else is a reason in words, never an exception. Ids must have come through a parser that keeps their digits (as `bigint`);
 * a `number` above 2^53 is refused, because it may mean a different backup from the one that was written.
 *
 * Invariant: encode(decode(encode(x))) = encode(x).
 */
import { Option, Result } from "effect"
import type { Backup } from "../domain/Backup.ts"
import * as BackupId from "../domain/BackupId.ts"
import * as BackupState from "../domain/BackupState.ts"
import type { Component } from "../domain/Component.ts"
import { type ShardFailure, type Snapshot, stateOf } from "../domain/Snapshot.ts"
import * as SnapshotName from "../domain/SnapshotName.ts"
import type { Decoded } from "./body.ts"

type Fields = Readonly<Record<string, unknown>>

const isFields = (value: unknown): value is Fields =>
  typeof value === "object" && value !== null && !Array.isArray(value)

const textOrNull = (value: unknown): string | null => (typeof value === "string" ? value : null)

const decodeId = (value: unknown): Decoded<BackupId.BackupId> => {
  const exact = typeof value === "bigint" || typeof value === "string" || Number.isSafeInteger(value)
  return Option.match(exact ? BackupId.parse(String(value)) : Option.none(), {
    onNone: () => Result.fail(`backupId is no backup id: ${String(value)}`),
    onSome: Result.succeed
  })
}

const offsetWithoutColon = /([+-][0-9]{2})([0-9]{2})$/

/** Camunda's date format can be configured: a time in another format is `null`, as if it were missing. */
const decodeTime = (value: unknown): number | null => {
  const millis = Date.parse((textOrNull(value) ?? "").replace(offsetWithoutColon, "$1:$2"))
  return Number.isNaN(millis) ? null : millis
}

const shardFailure =
  /^SnapshotShardFailure\{shardId=\[(.*)\]\[([0-9]+)\], reason='([\s\S]*)', nodeId='([^']*)', status=(\w+)\}$/

const decodeFailure = (text: string): ShardFailure => {
  const [, index, shard, reason, node, status] = shardFailure.exec(text) ?? []
  return index === undefined || shard === undefined || reason === undefined || status === undefined
    ? { index: "unknown", shard: 0, reason: text, node: null, status: null }
    : { index, shard: Number(shard), reason, node: node === "null" ? null : (node ?? null), status }
}

const damaged = /^The snapshot cannot be read: the repository is damaged \(uuid (.*)\)\.$/

const decodeSnapshot =
  (component: Component) =>
  (value: unknown): Decoded<Snapshot> => {
    if (!isFields(value)) return Result.fail("an element of details is no object")
    const name = String(value["snapshotName"])
    const parsed = SnapshotName.parse(component, name)
    if (Option.isNone(parsed)) return Result.fail(`snapshotName is none of a ${component} backup: ${name}`)
    const failures = Array.isArray(value["failures"]) ? value["failures"].map(String) : []
    const uuid = damaged.exec(failures[0] ?? "")?.[1]
    return Result.succeed({
      ...parsed.value,
      uuid: uuid ?? "",
      state: stateOf(textOrNull(value["state"]) ?? undefined),
      startTime: decodeTime(value["startTime"]),
      failures: uuid === undefined ? failures.map(decodeFailure) : [],
      indices: null,
      attempt: null,
      damaged: uuid !== undefined
    })
  }

const decodeAll = <A>(
  value: unknown,
  what: string,
  decode: (element: unknown) => Decoded<A>
): Decoded<ReadonlyArray<A>> =>
  Array.isArray(value) ? Result.all(value.map(decode)) : Result.fail(`${what} is no array`)

/** `{"backupId":…,"state":…,"failureReason":…,"details":[…]}` */
export const decodeBackup =
  (component: Component) =>
  (value: unknown): Decoded<Backup> => {
    if (!isFields(value)) return Result.fail("a backup is no object")
    const state = BackupState.all.find((x) => x === value["state"])
    if (state === undefined) return Result.fail(`state is no state of a backup: ${String(value["state"])}`)
    const reason = textOrNull(value["failureReason"])
    return Result.map(
      Result.all({
        backupId: decodeId(value["backupId"]),
        snapshots: decodeAll(value["details"], "details", decodeSnapshot(component))
      }),
      ({ backupId, snapshots }) => ({ component, backupId, state, reason, snapshots })
    )
  }

export const decodeBackups =
  (component: Component) =>
  (value: unknown): Decoded<ReadonlyArray<Backup>> =>
    decodeAll(value, "the list", decodeBackup(component))

/** `{"scheduledSnapshots":[…]}` */
export const decodeScheduled =
  (component: Component) =>
  (value: unknown): Decoded<ReadonlyArray<SnapshotName.SnapshotName>> =>
    isFields(value)
      ? decodeAll(value["scheduledSnapshots"], "scheduledSnapshots", (name) =>
          Option.match(SnapshotName.parse(component, String(name)), {
            onNone: () =>
              Result.fail(`scheduledSnapshots names none of a ${component} backup: ${String(name)}`),
            onSome: (parsed) => Result.succeed(parsed.name)
          })
        )
      : Result.fail("the answer is no object")
