/** Restores in place that somebody has to see to: they did not end well, and no later one of the component did. */
import {
  Component,
  Indices,
  Restore,
  RestoreApi,
  RestorePlan,
  type RestoreSummary
} from "@camunda-backup/core"
import { Effect, Option } from "effect"

type Summary = RestoreSummary.RestoreSummary

/** One of them. */
export interface Unrestored {
  readonly summary: Summary
  /** Indices may be gone. */
  readonly hasDeleted: boolean
  /** Indices of its plan that are not there, or not with all their primaries; `null`: not known. */
  readonly missing: ReadonlyArray<string> | null
  /** Another restore of the component runs now. */
  readonly isOvertaken: boolean
}

/** Of each component so many are looked into: of several that failed one after the other, the one that deleted says what is missing. */
const mostLookedAt = 3

/** In place, since the last one that ended well. `restores`: newest first. */
export const openEnds = (restores: ReadonlyArray<Summary>): ReadonlyArray<Summary> => {
  const inPlace = restores.filter((x) => x.target === "InPlace")
  const well = inPlace.findIndex((x) => x.state === "Completed")
  return (well === -1 ? inPlace : inPlace.slice(0, well)).filter((x) => x.state !== "Running")
}

const missingOf = (restore: Restore.Restore): Effect.Effect<ReadonlyArray<string> | null, never, Indices> => {
  const names = RestorePlan.indicesOf(restore.plan).map((x) => x.name)
  return Indices.use(({ look }) => look(names)).pipe(
    Effect.map((found) => {
      const there = new Set(
        found
          .filter((x) => x.kind === "index" && !(x.mark === restore.id && x.open && x.documents === null))
          .map((x) => x.name)
      )
      return names.filter((x) => !there.has(x))
    }),
    Effect.orElseSucceed(() => null)
  )
}

const ofComponent = Effect.fnUntraced(function* (
  restores: ReadonlyArray<Summary>
): Effect.fn.Return<Option.Option<Unrestored>, never, RestoreApi | Indices> {
  const ends = openEnds(restores)
  const api = yield* RestoreApi
  const found = yield* Effect.forEach(ends.slice(0, mostLookedAt), (summary) =>
    Effect.map(Effect.option(api.status(summary.id)), (status) =>
      Option.map(status, ({ restore }) => ({ summary, restore }))
    )
  )
  const known = found.flatMap(Option.toArray)
  const isOvertaken = restores.some((x) => x.target === "InPlace" && x.state === "Running")
  const deleted = known.find((x) => Restore.hasDeleted(x.restore))
  if (deleted !== undefined)
    return Option.some({
      summary: deleted.summary,
      hasDeleted: true,
      missing: yield* missingOf(deleted.restore),
      isOvertaken
    })
  // Who stops one before it has deleted anything has what they wanted.
  const failed = known.find((x) => x.summary.state !== "Stopped")
  return failed === undefined
    ? Option.none()
    : Option.some({ summary: failed.summary, hasDeleted: false, missing: [], isOvertaken })
})

/** At most one of each component. `restores`: newest first, of all components. */
export const readUnrestored = (restores: ReadonlyArray<Summary>) =>
  Effect.map(
    Effect.forEach(Component.all, (x) => ofComponent(restores.filter((y) => y.component === x)), {
      concurrency: "unbounded"
    }),
    (found) => found.flatMap(Option.toArray)
  )
