/**
 * Keeps what a restore will have to look like, while a backup is taken: shapes and counts of its indices, and the templates that go with them.
 *
 * Nothing of it may fail a backup, or hold it up for long: each look is bounded, and what could not be learned is said to be unknown. Counts are
 * taken before the first part, and then while the next part is being taken, so that the window of a part begins before it and ends after it.
 * The manifest is kept before the backup is called completed.
 */
import { Duration, Effect, Fiber, Option } from "effect"
import type { Attempt } from "../../domain/Attempt.ts"
import type { CapturedTemplates } from "../../domain/restore/CapturedTemplates.ts"
import type { IndexCount, IndexShape } from "../../domain/restore/IndexShape.ts"
import { manifestOf } from "../../domain/restore/manifestOf.ts"
import { Diagnostics } from "../../ports/Diagnostics.ts"
import { Indices } from "../../ports/Indices.ts"
import { RestoreJournal } from "../../ports/RestoreJournal.ts"

/** What one look may take; then it is given up. */
const lookWithin = Duration.seconds(5)

/** What does not change while a backup is taken, or is hoped not to. */
interface Surroundings {
  readonly elasticsearch: string | null
  readonly templates: CapturedTemplates | null
  readonly shapes: ReadonlyArray<IndexShape>
}

/** What a backup that runs has learned so far. */
export interface ManifestWatch {
  readonly attempt: Attempt
  /** As planned; of dated indices, those that existed then. */
  readonly names: ReadonlyArray<string>
  readonly surroundings: Fiber.Fiber<Surroundings>
  /** Counts before the first part, and after each one; empty when parts may have been there already. */
  readonly counts: Array<Fiber.Fiber<ReadonlyArray<IndexCount>>>
}

const orNothing = <A, E, R>(look: Effect.Effect<A, E, R>): Effect.Effect<Option.Option<A>, never, R> =>
  Effect.map(Effect.option(Effect.timeoutOption(look, lookWithin)), Option.flatten)

const count = Effect.fnUntraced(function* (names: ReadonlyArray<string>) {
  const indices = yield* Indices
  return Option.getOrElse(yield* orNothing(indices.counts(names)), (): ReadonlyArray<IndexCount> => [])
})

const shape = Effect.fnUntraced(function* (names: ReadonlyArray<string>) {
  const indices = yield* Indices
  return Option.getOrElse(yield* orNothing(indices.shapes(names)), (): ReadonlyArray<IndexShape> => [])
})

const lookAround = Effect.fnUntraced(function* (prefix: string, names: ReadonlyArray<string>) {
  const indices = yield* Indices
  const look = yield* Diagnostics
  const [elasticsearch, templates, shapes] = yield* Effect.all(
    [orNothing(look.version), orNothing(indices.templates(`${prefix}-`, null)), shape(names)],
    { concurrency: "unbounded" }
  )
  return {
    elasticsearch: Option.getOrNull(elasticsearch),
    templates: Option.getOrNull(templates),
    shapes
  } satisfies Surroundings
})

/**
 * Looks before the first part is begun. `resumed`: parts may be there already, and a count of now would be of another time than theirs; then
 * none is taken.
 */
export const begin = Effect.fnUntraced(function* (attempt: Attempt, resumed: boolean) {
  const names = attempt.plan.parts.flatMap((x) => x.indices)
  const surroundings = yield* Effect.forkChild(lookAround(attempt.plan.indexPrefix, names))
  const counts = resumed ? [] : [yield* Effect.forkChild(count(names))]
  for (const before of counts) yield* Fiber.await(before)
  const watch: ManifestWatch = { attempt, names, surroundings, counts }
  return watch
})

/** A part has ended; the look runs beside the next one. */
export const partEnded = Effect.fnUntraced(function* (watch: ManifestWatch) {
  if (watch.counts.length > 0) watch.counts.push(yield* Effect.forkChild(count(watch.names)))
})

/** Keeps the manifest of a backup whose parts are all there. `held`: the indices of each part, in order. */
export const keep = Effect.fnUntraced(function* (
  { attempt, counts, surroundings }: ManifestWatch,
  held: ReadonlyArray<ReadonlyArray<string>>
): Effect.fn.Return<void, never, Indices | RestoreJournal> {
  const { plan, repository } = attempt
  const journal = yield* RestoreJournal
  const [{ elasticsearch, shapes, templates }, after, counted] = yield* Effect.all(
    [Fiber.join(surroundings), shape(held.flat()), Effect.forEach(counts, (x) => Fiber.join(x))],
    { concurrency: "unbounded" }
  )
  const manifest = manifestOf({
    attempt,
    elasticsearch,
    templates,
    shapes: { before: shapes, after },
    counts: counted,
    held
  })
  const kept = yield* Effect.result(Effect.timeoutOption(journal.keep(repository, manifest), lookWithin))
  if (kept._tag === "Failure" || Option.isNone(kept.success))
    yield* Effect.logWarning(
      "what a restore has to look like could not be kept; a restore will compare less",
      {
        component: plan.component,
        backupId: plan.backupId.toString(),
        reason: kept._tag === "Failure" ? kept.failure.message : "it took too long"
      }
    )
})
