/**
 * One backup of a list with its snapshots, read without Schema: a list can hold 60,000 snapshots, and a person waits for it. `none` where anything is
 * not as it mostly is; then Schema reads it, and says what is wrong.
 */
import { Option } from "effect"
import * as Annotation from "../domain/Annotation.ts"
import type { Backup } from "../domain/Backup.ts"
import * as BackupId from "../domain/BackupId.ts"
import * as BackupState from "../domain/BackupState.ts"
import * as Component from "../domain/Component.ts"
import * as Snapshot from "../domain/Snapshot.ts"
import * as SnapshotName from "../domain/SnapshotName.ts"
import { millisOf } from "./rfc3339.ts"

type Fields = Readonly<Record<string, unknown>>

const isFields = (value: unknown): value is Fields =>
  typeof value === "object" && value !== null && !Array.isArray(value)

const noFailures: ReadonlyArray<never> = []

const snapshotOf = (component: Component.Component, value: unknown): Snapshot.Snapshot | null => {
  if (!isFields(value)) return null
  const { damaged, failures, snapshot, startedAt, state } = value
  const known = Snapshot.states.find((x) => x === state)
  const startTime = startedAt === null ? null : millisOf(startedAt)
  if (known === undefined || Number.isNaN(startTime) || typeof damaged !== "boolean") return null
  if (typeof snapshot !== "string" || !Array.isArray(failures) || failures.length > 0) return null
  const parsed = SnapshotName.parse(component, snapshot)
  if (Option.isNone(parsed)) return null
  const { name, backupId, version, part, count } = parsed.value
  return {
    name,
    component,
    backupId,
    version,
    part,
    count,
    state: known,
    startTime,
    damaged,
    failures: noFailures,
    uuid: "",
    indices: null,
    attempt: null
  }
}

const isTextOrNull = (value: unknown): value is string | null => value === null || typeof value === "string"

/** What is read from the list but not kept: it must have its type all the same. */
const isSound = ({ description, labels, parts, startedAt, version }: Fields): boolean =>
  isTextOrNull(version) &&
  (startedAt === null || !Number.isNaN(millisOf(startedAt))) &&
  isFields(parts) &&
  Number.isInteger(parts["done"]) &&
  (parts["total"] === null || Number.isInteger(parts["total"])) &&
  (description === undefined || isTextOrNull(description)) &&
  (labels === undefined || (isFields(labels) && Object.values(labels).every((x) => typeof x === "string")))

/** The backup; `none`: Schema is to read it. */
export const listedBackup = (value: unknown): Option.Option<Backup> => {
  if (!isFields(value) || !isSound(value)) return Option.none()
  const { backupId, component, description, labels, reason, snapshots, state } = value
  const known = Component.all.find((x) => x === component)
  const verdict = BackupState.all.find((x) => x === state)
  const id = typeof backupId === "string" ? BackupId.parse(backupId) : Option.none()
  if (known === undefined || verdict === undefined || Option.isNone(id)) return Option.none()
  if (!isTextOrNull(reason) || !Array.isArray(snapshots)) return Option.none()
  const all: Array<Snapshot.Snapshot> = []
  for (const x of snapshots) {
    const snapshot = snapshotOf(known, x)
    if (snapshot === null) return Option.none()
    all.push(snapshot)
  }
  const annotation = Annotation.read(description, labels)
  return Option.some({
    component: known,
    backupId: id.value,
    state: verdict,
    reason,
    snapshots: all,
    ...(annotation === undefined ? {} : { annotation })
  })
}
