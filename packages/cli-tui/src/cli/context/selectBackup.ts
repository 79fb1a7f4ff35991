/** From `latest`, `latest-good`, `oldest` to an id, over the chosen components: in the order of `list`. */
import {
  type Backup,
  BackupClient,
  BackupGroup,
  type BackupId,
  type ClientError,
  type Component,
  ListPattern
} from "@camunda-backup/core"
import { Effect } from "effect"
import type { IdArgument } from "../parse/Invocation.ts"
import type { NamedId } from "../spec/commands.ts"
import { NothingSelected } from "../errors/CommandError.ts"

const pick = (
  named: NamedId,
  groups: ReadonlyArray<BackupGroup.BackupGroup>,
  components: ReadonlyArray<Component.Component>
): BackupGroup.BackupGroup | undefined => {
  switch (named) {
    case "latest":
      return groups[0]
    case "latest-good":
      return BackupGroup.lastGood(groups, components)
    case "oldest":
      return groups.at(-1)
  }
}

export const listAll = (
  components: ReadonlyArray<Component.Component>,
  pattern: ListPattern.ListPattern = ListPattern.everything
): Effect.Effect<ReadonlyArray<Backup.Backup>, ClientError, BackupClient> =>
  Effect.flatMap(BackupClient, (api) =>
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
): Effect.fn.Return<BackupId.BackupId, ClientError | NothingSelected, BackupClient> {
  if (typeof id !== "string") return id
  const found = pick(id, BackupGroup.groupById(yield* listAll(components)), components)
  return found === undefined ? yield* new NothingSelected({ named: id }) : found.backupId
})
