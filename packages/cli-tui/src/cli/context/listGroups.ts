/** The backups of a list, by id, newest first: from pages where few are wanted, so that a large repository costs a short list no more than a small one. */
import {
  Annotation,
  Backup,
  BackupClient,
  BackupGroup,
  type BackupState,
  type ClientError,
  type Component,
  type ListPattern
} from "@camunda-backup/core"
import { Effect, Option } from "effect"
import type { Failed } from "../output/Output.ts"
import { perComponent } from "./perComponent.ts"

export interface Listing {
  readonly components: ReadonlyArray<Component.Component>
  readonly pattern: ListPattern.ListPattern
  /** Empty: all. */
  readonly states: ReadonlyArray<BackupState.BackupState>
  /** All of them; absent: whatever labels there are. */
  readonly labels?: ReadonlyArray<Annotation.LabelFilter>
  /** How many ids; `null`: all. */
  readonly limit: number | null
}

export interface Listed {
  readonly groups: ReadonlyArray<BackupGroup.BackupGroup>
  readonly failed: ReadonlyArray<Failed>
  /** Whether anything could be read. */
  readonly isRead: boolean
}

const isWanted =
  ({ labels = [], states }: Listing) =>
  (backup: Backup.Backup): boolean =>
    (states.length === 0 || states.includes(backup.state)) &&
    Annotation.matches(Backup.annotationOf(backup), labels)

const all = Effect.fnUntraced(function* (listing: Listing): Effect.fn.Return<Listed, never, BackupClient> {
  const { done, failed } = yield* perComponent(listing.components, (api, component) =>
    api.list(component, { pattern: listing.pattern, verbose: true })
  )
  const wanted = done.flatMap((x) => x.value).filter(isWanted(listing))
  return { groups: BackupGroup.groupById(wanted), failed, isRead: done.length > 0 }
})

/** Pages end between the backups of one id: the other component's is asked for by itself, so that no id is shown by half. */
const whole = Effect.fnUntraced(function* (
  listing: Listing,
  group: BackupGroup.BackupGroup
): Effect.fn.Return<BackupGroup.BackupGroup, ClientError, BackupClient> {
  const api = yield* BackupClient
  const missing = listing.components.filter((x) => !group.backups.some((y) => y.component === x))
  const found = yield* Effect.forEach(
    missing,
    (component) =>
      api.get(component, group.backupId).pipe(
        Effect.map((x) => [x]),
        Effect.catchTag("BackupNotFound", () => Effect.succeed([]))
      ),
    { concurrency: "unbounded" }
  )
  const [complete = group] = BackupGroup.groupById([
    ...group.backups,
    ...found.flat().filter(isWanted(listing))
  ])
  return complete
})

const newest = Effect.fnUntraced(function* (
  listing: Listing,
  limit: number
): Effect.fn.Return<ReadonlyArray<BackupGroup.BackupGroup>, ClientError, BackupClient> {
  const api = yield* BackupClient
  const { components, labels = [], pattern, states } = listing
  const read: Array<Backup.Backup> = []
  let after: Parameters<typeof api.page>[0]["after"] = Option.none()
  do {
    // One more than is shown tells nothing; the partners of those that are mostly stand beside them.
    const page = yield* api.page({
      components,
      pattern,
      states,
      labels,
      limit: Math.min(limit * components.length, 1000),
      after
    })
    read.push(...page.backups)
    after = page.next
  } while (Option.isSome(after) && BackupGroup.groupById(read).length < limit)
  const groups = BackupGroup.groupById(read).slice(0, limit)
  const complete = Option.isNone(after)
    ? groups
    : yield* Effect.forEach(groups, (x) => whole(listing, x), { concurrency: 4 })
  // A page is in the order of time, a list in that of the components: which of the two was read must not show.
  return complete.map((x) => ({
    ...x,
    backups: components.flatMap((component) => x.backups.filter((y) => y.component === component))
  }))
})

export const listGroups = Effect.fnUntraced(function* (
  listing: Listing
): Effect.fn.Return<Listed, never, BackupClient> {
  const { limit } = listing
  if (limit === null) return yield* all(listing)
  const pages = yield* Effect.option(newest(listing, limit))
  if (Option.isSome(pages)) return { groups: pages.value, failed: [], isRead: true }
  // A page is of all components or none: each by itself tells which of them fails.
  const listed = yield* all(listing)
  return { ...listed, groups: listed.groups.slice(0, limit) }
})
