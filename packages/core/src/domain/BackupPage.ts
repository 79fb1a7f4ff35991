/**
 * Pages of a list of backups, newest first. A cursor is a position in the order rather than a number of rows, so that a page stays the same while
 * other backups are added or deleted, even the one at the position.
 */
import { Option } from "effect"
import * as Annotation from "./Annotation.ts"
import { annotationOf, type Backup } from "./Backup.ts"
import { startedAt } from "./BackupDetails.ts"
import type { BackupId } from "./BackupId.ts"
import type { BackupState } from "./BackupState.ts"
import type { Component } from "./Component.ts"
import type { ListPattern } from "./ListPattern.ts"

/** A position in the order of a list: the last backup of a page. */
export interface Cursor {
  /** Milliseconds since 1970; `null`: accepted but not begun, which counts as newest. */
  readonly startedAt: number | null
  readonly backupId: BackupId
  readonly component: Component
}

/** Which backups of which components, and how many. */
export interface Query {
  readonly components: ReadonlyArray<Component>
  readonly pattern: ListPattern
  /** Empty: all. */
  readonly states: ReadonlyArray<BackupState>
  /** All of them. Absent: whatever labels there are. */
  readonly labels?: ReadonlyArray<Annotation.LabelFilter>
  readonly limit: number
  /** Where the previous page ended. */
  readonly after: Option.Option<Cursor>
}

/** Some backups of a list, newest first. */
export interface Page {
  readonly backups: ReadonlyArray<Backup>
  /** `none` on the last page. */
  readonly next: Option.Option<Cursor>
}

/** Where a backup stands. */
export const cursorOf = (backup: Backup): Cursor => ({
  startedAt: startedAt(backup),
  backupId: backup.backupId,
  component: backup.component
})

/** Total: no two backups are at the same place. Negative: `a` is newer. */
export const compare = (a: Cursor, b: Cursor): number => {
  const [x, y] = [a.startedAt ?? Number.POSITIVE_INFINITY, b.startedAt ?? Number.POSITIVE_INFINITY]
  if (x !== y) return x > y ? -1 : 1
  if (a.backupId !== b.backupId) return a.backupId > b.backupId ? -1 : 1
  return a.component === b.component ? 0 : a.component < b.component ? -1 : 1
}

/** The part of a list that a query selects. */
export const page = (
  backups: ReadonlyArray<Backup>,
  { labels = [], states, limit, after }: Omit<Query, "components" | "pattern">
): Page => {
  const ordered = backups
    .filter((x) => states.length === 0 || states.includes(x.state))
    .filter((x) => labels.length === 0 || Annotation.matches(annotationOf(x), labels))
    .map((backup) => ({ backup, cursor: cursorOf(backup) }))
    .filter(({ cursor }) => Option.isNone(after) || compare(cursor, after.value) > 0)
    .toSorted((a, b) => compare(a.cursor, b.cursor))
  const shown = ordered.slice(0, limit)
  return {
    backups: shown.map((x) => x.backup),
    next:
      ordered.length > shown.length
        ? Option.map(Option.fromNullishOr(shown.at(-1)), (x) => x.cursor)
        : Option.none()
  }
}
