/** Whether a backup could be taken, and what would be in it. Nothing is written. */
import { Effect, Option } from "effect"
import { Settings, configuredRepository } from "../config/Settings.ts"
import { type Annotation, isNone } from "../domain/Annotation.ts"
import {
  BackupBeingDeleted,
  BackupExists,
  BackupRunning,
  CamundaVersionUnknown,
  IndicesInNoPart,
  type CreateError
} from "../domain/BackupError.ts"
import type { BackupId } from "../domain/BackupId.ts"
import { all, type Component } from "../domain/Component.ts"
import * as CreatePlan from "../domain/CreatePlan.ts"
import * as IndexSets from "../domain/IndexSets.ts"
import type { LeftOut } from "../domain/LeftOut.ts"
import * as SnapshotMetadata from "../domain/SnapshotMetadata.ts"
import * as JournalEntry from "../domain/JournalEntry.ts"
import { IndexCatalog } from "../ports/IndexCatalog.ts"
import { Journal } from "../ports/Journal.ts"
import { type Lease, componentScope } from "../ports/Lease.ts"
import type { RestoreJournal } from "../ports/RestoreJournal.ts"
import { SnapshotStore } from "../ports/SnapshotStore.ts"
import { refusalOf, runningBackup } from "../engine/runningBackup.ts"
import { ofBackup } from "../engine/spans.ts"

/** The plan that a create would have right now, or why it would be refused. */
export const planCreate = Effect.fn("Backup.plan")(function* (
  component: Component,
  backupId: BackupId,
  annotation?: Annotation
): Effect.fn.Return<
  CreatePlan.CreatePlan,
  CreateError,
  Settings | SnapshotStore | IndexCatalog | Journal | RestoreJournal | Lease
> {
  const key = JournalEntry.keyOf(yield* configuredRepository(), component, backupId)
  const journal = yield* Journal
  yield* checkRepository(key)
  yield* checkEntry(Option.getOrElse(yield* journal.read(key), () => JournalEntry.make(key)))
  const running = yield* runningBackup(componentScope(key))
  if (Option.isSome(running)) return yield* Effect.fail(refusalOf(component, running.value))
  return yield* createPlanOf(key, yield* catalogOf(component), annotation)
}, ofBackup)

export const checkEntry = (entry: JournalEntry.JournalEntry): Effect.Effect<void, BackupBeingDeleted> =>
  Option.isSome(entry.deletion)
    ? Effect.fail(new BackupBeingDeleted({ backupId: entry.backupId }))
    : Effect.void

export const createPlanOf = Effect.fnUntraced(function* (
  { component, backupId }: JournalEntry.Key,
  catalog: CreatePlan.Input["catalog"],
  annotation?: Annotation
) {
  const { camundaVersion: version, indexPrefixes, indicesInNoPart } = yield* Settings
  const indexSet = IndexSets.find(component, version)
  if (Option.isNone(indexSet))
    return yield* new CamundaVersionUnknown({ component, version, known: IndexSets.minors(component) })
  const bare = yield* Effect.fromResult(
    CreatePlan.make({
      component,
      backupId,
      version,
      indexPrefix: indexPrefixes[component],
      indexSet: indexSet.value,
      catalog,
      isForeign: yield* isForeign(component)
    })
  )
  const plan: CreatePlan.CreatePlan =
    annotation === undefined || isNone(annotation) ? bare : { ...bare, annotation }
  const refused = SnapshotMetadata.refusal(plan)
  if (Option.isSome(refused)) return yield* refused.value
  const { inNoPart = [] } = plan
  if (inNoPart.length === 0) return plan
  const indices = yield* withDocuments(component, inNoPart)
  return indicesInNoPart === "refuse"
    ? yield* new IndicesInNoPart({ component, indices })
    : { ...plan, inNoPart: indices }
})

/** If one prefix is the beginning of another, the indices of the other component, or the journal, are also under it. */
export const isForeign = Effect.fnUntraced(function* (component: Component) {
  const { camundaVersion, indexPrefixes, journalIndex } = yield* Settings
  const others = all
    .filter((x) => x !== component)
    .map((x) => ({
      prefix: indexPrefixes[x],
      set: Option.getOrElse(IndexSets.find(x, camundaVersion), (): IndexSets.IndexSet => [])
    }))
  return (index: string): boolean =>
    index === journalIndex || others.some(({ prefix, set }) => IndexSets.owns(prefix, set, index))
})

/** Optional: if the role may not count them, or counting fails, the names come without counts. */
const withDocuments = Effect.fnUntraced(function* (component: Component, indices: ReadonlyArray<LeftOut>) {
  const { indexPrefixes } = yield* Settings
  const catalog = yield* IndexCatalog
  const counts = yield* Effect.option(catalog.documents(indexPrefixes[component]))
  return indices.map(({ index }): LeftOut => ({
    index,
    documents: Option.match(counts, { onNone: () => null, onSome: (x) => x.get(index) ?? null })
  }))
})

export const catalogOf = Effect.fnUntraced(function* (component: Component) {
  const { indexPrefixes } = yield* Settings
  const catalog = yield* IndexCatalog
  return yield* catalog.list(indexPrefixes[component])
})

export const checkRepository = Effect.fnUntraced(function* ({
  repository,
  component,
  backupId
}: JournalEntry.Key) {
  const store = yield* SnapshotStore
  const [, found, running] = yield* Effect.all(
    [
      store.checkWritable(repository),
      store.find(repository, component, backupId),
      store.running(repository, component)
    ],
    { concurrency: "unbounded" }
  )
  if (found.length > 0) {
    const snapshots = found.map(({ name, uuid }) => ({ name, uuid }))
    return yield* new BackupExists({ backupId, snapshots })
  }
  // A backup of Camunda itself, or a part that outlived the process that requested it: two backups of one component must not interleave.
  if (running.length > 0) return yield* new BackupRunning({ component })
})
