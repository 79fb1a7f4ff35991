/** From `latest`, `latest-good`, `oldest` to an id: by when the first part of a backup began, over the chosen components. */
import {
  BackupApi,
  type Backup,
  type BackupError,
  type BackupId,
  type Component,
  ListPattern
} from "@camunda-backup/core"
import { Effect } from "effect"
import type { IdArgument } from "./Invocation.ts"
import { startOf } from "./output/backupTable.ts"
import type { NamedId } from "./spec/commands.ts"
import { NothingSelected } from "./CommandError.ts"

export interface Group {
  readonly backupId: BackupId.BackupId
  /** One a component that has it. */
  readonly backups: ReadonlyArray<Backup.Backup>
}

/** Backups of the same id together, newest first: accepted ones that have not begun are the newest. */
export const groupById = (backups: ReadonlyArray<Backup.Backup>): ReadonlyArray<Group> => {
  const groups = new Map<BackupId.BackupId, Array<Backup.Backup>>()
  for (const backup of backups) {
    const group = groups.get(backup.backupId)
    if (group === undefined) groups.set(backup.backupId, [backup])
    else group.push(backup)
  }
  return [...groups]
    .map(([backupId, members]) => ({ backupId, backups: members }))
    .toSorted((a, b) => begunAt(b) - begunAt(a) || (a.backupId > b.backupId ? -1 : 1))
}

const begunAt = ({ backups }: Group): number =>
  Math.min(...backups.map((x) => startOf(x) ?? Number.MAX_SAFE_INTEGER))

/** COMPLETED in every chosen component: can be restored as a whole. */
export const isGood = (group: Group, components: ReadonlyArray<Component.Component>): boolean =>
  components.every((component) =>
    group.backups.some((x) => x.component === component && x.state === "COMPLETED")
  )

const pick = (
  named: NamedId,
  groups: ReadonlyArray<Group>,
  components: ReadonlyArray<Component.Component>
): Group | undefined => {
  switch (named) {
    case "latest":
      return groups[0]
    case "latest-good":
      return groups.find((x) => isGood(x, components))
    case "oldest":
      return groups.at(-1)
  }
}

export const listAll = (
  components: ReadonlyArray<Component.Component>,
  pattern: ListPattern.ListPattern = ListPattern.everything
): Effect.Effect<ReadonlyArray<Backup.Backup>, BackupError.BackupError, BackupApi> =>
  Effect.flatMap(BackupApi, (api) =>
    Effect.map(
      Effect.forEach(components, (component) => api.list(component, { pattern, verbose: true }), {
        concurrency: "unbounded"
      }),
      (lists) => lists.flat()
    )
  )

export const selectBackup = Effect.fnUntraced(function* (
  id: IdArgument,
  components: ReadonlyArray<Component.Component>
): Effect.fn.Return<BackupId.BackupId, BackupError.BackupError | NothingSelected, BackupApi> {
  if (typeof id !== "string") return id
  const found = pick(id, groupById(yield* listAll(components)), components)
  return found === undefined ? yield* new NothingSelected({ named: id }) : found.backupId
})
