/** Pages of backups in `/api/v1`, and their cursor as text: nobody is to read or make one, so it does not look like anything. */
import { Option } from "effect"
import type { Backup } from "../domain/Backup.ts"
import { startedAt } from "../domain/BackupDetails.ts"
import * as BackupId from "../domain/BackupId.ts"
import type { Cursor, Page } from "../domain/BackupPage.ts"
import * as Component from "../domain/Component.ts"
import { rfc3339OrNull } from "./rfc3339.ts"

/** A position in a list as opaque text that is safe in an URL. */
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

const item = (backup: Backup) => {
  const [first] = backup.snapshots
  return {
    component: backup.component,
    backupId: BackupId.format(backup.backupId),
    state: backup.state,
    reason: backup.reason,
    version: first?.version ?? null,
    startedAt: rfc3339OrNull(startedAt(backup)),
    parts: {
      done: backup.snapshots.filter((x) => x.state === "SUCCESS" && !x.damaged).length,
      total: first?.count ?? null
    }
  }
}

/** The JSON of a page, with the text of the next cursor, or `null`. */
export const encode = ({ backups, next }: Page) => ({
  backups: backups.map(item),
  next: Option.getOrNull(Option.map(next, encodeCursor))
})
