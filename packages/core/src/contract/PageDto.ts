/**
 * Pages of backups in `/api/v1`, with or without their snapshots, and their cursor as opaque text that clients should neither read nor make. A page is
 * written by hand, in pieces, so that one of ten thousand backups is never in memory as a whole.
 */
import { Option, Result, Schema } from "effect"
import type { Backup } from "../domain/Backup.ts"
import { startedAt } from "../domain/BackupDetails.ts"
import { countParts } from "../domain/BackupGroup.ts"
import * as BackupId from "../domain/BackupId.ts"
import type { Cursor, Page } from "../domain/BackupPage.ts"
import * as Component from "../domain/Component.ts"
import * as Snapshot from "../domain/Snapshot.ts"
import * as SnapshotName from "../domain/SnapshotName.ts"
import type { Verification } from "../domain/Verification.ts"
import { type Decoded, decoder } from "./body.ts"
import { annotationJson, annotationOf, Failure, head } from "./DetailsDto.ts"
import { listedBackup } from "./listedBackup.ts"
import { rfc3339OrNull } from "./rfc3339.ts"
import * as VerificationDto from "./VerificationDto.ts"
import { Name, Time } from "./scalars.ts"

/** A position in a list as opaque text that is safe in a URL. */
export const encodeCursor = ({ startedAt, backupId, component }: Cursor): string =>
  btoa(`${startedAt ?? ""} ${BackupId.format(backupId)} ${component}`)
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replaceAll("=", "")

/** Reads it; `none` when it is not one. */
export const decodeCursor = (text: string): Option.Option<Cursor> => {
  if (!/^[\w-]{1,200}$/.test(text)) return Option.none()
  const plain = Option.liftThrowable(atob)(text.replaceAll("-", "+").replaceAll("_", "/"))
  const [, at, id, name] = /^([0-9]{0,16}) ([0-9]+) (\w+)$/.exec(Option.getOrElse(plain, () => "")) ?? []
  const backupId = BackupId.parse(id ?? "")
  const component = Component.all.find((x) => x === name)
  return component === undefined || Option.isNone(backupId)
    ? Option.none()
    : Option.some({ startedAt: at === "" ? null : Number(at), backupId: backupId.value, component })
}

const SnapshotJson = Schema.Struct({
  snapshot: Name,
  state: Schema.Literals(Snapshot.states),
  startedAt: Schema.NullOr(Time),
  damaged: Schema.Boolean,
  failures: Schema.Array(Failure)
}).annotate({ identifier: "Snapshot" })

const ItemJson = Schema.Struct({
  ...head,
  parts: Schema.Struct({ done: Schema.Int, total: Schema.NullOr(Schema.Int) }),
  snapshots: Schema.optionalKey(Schema.Array(SnapshotJson)),
  /** What the last drill of it found. Not told with `snapshots`. */
  verified: Schema.optionalKey(Schema.NullOr(VerificationDto.VerificationBody))
}).annotate({ identifier: "BackupInList" })

/** Some backups of a list, newest first. `next` leads to the page after it. */
export const Body = Schema.Struct({
  backups: Schema.Array(ItemJson),
  next: Schema.NullOr(Schema.String)
}).annotate({ identifier: "Page" })

const snapshotJson = (x: Snapshot.Snapshot) => ({
  snapshot: x.name,
  state: x.state,
  startedAt: rfc3339OrNull(x.startTime),
  damaged: x.damaged,
  failures: x.failures
})

/** What drills found of a backup; `null`: nothing is known. */
export type VerifiedOf = (backup: Backup) => Verification | null

const item = (backup: Backup, verifiedOf: VerifiedOf | null): string => {
  const [first] = backup.snapshots
  return JSON.stringify({
    component: backup.component,
    backupId: BackupId.format(backup.backupId),
    state: backup.state,
    reason: backup.reason,
    version: first?.version ?? null,
    startedAt: rfc3339OrNull(startedAt(backup)),
    ...annotationJson(backup),
    parts: countParts([backup]),
    ...(verifiedOf === null
      ? { snapshots: backup.snapshots.map(snapshotJson) }
      : { verified: verifiedText(verifiedOf(backup)) })
  })
}

const verifiedText = (found: Verification | null) =>
  found === null ? null : VerificationDto.encodeOne(found)

const backupsInAPiece = 200

/**
 * The JSON of a page, in pieces of one text. `verifiedOf`: with what drills found of each backup; `null`: with everything that the list knows about
 * its snapshots instead.
 */
export function* encode({ backups, next }: Page, verifiedOf: VerifiedOf | null): Generator<string> {
  yield '{"backups":['
  for (let i = 0; i < backups.length; i += backupsInAPiece) {
    const piece = backups.slice(i, i + backupsInAPiece).map((x) => item(x, verifiedOf))
    yield (i === 0 ? "" : ",") + piece.join(",")
  }
  yield `],"next":${JSON.stringify(Option.getOrNull(Option.map(next, encodeCursor)))}}`
}

const decodeBody = decoder(Body)

const snapshotOf = (
  component: Component.Component,
  { snapshot, startedAt: startTime, ...facts }: typeof SnapshotJson.Type
): Decoded<Snapshot.Snapshot> =>
  Result.map(
    Result.fromOption(SnapshotName.parse(component, snapshot), () => `[${snapshot}] is none of ${component}`),
    (parsed) => ({ ...parsed, ...facts, startTime, uuid: "", indices: null, attempt: null })
  )

const backupOf = ({
  component,
  backupId,
  state,
  reason,
  snapshots,
  description,
  labels
}: typeof ItemJson.Type): Decoded<Backup> =>
  snapshots === undefined
    ? Result.fail("a backup comes without its snapshots: the server is of an older version")
    : Result.map(Result.all(snapshots.map((x) => snapshotOf(component, x))), (all) => ({
        component,
        backupId,
        state,
        reason,
        snapshots: all,
        ...annotationOf(description, labels)
      }))

/** A cursor that cannot be read is not the end of the list: backups after it would be taken for missing. */
const nextOf = (text: string | null): Decoded<Page["next"]> => {
  if (text === null) return Result.succeed(Option.none())
  const cursor = decodeCursor(text)
  return Option.isNone(cursor) ? Result.fail(`next is no cursor: ${text}`) : Result.succeed(cursor)
}

const decodeItem = decoder(ItemJson)

/** All of them, most without Schema; `none` when one cannot be read. */
const itemsOf = (items: ReadonlyArray<unknown>): Option.Option<ReadonlyArray<Backup>> => {
  const backups: Array<Backup> = []
  for (const item of items) {
    const quick = listedBackup(item)
    const read = Option.isSome(quick) ? quick : Result.getSuccess(Result.flatMap(decodeItem(item), backupOf))
    if (Option.isNone(read)) return Option.none()
    backups.push(read.value)
  }
  return Option.some(backups)
}

const pageOf = ({ backups, next }: Readonly<Record<string, unknown>>): Option.Option<Page> => {
  if (!Array.isArray(backups) || (next !== null && typeof next !== "string")) return Option.none()
  return Option.all({ backups: itemsOf(backups), next: Result.getSuccess(nextOf(next)) })
}

/** A page that was requested with snapshots, or what is wrong with the JSON: Schema says it of the whole, with the place. */
export const decode = (json: unknown): Decoded<Page> =>
  Option.match(typeof json === "object" && json !== null ? pageOf({ ...json }) : Option.none(), {
    onSome: Result.succeed,
    onNone: () =>
      Result.flatMap(decodeBody(json), ({ backups, next }) =>
        Result.all({ backups: Result.all(backups.map(backupOf)), next: nextOf(next) })
      )
  })
