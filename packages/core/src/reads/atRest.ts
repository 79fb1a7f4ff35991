/** Backups on which nobody is working, each with a mark that changes with its snapshots. */
import { Option } from "effect"
import * as Attempt from "../domain/Attempt.ts"
import type { Backup } from "../domain/Backup.ts"
import type { BackupId } from "../domain/BackupId.ts"
import type { BackupState, Known } from "../domain/BackupState.ts"

/** Equal marks mean the same backup in the same state, with the same snapshots. */
export interface Mark {
  readonly state: BackupState
  readonly uuids: string
}

/** By backup id. */
export type AtRest = ReadonlyMap<bigint, Mark>

export const none: AtRest = new Map()

const isAtRest = ({ state }: Backup, known: Known): boolean =>
  state !== "IN_PROGRESS" &&
  known.journalProblem === null &&
  Option.isNone(known.deletion) &&
  !Option.exists(known.attempt, Attempt.isOpen)

/**
 * `null` while somebody may be working on it. For a COMPLETED backup the uuid of its last part is enough: nothing changes it, and a new backup under
 * its id has other uuids.
 */
export const markOf = (backup: Backup, known: Known): Mark | null => {
  if (!isAtRest(backup, known)) return null
  const { state, snapshots } = backup
  const last = state === "COMPLETED" ? snapshots.find((x) => x.part === x.count) : undefined
  const uuids = (): string =>
    snapshots
      .map((x) => `${x.uuid} ${x.state} ${x.damaged}`)
      .toSorted()
      .join()
  return { state, uuids: last === undefined ? uuids() : last.uuid }
}

export const isSame = (a: Mark | undefined, b: Mark | null): boolean =>
  a !== undefined && b !== null && a.state === b.state && a.uuids === b.uuids

export const isCompleted = (mark: Mark | null): boolean => mark !== null && mark.state === "COMPLETED"

/** What stays certain although an attempt began: it may have resumed any of the others. */
export const completedAlone = (atRest: AtRest): AtRest =>
  new Map([...atRest].filter(([, mark]) => isCompleted(mark)))

/** The marks of `before`, updated with what is known now. */
export const marks = (
  now: ReadonlyArray<readonly [id: BackupId, mark: Mark | null]>,
  before: AtRest
): AtRest => {
  const all = new Map(before)
  for (const [id, mark] of now)
    if (mark === null) all.delete(id)
    else all.set(id, mark)
  return all
}
