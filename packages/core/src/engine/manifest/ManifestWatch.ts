/**
 * Keeps what a restore will have to look like, while a backup is taken: shapes and counts of its indices, and the templates that go with them.
 *
 * Nothing of it may hold up or fail a backup: each look is bounded, and what could not be learned is said to be unknown. Counts are taken
 * before the first part, and then while the next part is being taken, so that the window of a part begins before it and ends after it.
 */
import { Duration, Effect, Fiber, Option } from "effect"
import type { Attempt } from "../../domain/Attempt.ts"
import type { IndexCount, IndexShape } from "../../domain/restore/IndexShape.ts"
import { manifestOf } from "../../domain/restore/manifestOf.ts"
import { Diagnostics } from "../../ports/Diagnostics.ts"
import { Indices } from "../../ports/Indices.ts"
import { RestoreJournal } from "../../ports/RestoreJournal.ts"

/** What one look may take; then it is given up. */
const lookWithin = Duration.seconds(5)

/** What a backup that runs has learned so far. */
export interface ManifestWatch {
  readonly attempt: Attempt
  readonly shapes: Fiber.Fiber<ReadonlyArray<IndexShape>>
  /** Counts before the first part, and after each one. */
  readonly counts: Array<Fiber.Fiber<ReadonlyArray<IndexCount>>>
  readonly counting: boolean
}

type Services = Indices | RestoreJournal | Diagnostics

const orNothing = <A, E, R>(look: Effect.Effect<A, E, R>): Effect.Effect<Option.Option<A>, never, R> =>
  Effect.option(Effect.timeoutOrElse(look, { duration: lookWithin, orElse: () => Effect.interrupt })).pipe(
    Effect.catchCause(() => Effect.succeedNone)
  )

const open = Effect.fnUntraced(function* (prefix: string) {
  const indices = yield* Indices
  return (yield* indices.under(`${prefix}-`)).filter((x) => x.open).map((x) => x.name)
})

const count = (prefix: string): Effect.Effect<ReadonlyArray<IndexCount>, never, Indices> =>
  Effect.gen(function* () {
    const indices = yield* Indices
    return yield* indices.counts(yield* open(prefix))
  }).pipe(orNothing, Effect.map(Option.getOrElse((): ReadonlyArray<IndexCount> => [])))

const shape = (prefix: string): Effect.Effect<ReadonlyArray<IndexShape>, never, Indices> =>
  Effect.gen(function* () {
    const indices = yield* Indices
    return yield* indices.shapes((yield* indices.under(`${prefix}-`)).map((x) => x.name))
  }).pipe(orNothing, Effect.map(Option.getOrElse((): ReadonlyArray<IndexShape> => [])))

/**
 * Looks before the first part is begun. `resumed`: parts may be there already, and a count of now would be of another time than theirs; then
 * none is taken.
 */
export const begin = Effect.fnUntraced(function* (attempt: Attempt, resumed: boolean) {
  const prefix = attempt.plan.indexPrefix
  const shapes = yield* Effect.forkChild(shape(prefix))
  if (resumed) return { attempt, shapes, counts: [], counting: false } satisfies ManifestWatch
  const before = yield* Effect.forkChild(count(prefix))
  yield* Fiber.join(before)
  return { attempt, shapes, counts: [before], counting: true } satisfies ManifestWatch
})

/** A part has ended; the look runs beside the next one. */
export const partEnded = Effect.fnUntraced(function* (watch: ManifestWatch) {
  if (watch.counting) watch.counts.push(yield* Effect.forkChild(count(watch.attempt.plan.indexPrefix)))
})

/** Keeps the manifest of a backup whose parts are all there. `held`: the indices of each part, in order. */
export const keep = Effect.fnUntraced(function* (
  { attempt, counts, shapes }: ManifestWatch,
  held: ReadonlyArray<ReadonlyArray<string>>
): Effect.fn.Return<void, never, Services> {
  const { plan, repository } = attempt
  const indices = yield* Indices
  const journal = yield* RestoreJournal
  const look = yield* Diagnostics
  const [elasticsearch, templates, before, after, counted] = yield* Effect.all(
    [
      orNothing(look.version),
      orNothing(indices.templates(`${plan.indexPrefix}-`)),
      Fiber.join(shapes),
      shape(plan.indexPrefix),
      Effect.forEach(counts, (x) => Fiber.join(x))
    ],
    { concurrency: "unbounded" }
  )
  const manifest = manifestOf({
    attempt,
    elasticsearch: Option.getOrNull(elasticsearch),
    templates: Option.getOrNull(templates),
    shapes: { before, after },
    counts: counted,
    held
  })
  yield* journal.keep(repository, manifest).pipe(
    Effect.catch((error) =>
      Effect.logWarning("what a restore has to look like could not be kept; a restore will compare less", {
        component: plan.component,
        backupId: plan.backupId.toString(),
        reason: error.message
      })
    )
  )
})
