import {
  type Backup,
  BackupClient,
  BackupDetails,
  type BackupGroup,
  BackupId,
  type Component,
  Quantities,
  RestoreClient,
  TransportError,
  Verification
} from "@camunda-backup/core"
import { Clock, Effect, Option } from "effect"
import type { Command } from "../context/Context.ts"
import type { Invocation } from "../parse/Invocation.ts"
import { backupDocument } from "../output/backupDocument.ts"
import { backupTable, type Facts, type Verified } from "../output/backupTable.ts"
import { listGroups } from "../context/listGroups.ts"
import { output } from "../output/Output.ts"

/** Of so many ids the details are read for a table, two requests for each: more would make a person wait for columns that nobody reads so far down. */
const mostDetails = 25

type Order = (a: BackupGroup.BackupGroup, b: BackupGroup.BackupGroup) => number

const worst = ({ backups }: BackupGroup.BackupGroup): number =>
  Math.min(...backups.map((x) => severity.indexOf(x.state)))

/** What needs somebody first. */
const severity: ReadonlyArray<Backup.Backup["state"]> = [
  "FAILED",
  "INCOMPLETE",
  "INCOMPATIBLE",
  "IN_PROGRESS",
  "COMPLETED"
]

/** A list comes newest first, and a sort that finds two equal leaves them so. */
const orders: Readonly<Record<Invocation["sort"], Order>> = {
  newest: () => 0,
  oldest: (a, b) => (a.startedAt ?? Number.MAX_SAFE_INTEGER) - (b.startedAt ?? Number.MAX_SAFE_INTEGER),
  id: (a, b) => (a.backupId < b.backupId ? -1 : 1),
  state: (a, b) => worst(a) - worst(b)
}

/** Newest first, in the order that `latest` and `oldest` go by. `--limit` counts backup ids, so that none is shown with one of its components only. */
export const list: Command = Effect.fnUntraced(function* ({ invocation }) {
  const { columns: chosen, components, format, labels, limit, pattern, sort, states } = invocation
  const { target } = invocation
  // An empty list would say that there is no such backup.
  if (labels.length > 0 && target._tag === "Camunda")
    return yield* new TransportError.NotOffered({ what: "list backups by label", url: target.url })
  const [listed, verifiedOf] = yield* Effect.all(
    [listGroups({ components, pattern, states, labels, limit }), verifications(components)],
    { concurrency: 2 }
  )
  const { failed, isRead } = listed
  const groups = listed.groups.toSorted(orders[sort])
  const shown = groups.flatMap((x) => x.backups)
  const forPeople = format === "table" || format === "wide"
  const facts = yield* forPeople && groups.length <= mostDetails
    ? detailsOf(shown)
    : Effect.succeed(new Map())
  const now = yield* Clock.currentTimeMillis
  // Of ten thousand backups they take a tenth of a second, which nobody would see in a table.
  const documents =
    forPeople || format === "name" ? [] : shown.map((x) => backupDocument(x, verifiedOf?.(x) ?? null))
  return output({
    text: (wide, columns) =>
      backupTable({ groups, components, verifiedOf, facts, now }, wide, chosen, columns),
    document: isRead ? { backups: documents } : null,
    lines: documents,
    names: groups.map((x) => BackupId.format(x.backupId)),
    notes:
      shown.length === 0 && failed.length === 0
        ? ["No backups."]
        : groups.length > mostDetails
          ? [
              `${Quantities.count(groups.length, "backup id")}; TOOK and SIZE are read for up to ${mostDetails} (--limit).`
            ]
          : [],
    failed
  })
})

/** What cannot be read is left out of the table. */
const detailsOf = Effect.fnUntraced(function* (
  backups: ReadonlyArray<Backup.Backup>
): Effect.fn.Return<Facts, never, BackupClient> {
  const api = yield* BackupClient
  const all = yield* Effect.forEach(
    backups,
    (x) => Effect.map(Effect.option(api.details(x.component, x.backupId)), (found) => [x, found] as const),
    { concurrency: 8 }
  )
  return new Map(
    all.flatMap(([backup, found]) => (Option.isSome(found) ? [[backup, found.value] as const] : []))
  )
})

/** Nice to know: where it is not offered, or cannot be read now, the list is shown without it. */
const verifications = Effect.fnUntraced(function* (
  components: ReadonlyArray<Component.Component>
): Effect.fn.Return<Verified, never, RestoreClient> {
  const api = yield* RestoreClient
  const all = yield* Effect.option(
    Effect.forEach(components, (x) => Effect.map(api.verifications(x), (found) => [x, found] as const), {
      concurrency: "unbounded"
    })
  )
  if (Option.isNone(all)) return null
  const byComponent = new Map(all.value)
  return (backup: Backup.Backup) => {
    const found = byComponent.get(backup.component)?.get(backup.backupId) ?? null
    return found !== null && Verification.isOf(found, BackupDetails.startedAt(backup)) ? found : null
  }
})
