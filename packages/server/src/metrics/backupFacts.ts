/** What the metrics of backups are made of: one look at lists, progress and drills. */
import {
  type Backup,
  BackupApi,
  BackupDetails,
  type BackupError,
  BackupGroup,
  type BackupState,
  Component,
  ListPattern,
  RestoreApi
} from "@camunda-backup/core"
import { Effect, Option } from "effect"

/** Of one component. Times are seconds since 1970; `null`: there is none, or it is not known. */
export interface ComponentFacts {
  readonly component: Component.Component
  readonly states: Readonly<Record<BackupState.BackupState, number>>
  readonly lastSuccess: number | null
  readonly lastSuccessSeconds: number | null
  readonly lastSuccessBytes: number | null
  readonly lastVerified: number | null
  readonly lastSuccessIsVerified: boolean
  readonly newestFailed: boolean
  readonly running: boolean
  readonly progress: number | null
  readonly stalled: boolean
}

/** Of all. */
export interface BackupFacts {
  readonly components: ReadonlyArray<ComponentFacts>
  /** When the newest id began that is COMPLETED in every component. */
  readonly lastComplete: number | null
}

const seconds = (millis: number | null): number | null => (millis === null ? null : millis / 1000)

const statesOf = (backups: ReadonlyArray<Backup.Backup>): ComponentFacts["states"] => ({
  COMPLETED: backups.filter((x) => x.state === "COMPLETED").length,
  FAILED: backups.filter((x) => x.state === "FAILED").length,
  INCOMPATIBLE: backups.filter((x) => x.state === "INCOMPATIBLE").length,
  IN_PROGRESS: backups.filter((x) => x.state === "IN_PROGRESS").length,
  INCOMPLETE: backups.filter((x) => x.state === "INCOMPLETE").length
})

const sumOrNull = (values: ReadonlyArray<number | null>): number | null =>
  values.reduce<number | null>((sum, x) => (sum === null || x === null ? null : sum + x), 0)

/** What details are not known for now, the list still tells most of. */
const detailsOf = (component: Component.Component, backup: Backup.Backup | undefined) =>
  backup === undefined
    ? Effect.succeed(null)
    : BackupApi.use((api) => Effect.option(api.details(component, backup.backupId))).pipe(
        Effect.map(Option.getOrNull)
      )

const ofComponent = Effect.fnUntraced(function* (
  component: Component.Component,
  backups: ReadonlyArray<Backup.Backup>
) {
  const restores = yield* RestoreApi
  const newestFirst = BackupGroup.groupById(backups).flatMap((x) => x.backups)
  const good = newestFirst.find((x) => x.state === "COMPLETED")
  const running = newestFirst.find((x) => x.state === "IN_PROGRESS")
  const ended = newestFirst.find((x) => x.state !== "IN_PROGRESS")
  const [last, now, verifications] = yield* Effect.all(
    [
      detailsOf(component, good),
      detailsOf(component, running),
      Effect.option(restores.verifications(component))
    ],
    { concurrency: "unbounded" }
  )
  const verified = [...Option.getOrElse(verifications, () => new Map()).values()].filter(
    (x) => x.result === "verified"
  )
  const progress = now?.progress ?? null
  const facts: ComponentFacts = {
    component,
    states: statesOf(backups),
    lastSuccess: seconds(good === undefined ? null : BackupDetails.startedAt(good)),
    lastSuccessSeconds:
      last === null || last.startedAt === null || last.finishedAt === null
        ? null
        : (last.finishedAt - last.startedAt) / 1000,
    lastSuccessBytes: last === null ? null : sumOrNull(last.parts.map((x) => x.bytes)),
    lastVerified: verified.length === 0 ? null : Math.max(...verified.map((x) => x.at)) / 1000,
    lastSuccessIsVerified: last !== null && Option.exists(last.verified, (x) => x.result === "verified"),
    newestFailed: ended !== undefined && ended.state !== "COMPLETED",
    running: running !== undefined,
    progress:
      progress === null || progress.parts.total === 0 ? null : progress.parts.done / progress.parts.total,
    stalled: progress !== null && progress.stalledSince !== null
  }
  return facts
})

/** One look; fails when the lists cannot be read. */
export const backupFacts = Effect.fnUntraced(function* (): Effect.fn.Return<
  BackupFacts,
  BackupError.ReadError,
  BackupApi | RestoreApi
> {
  const api = yield* BackupApi
  const lists = yield* Effect.forEach(
    Component.all,
    (component) =>
      Effect.map(api.list(component, { pattern: ListPattern.everything, verbose: true }), (backups) => ({
        component,
        backups
      })),
    { concurrency: "unbounded" }
  )
  const whole = BackupGroup.lastGood(BackupGroup.groupById(lists.flatMap((x) => x.backups)), Component.all)
  const facts: BackupFacts = {
    components: yield* Effect.forEach(lists, (x) => ofComponent(x.component, x.backups), {
      concurrency: "unbounded"
    }),
    lastComplete: seconds(whole?.startedAt ?? null)
  }
  return facts
})
