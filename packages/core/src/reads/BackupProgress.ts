/**
 * The progress of running backups. Remembers earlier looks at them, for the rate and to notice a stall, and how long the parts of earlier backups
 * took. It knows only what was looked at: the stall watch looks now and then, front ends as often as they like.
 */
import { Clock, Context, Duration, Effect, Layer, Option } from "effect"
import { Settings } from "../config/Settings.ts"
import * as Attempt from "../domain/Attempt.ts"
import type { Backup } from "../domain/Backup.ts"
import type { Part } from "../domain/BackupDetails.ts"
import type { StoreError } from "../domain/BackupError.ts"
import type { Component } from "../domain/Component.ts"
import * as Progress from "../domain/Progress.ts"
import type { SnapshotProgress } from "../domain/SnapshotFacts.ts"
import type { SnapshotName } from "../domain/SnapshotName.ts"
import { monotonicMillis } from "../ports/monotonicMillis.ts"
import { SnapshotStore } from "../ports/SnapshotStore.ts"
import { PartDurations } from "./PartDurations.ts"

export class BackupProgress extends Context.Service<
  BackupProgress,
  {
    readonly of: (
      repository: string,
      backup: Backup,
      parts: ReadonlyArray<Part>,
      attempt: Option.Option<Attempt.Attempt>
    ) => Effect.Effect<Progress.Progress, StoreError>
  }
>()("@camunda-backup/core/reads/BackupProgress") {}

interface Watched {
  readonly backupId: bigint
  readonly watch: Progress.Watch
  /** The stall that was logged. */
  readonly warnedOf: number | null
}

/** `_status` costs Elasticsearch more than a look at the state, and its numbers need not be as recent. */
const progressMillis = 1000

interface Asked {
  readonly at: number
  readonly snapshot: string
  readonly seen: Option.Option<SnapshotProgress>
}

const isDone = (part: Part): boolean => part.state === "SUCCESS"

export const layer: Layer.Layer<BackupProgress, never, Settings | SnapshotStore | PartDurations> =
  Layer.effect(
    BackupProgress,
    Effect.gen(function* () {
      const stallAfterMillis = Duration.toMillis((yield* Settings).stallAfter)
      const store = yield* SnapshotStore
      const durations = yield* PartDurations
      // Only one backup of a component runs at a time.
      const watched = new Map<Component, Watched>()
      const asked = new Map<Component, Asked>()

      const progressOf = Effect.fnUntraced(function* (
        repository: string,
        component: Component,
        snapshot: SnapshotName
      ) {
        const at = yield* monotonicMillis
        const known = asked.get(component)
        if (known?.snapshot === snapshot && at - known.at < progressMillis) return known.seen
        const seen = yield* store.progress(repository, component, snapshot)
        asked.set(component, { at, snapshot, seen })
        return seen
      })

      const currentOf = Effect.fnUntraced(function* (
        repository: string,
        { component }: Backup,
        parts: ReadonlyArray<Part>
      ) {
        const running = parts.find((x) => x.state === "IN_PROGRESS")
        if (running === undefined) return null
        const seen = yield* progressOf(repository, component, running.snapshot)
        const { part, snapshot, startedAt } = running
        return Option.match(seen, {
          onNone: () => null,
          onSome: (x): Progress.Current => ({ ...x, part, snapshot, startedAt })
        })
      })

      const lookAt = Effect.fnUntraced(function* (
        { component, backupId }: Backup,
        partsDone: number,
        current: Progress.Current | null,
        heardAt: number,
        now: number
      ) {
        const known = Option.filter(
          Option.fromNullishOr(watched.get(component)),
          (x) => x.backupId === backupId
        )
        const watch = Progress.look(
          Option.map(known, (x) => x.watch),
          {
            at: now,
            snapshot: current?.snapshot ?? null,
            partsDone,
            shards: current?.shards.done ?? 0,
            files: current?.files.done ?? 0,
            bytes: current?.bytes.done ?? 0
          }
        )
        const stalledSince = Progress.stalledSince(watch, heardAt, now, stallAfterMillis)
        if (stalledSince !== null && !Option.exists(known, (x) => x.warnedOf === stalledSince))
          yield* Effect.logWarning(
            "nothing of the running part was finished for longer than CAMUNDA_BACKUP_STALL_AFTER",
            {
              component,
              backupId: backupId.toString(),
              snapshot: current?.snapshot ?? null,
              stalledMillis: now - stalledSince
            }
          )
        watched.set(component, { backupId, watch, warnedOf: stalledSince })
        return { watch, stalledSince }
      })

      return BackupProgress.of({
        of: Effect.fnUntraced(function* (repository, backup, parts, attempt) {
          const amount = { done: parts.filter(isDone).length, total: parts.length }
          const known = { current: null, bytesPerSecond: null, remainingMillis: null, stalledSince: null }
          if (backup.state !== "IN_PROGRESS") return { parts: amount, ...known }
          const current = yield* currentOf(repository, backup, parts)
          const now = yield* Clock.currentTimeMillis
          const heardAt = Option.match(attempt, { onNone: () => 0, onSome: Attempt.lastHeardOf })
          const { watch, stalledSince } = yield* lookAt(backup, amount.done, current, heardAt, now)
          const running =
            current === null || current.startedAt === null
              ? null
              : { part: current.part, forMillis: Math.max(0, now - current.startedAt) }
          const remainingMillis = Progress.remaining({
            parts: parts.filter((x) => !isDone(x)).map((x) => x.part),
            running,
            earlier: yield* durations.before(backup)
          })
          return {
            parts: amount,
            current,
            bytesPerSecond: Progress.rate(watch),
            remainingMillis,
            stalledSince
          }
        })
      })
    })
  )
