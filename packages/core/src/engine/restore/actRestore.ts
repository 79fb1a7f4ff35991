/** Carries out what `domain/restore/restoreStep.ts` decides, one function an action, and brings back what is known then. */
import { Effect, Match, Option, Ref } from "effect"
import type { Settings } from "../../config/Settings.ts"
import type { StoreError } from "../../domain/BackupError.ts"
import { isAmbiguous } from "../../domain/isAmbiguous.ts"
import type * as Restore from "../../domain/restore/Restore.ts"
import type { ManifestIndex } from "../../domain/restore/Manifest.ts"
import { putOnAtTheEnd } from "../../domain/restore/settingKinds.ts"
import { capturedOf } from "../../domain/restore/PlannedTemplate.ts"
import { namePrefixOf, type Stage } from "../../domain/restore/RestorePlan.ts"
import type { RestoreAction } from "../../domain/restore/restoreStep.ts"
import * as Work from "../../domain/restore/RestoreWork.ts"
import * as JournalEntry from "../../domain/JournalEntry.ts"
import { Indices } from "../../ports/Indices.ts"
import { Journal } from "../../ports/Journal.ts"
import type { Lease } from "../../ports/Lease.ts"
import { monotonicMillis } from "../../ports/monotonicMillis.ts"
import { Recovery } from "../../ports/Recovery.ts"
import type { RestoreJournal } from "../../ports/RestoreJournal.ts"
import { isLost, type Lost } from "../Lost.ts"
import { compareStage } from "./compareStage.ts"
import { lookAtStage } from "./lookAtStage.ts"
import { manifestFor } from "./manifestFor.ts"
import * as Ownership from "./RestoreOwnership.ts"
import * as Quantities from "../../domain/Quantities.ts"

/** What an action asks for. */
export type RestoreServices = Settings | Indices | Recovery | Journal | RestoreJournal | Lease

/** What is known after an action; `Lost` when another process has taken over. */
export type RestoreActed = Effect.Effect<Work.RestoreWork, Lost, RestoreServices>

/** A failure is a fact: one that may pass is tried again, a refusal ends the restore. */
const factOf = (step: string, error: StoreError): Work.RestoreFact =>
  error._tag === "StoreUnavailable" || error._tag === "StoreAnswerInvalid"
    ? { _tag: "Unavailable", step, reason: error.message }
    : { _tag: "Refused", step, reason: error.message }

/** Learns the fact that a call brings, or that it failed. */
const learning = Effect.fnUntraced(function* <R>(
  work: Work.RestoreWork,
  step: string,
  call: Effect.Effect<Work.RestoreFact, StoreError | Lost, R>
): Effect.fn.Return<Work.RestoreWork, Lost, R> {
  const asked = yield* monotonicMillis
  const fact = yield* Effect.catch(call, (error) =>
    isLost(error) ? Effect.fail(error) : Effect.succeed(factOf(step, error))
  )
  return Work.learn(work, fact, asked)
})

const look = Effect.fnUntraced(function* (work: Work.RestoreWork) {
  const stage = Work.stageOf(work.restore)
  if (stage === null) return work
  return yield* learning(
    work,
    "looking at the indices",
    Effect.map(lookAtStage(work.restore, stage), (seen) => ({ _tag: "Looked" as const, look: seen }))
  )
})

const unknown = { _tag: "Unknown" } as const

/** Acts on exact names, after the lease was confirmed. */
const acting = <R>(
  ownership: Ownership.RestoreOwnership,
  act: Effect.Effect<void, StoreError, R>
): Effect.Effect<Work.RestoreFact, StoreError | Lost, R | Lease> =>
  Effect.as(Effect.andThen(Ownership.confirm(ownership), act), unknown)

/** A DELETE goes by the name: one whose answer is lost is remembered until it cannot be carried out any more. */
const remove = Effect.fnUntraced(function* (
  ownership: Ownership.RestoreOwnership,
  work: Work.RestoreWork,
  step: string,
  names: ReadonlyArray<string>
) {
  const indices = yield* Indices
  const sent = Work.deleting(work, yield* monotonicMillis)
  const lost = yield* Ref.make(false)
  const act = Effect.tapError(indices.delete(names), (error) => Ref.set(lost, isAmbiguous(error)))
  const after = yield* learning(sent, step, acting(ownership, act))
  return (yield* Ref.get(lost)) ? after : Work.deleteAnswered(after, work)
})

/** In place. Under another name nothing of the manifest has the name, and what is made is open and can be written. */
const release = Effect.fnUntraced(function* (
  ownership: Ownership.RestoreOwnership,
  work: Work.RestoreWork,
  names: ReadonlyArray<string>
) {
  const indices = yield* Indices
  const manifest = manifestFor(work.restore, ownership.held.scope.repository)
  const act = Effect.gen(function* () {
    const found = yield* manifest
    const kept = new Map(Option.getOrNull(found)?.indices.map((x) => [x.name, x]))
    const blocks = (name: string): ReadonlyArray<string> => {
      const index = kept.get(name)
      return index === undefined ? [] : blocksOf(index)
    }
    // As long as the mark is there, whoever goes on does all of it again: it goes last, in one act with the blocks.
    yield* indices.close(names.filter((x) => kept.get(x)?.closed === true))
    for (const some of Map.groupBy(names, (x) => blocks(x).join()).values())
      yield* indices.release(some, blocks(some[0] ?? ""))
  })
  return yield* learning(work, `opening ${names.length} restored indices for writes`, acting(ownership, act))
})

/** Those that a restore leaves out or overwrites. */
const blocksOf = ({ settings, writeBlocked }: ManifestIndex): ReadonlyArray<string> => [
  ...putOnAtTheEnd.filter((x) => settings[`index.blocks.${x}`] === "true"),
  ...(writeBlocked ? ["write"] : [])
]

const putTemplates = Effect.fnUntraced(function* (
  ownership: Ownership.RestoreOwnership,
  work: Work.RestoreWork
) {
  const indices = yield* Indices
  const { templates } = work.restore.plan
  return yield* learning(
    work,
    `putting ${Quantities.count(templates.length, "template or policy", "templates and policies")} back`,
    Effect.as(acting(ownership, indices.putTemplates(capturedOf(templates))), {
      _tag: "TemplatesPut" as const
    })
  )
})

const restore = Effect.fnUntraced(function* (
  ownership: Ownership.RestoreOwnership,
  work: Work.RestoreWork,
  { indices, part, stage }: Extract<RestoreAction, { readonly _tag: "Restore" }>
) {
  const recovery = yield* Recovery
  const { id, plan } = work.restore
  const step = `restoring snapshot [${plan.repository}:${part.snapshot}]`
  const sent = Work.asking(work, part.part, yield* monotonicMillis)
  const lost = yield* Ref.make(false)
  const ask = recovery
    .restore({
      repository: plan.repository,
      snapshot: part.snapshot,
      indices,
      namePrefix: namePrefixOf(plan, stage, id),
      mark: id,
      trial: stage === "drill",
      blocksLater: plan.manifestOf !== null && plan.manifestDrilledAt === null
    })
    .pipe(
      Effect.tapError((error) => Ref.set(lost, isAmbiguous(error))),
      Effect.map((answer): Work.RestoreFact =>
        answer._tag === "Accepted" ? unknown : { _tag: "Unavailable", step, reason: answer.reason }
      )
    )
  const after = yield* learning(sent, step, Effect.andThen(Ownership.confirm(ownership), ask))
  return (yield* Ref.get(lost)) ? after : Work.answered(after)
})

/**
 * Before anything is deleted: a deletion that was recorded before this look would take the snapshots away; one that is recorded later finds this
 * restore open, and is withdrawn.
 */
const isBeingDeleted = Effect.fnUntraced(function* ({ plan }: Restore.Restore) {
  const journal = yield* Journal
  const entry = yield* journal.read(JournalEntry.keyOf(plan.repository, plan.component, plan.backupId))
  return Option.exists(entry, (x) => Option.isSome(x.deletion))
})

const beginDeletes = Effect.fnUntraced(function* (
  ownership: Ownership.RestoreOwnership,
  work: Work.RestoreWork
) {
  const step = "looking whether the backup is being deleted"
  const looked = yield* learning(
    work,
    step,
    Effect.map(isBeingDeleted(work.restore), (deleted): Work.RestoreFact =>
      deleted ? { _tag: "Refused", step, reason: "It is." } : unknown
    )
  )
  return looked.fact._tag === "Unknown" ? yield* record(ownership, looked, { _tag: "DeletesBegun" }) : looked
})

const record = Effect.fnUntraced(function* (
  ownership: Ownership.RestoreOwnership,
  work: Work.RestoreWork,
  event: Restore.RestoreEvent
) {
  const written = yield* learning(
    work,
    "writing the journal",
    Effect.as(Ownership.write(ownership, event), unknown)
  )
  return written.fact._tag === "Unknown" ? Work.recorded(written, yield* Ref.get(ownership.restore)) : written
})

const compare = Effect.fnUntraced(function* (
  ownership: Ownership.RestoreOwnership,
  work: Work.RestoreWork,
  stage: Stage
) {
  const { repository } = ownership.held.scope
  return yield* learning(
    work,
    "comparing what was restored",
    Effect.map(compareStage(work.restore, stage, repository), (comparison) => ({
      _tag: "Compared" as const,
      comparison
    }))
  )
})

/** Every action but the end, which `runRestore` records. */
export const actRestore = (
  ownership: Ownership.RestoreOwnership,
  work: Work.RestoreWork,
  action: Exclude<RestoreAction, { readonly _tag: "End" }>
): RestoreActed =>
  Match.valueTags(action, {
    Look: () => look(work),
    Record: ({ event }) =>
      event._tag === "DeletesBegun" ? beginDeletes(ownership, work) : record(ownership, work, event),
    Delete: ({ names }) =>
      remove(
        ownership,
        work,
        `deleting ${Quantities.count(names.length, "index", "indices")} of the plan`,
        names
      ),
    Restore: (x) => restore(ownership, work, x),
    Compare: ({ stage }) => compare(ownership, work, stage),
    Release: ({ names }) => release(ownership, work, names),
    PutTemplates: () => putTemplates(ownership, work),
    Drop: ({ names }) =>
      remove(
        ownership,
        work,
        `dropping ${Quantities.count(names.length, "index", "indices")} of the drill`,
        names
      ),
    GiveUp: ({ verdict }) => Effect.succeed(Work.withVerdict(work, verdict))
  })
