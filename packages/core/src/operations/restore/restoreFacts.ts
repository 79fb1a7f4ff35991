/** Asks everything that the plan of a restore depends on, at once where it can be. What is only nice to know may be missing, and is then said. */
import { Clock, Duration, Effect, Option, Result } from "effect"
import { Settings, configuredRepository } from "../../config/Settings.ts"
import type { GetError, StoreError } from "../../domain/BackupError.ts"
import type { BackupId } from "../../domain/BackupId.ts"
import * as Finding from "../../domain/check/Finding.ts"
import * as Component from "../../domain/Component.ts"
import type { RestoreFacts } from "../../domain/restore/RestoreFacts.ts"
import * as Manifest from "../../domain/restore/Manifest.ts"
import type { CapturedTemplates } from "../../domain/restore/CapturedTemplates.ts"
import {
  differingTemplates,
  nothingCaptured,
  type TemplateKind
} from "../../domain/restore/PlannedTemplate.ts"
import { restoreId } from "../../domain/RestoreId.ts"
import { namePrefixOf } from "../../domain/restore/RestorePlan.ts"
import type { SnapshotContent } from "../../domain/restore/SnapshotContent.ts"
import * as Privilege from "../../domain/check/Privilege.ts"
import { toMakeJournal, wantedForRestore } from "../../domain/restore/wantedForRestore.ts"
import { Diagnostics } from "../../ports/Diagnostics.ts"
import { Indices } from "../../ports/Indices.ts"
import type { Journal } from "../../ports/Journal.ts"
import type { Lease } from "../../ports/Lease.ts"
import { Recovery } from "../../ports/Recovery.ts"
import type { RestoreQuestion } from "../../domain/restore/RestoreQuestion.ts"
import { RestoreJournal } from "../../ports/RestoreJournal.ts"
import type { SnapshotStore } from "../../ports/SnapshotStore.ts"
import { refusalOf, runningBackup } from "../../engine/runningBackup.ts"
import { scopeOf } from "../../engine/restore/scopeOf.ts"
import { isForeign } from "../planCreate.ts"
import { findBackup } from "../getBackup.ts"

/** What planning asks. */
export type PlanServices =
  | Settings
  | SnapshotStore
  | Indices
  | Recovery
  | Diagnostics
  | Journal
  | RestoreJournal
  | Lease

/** Everything that the plan depends on. `busy`: whether it is looked who holds the lease; whoever holds it itself does not look. */
export const restoreFacts = Effect.fn("Restore.facts")(function* (
  question: RestoreQuestion,
  busy: boolean
): Effect.fn.Return<RestoreFacts, GetError, PlanServices> {
  const settings = yield* Settings
  const own = yield* configuredRepository()
  const repository = Option.getOrElse(question.fromRepository, () => own)
  const { backupId, component, target } = question
  const inPlace = target._tag === "InPlace"
  const indexPrefix = settings.indexPrefixes[component]
  const look = yield* Diagnostics
  const indices = yield* Indices
  const recovery = yield* Recovery
  const journal = yield* RestoreJournal
  const backup = yield* backupIn(repository, own, component, backupId)
  const names = backup.snapshots.map((x) => x.name)
  const foreign = yield* isForeign(component)
  const manifest = Option.getOrNull(
    // Of other snapshots it says nothing.
    Option.filter(yield* journal.manifest(own, component, backupId), (x) =>
      Manifest.isOf(x, backup.snapshots)
    )
  )
  const captured = manifest?.templates ?? null
  const putting = inPlace && question.templates === "restore"
  const facts = yield* Effect.all(
    {
      contents: Effect.map(
        // Each for itself: one that cannot be read says nothing of the others.
        Effect.forEach(names, (name) => readable(recovery.content(repository, [name]))),
        (found) => found.flat()
      ),
      ofComponent: Effect.map(indices.under(`${indexPrefix}-`), (all) => all.filter((x) => !foreign(x.name))),
      running: recovery.running,
      seen: busy ? runningBackup(scopeOf(own, question)) : Effect.succeed(Option.none()),
      settings: look.clusterSettings,
      allocation: look.allocation,
      shards: look.openShards,
      disks: look.disks,
      health: Effect.map(Effect.option(look.health), Option.getOrNull),
      elasticsearch: look.version,
      verifications: journal.verifications(own, component),
      templates: optional(indices.templates(`${indexPrefix}-`, captured), "restore-templates"),
      lifecycle:
        putting && captured !== null && captured.policies.length > 0
          ? Effect.map(Effect.option(indices.lifecycle), Option.getOrNull)
          : Effect.succeed(null),
      otherComponent: inPlace ? otherComponent(repository, own, component, backupId) : Effect.succeed(null),
      privileges: optional(
        look.privileges(
          Privilege.both(
            wantedForRestore([indexPrefix], settings.journalIndex, putting ? kindsOf(captured) : []),
            toMakeJournal(settings.journalIndex)
          )
        ),
        "restore-privileges"
      ),
      counts: inPlace ? watchWrites(indexPrefix) : Effect.succeed([[], []] as const)
    },
    { concurrency: 6 }
  )
  const missingPrivileges = Result.match(facts.privileges, {
    onFailure: () => [],
    onSuccess: Option.getOrElse(() => [])
  })
  const held = new Set(facts.contents.flatMap((x) => x.indices.map((y) => y.name)))
  const prefix = namePrefixOf({ target }, "restore", restoreId(""))
  const targets = target._tag === "Drill" ? [] : [...held].map((x) => `${prefix}${x}`)
  return {
    backup,
    repository,
    indexPrefix,
    elasticsearch: facts.elasticsearch,
    contents: facts.contents,
    ofComponent: facts.ofComponent,
    atTargets: targets.length === 0 ? [] : yield* indices.look(targets),
    running: facts.running,
    busy: Option.match(facts.seen, {
      onNone: () => null,
      onSome: (seen) => refusalOf(component, seen).message
    }),
    counts: facts.counts,
    settings: facts.settings,
    allocation: facts.allocation,
    shards: facts.shards,
    disks: facts.disks,
    health: facts.health,
    manifest,
    templates: Option.getOrNull(Result.getSuccess(facts.templates)),
    lifecycle: facts.lifecycle,
    verification: facts.verifications.get(backupId) ?? null,
    otherComponent: facts.otherComponent,
    missingPrivileges,
    // Without that privilege it matters, and is asked for, whether there is one.
    journalExists:
      Privilege.of(toMakeJournal(settings.journalIndex), missingPrivileges).length === 0 ||
      (yield* Effect.match(look.journalIndex, { onFailure: () => true, onSuccess: (x) => x.length > 0 })),
    unknown: [Result.getFailure(facts.templates), Result.getFailure(facts.privileges)].flatMap(
      Option.toArray
    ),
    now: yield* Clock.currentTimeMillis,
    verifiedWithinMillis: Duration.toMillis(settings.verifiedWithin)
  }
})

/** Of what was captured; whether it differs is not asked first. */
const kindsOf = (captured: CapturedTemplates | null): ReadonlyArray<TemplateKind> =>
  captured === null ? [] : [...new Set(differingTemplates(captured, nothingCaptured).map((x) => x.kind))]

/** What the journal knows counts for the repository that backups are taken into; of another one its snapshots alone tell. */
const backupIn = Effect.fnUntraced(function* (
  repository: string,
  own: string,
  component: Component.Component,
  backupId: BackupId
) {
  if (repository === own) return (yield* findBackup(component, backupId)).backup
  const settings = yield* Settings
  return (yield* Effect.provideService(findBackup(component, backupId), Settings, {
    ...settings,
    repository: Option.some(repository)
  })).backup
})

/** Of a part whose files cannot be read nothing is known; the plan says so. Everything else is a failure. */
const readable = <R>(
  read: Effect.Effect<ReadonlyArray<SnapshotContent>, StoreError, R>
): Effect.Effect<ReadonlyArray<SnapshotContent>, StoreError, R> =>
  Effect.catchIf(
    read,
    (error) => error._tag === "StoreRejected" && error.status !== 401 && error.status !== 403,
    () => Effect.succeed([])
  )

const optional = <A, R>(
  read: Effect.Effect<A, StoreError, R>,
  what: string
): Effect.Effect<Result.Result<A, Finding.Finding>, never, R> =>
  Effect.map(Effect.result(read), (x) => Result.mapError(x, (error) => Finding.unknown(what, error)))

/** Two counts, some time apart. */
const watchWrites = Effect.fnUntraced(function* (indexPrefix: string) {
  const indices = yield* Indices
  const { watchWrites: time } = yield* Settings
  const open = (yield* indices.under(`${indexPrefix}-`)).filter((x) => x.open).map((x) => x.name)
  const before = yield* indices.counts(open)
  yield* Effect.sleep(time)
  return [before, yield* indices.counts(open)] as const
})

/** What is wrong with the backup of the same id of the other component; `null` when nothing. */
const otherComponent = Effect.fnUntraced(function* (
  repository: string,
  own: string,
  component: Component.Component,
  backupId: BackupId
): Effect.fn.Return<string | null, GetError, Settings | Journal | Lease | SnapshotStore> {
  for (const other of Component.all.filter((x) => x !== component)) {
    const found = yield* Effect.result(backupIn(repository, own, other, backupId))
    if (Result.isFailure(found)) {
      if (found.failure._tag === "BackupNotFound") return `${other} has no backup ${backupId}.`
      return yield* Effect.fail(found.failure)
    }
    if (found.success.state !== "COMPLETED")
      return `backup ${backupId} of ${other} is ${found.success.state}.`
  }
  return null
})
