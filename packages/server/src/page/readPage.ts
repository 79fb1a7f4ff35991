/** One look at everything that the page shows and that changes by the minute. */
import type { BackupState } from "@camunda-backup/core"
import {
  type Backup,
  BackupApi,
  type BackupDetails,
  type BackupError,
  BackupGroup,
  Component,
  type FactsOf,
  type Indices,
  ListPattern,
  RestoreApi,
  SchedulesApi,
  type Services,
  SnapshotFactsReader,
  Standing
} from "@camunda-backup/core"
import { Clock, Effect, Option } from "effect"
import type { ComponentFacts, Drills, PageFacts } from "./PageFacts.ts"
import { readUnrestored } from "./unrestored.ts"

/** So many backups are drawn and listed, and so many restores. */
export const shown = { groups: 30, restores: 5, missed: 5 } as const

type List = readonly [component: Component.Component, backups: ReadonlyArray<Backup.Backup>]

const readList = (component: Component.Component): Effect.Effect<List, BackupError.ReadError, BackupApi> =>
  BackupApi.use(({ list }) =>
    Effect.map(list(component, { pattern: ListPattern.everything, verbose: true }), (x) => [component, x])
  )

const ofComponent = ([component, backups]: List): ComponentFacts => {
  const newestFirst = BackupGroup.groupById(backups).flatMap((x) => x.backups)
  const counts = new Map<BackupState.BackupState, number>()
  for (const { state } of backups) counts.set(state, (counts.get(state) ?? 0) + 1)
  return {
    component,
    states: {
      COMPLETED: counts.get("COMPLETED") ?? 0,
      FAILED: counts.get("FAILED") ?? 0,
      INCOMPATIBLE: counts.get("INCOMPATIBLE") ?? 0,
      IN_PROGRESS: counts.get("IN_PROGRESS") ?? 0,
      INCOMPLETE: counts.get("INCOMPLETE") ?? 0
    },
    newest: newestFirst[0] ?? null,
    lastGood: newestFirst.find((x) => x.state === "COMPLETED") ?? null
  }
}

const nothing: FactsOf = () => undefined

/** Only drawn and listed: without them the rest is told. */
const readFacts = Effect.fnUntraced(function* (
  groups: ReadonlyArray<BackupGroup.BackupGroup>
): Effect.fn.Return<FactsOf, never, SnapshotFactsReader> {
  const reader = yield* SnapshotFactsReader
  const all = yield* Effect.forEach(
    Component.all,
    (component) => {
      const own = groups.flatMap((x) => x.backups).filter((x) => x.component === component)
      return Effect.orElseSucceed(reader.ofAll(component, own), () => nothing)
    },
    { concurrency: "unbounded" }
  )
  return (uuid) => all.map((x) => x(uuid)).find((x) => x !== undefined)
})

const readDrills: Effect.Effect<Drills, never, RestoreApi> = RestoreApi.use(({ verifications }) =>
  Effect.forEach(
    Component.all,
    (component) => Effect.map(verifications(component), (x) => [component, x] as const),
    { concurrency: "unbounded" }
  )
).pipe(
  Effect.map((x): Drills => new Map(x)),
  Effect.orElseSucceed(() => null)
)

type Restores = Pick<PageFacts, "restores" | "restoring" | "unrestored">

const readRestores: Effect.Effect<Restores, never, RestoreApi | Indices> = RestoreApi.use((api) =>
  Effect.gen(function* () {
    const restores = yield* api.list(Component.all)
    const running = restores.filter((x) => x.state === "Running").slice(0, shown.restores)
    const found = yield* Effect.forEach(running, (x) => Effect.option(api.status(x.id)), {
      concurrency: "unbounded"
    })
    return {
      restores: restores.slice(0, shown.restores),
      restoring: found.flatMap(Option.toArray),
      unrestored: yield* readUnrestored(restores)
    }
  })
).pipe(Effect.orElseSucceed((): Restores => ({ restores: null, restoring: [], unrestored: [] })))

const readRunning = (
  running: ReadonlyArray<Backup.Backup>
): Effect.Effect<ReadonlyArray<BackupDetails.BackupDetails>, never, BackupApi> =>
  BackupApi.use(({ details }) =>
    Effect.map(
      Effect.forEach(running, (x) => Effect.option(details(x.component, x.backupId)), {
        concurrency: "unbounded"
      }),
      (found) => found.flatMap(Option.toArray)
    )
  )

/** Fails when the lists cannot be read; what else cannot is left out. */
export const readPage = Effect.fn("Page.read")(function* (): Effect.fn.Return<
  PageFacts,
  BackupError.ReadError,
  Services
> {
  const at = yield* Clock.currentTimeMillis
  const schedules = SchedulesApi.use(({ look }) => Effect.option(look))
  const first = yield* Effect.all(
    {
      lists: Effect.forEach(Component.all, readList, { concurrency: "unbounded" }),
      drills: readDrills,
      restores: readRestores,
      schedules
    },
    { concurrency: "unbounded" }
  )
  const all = BackupGroup.groupById(first.lists.flatMap(([, x]) => x))
  const components = Component.all
  const standing = Standing.of({ groups: all, components, findings: [], now: at, objectiveMillis: null })
  const groups = all.slice(0, shown.groups)
  const known = standing.lastGood === null ? groups : [...groups, standing.lastGood]
  const { factsOf, running } = yield* Effect.all(
    { factsOf: readFacts([...new Set(known)]), running: readRunning(standing.running) },
    { concurrency: "unbounded" }
  )
  const facts: PageFacts = {
    at,
    // Of thousands that failed a few say it, and the others are not kept in memory.
    standing: { ...standing, missed: standing.missed.slice(0, shown.missed) },
    components: first.lists.map(ofComponent),
    groups,
    total: all.length,
    factsOf,
    drills: first.drills,
    running,
    ...first.restores,
    schedules: Option.getOrNull(first.schedules)
  }
  return facts
})
