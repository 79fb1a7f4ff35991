/**
 * How long the parts of earlier backups took. Looked up once per running backup, in the background, because that needs a list; until then there is
 * no estimate.
 */
import { Clock, Context, Effect, Layer } from "effect"
import type { Backup } from "../domain/Backup.ts"
import { startedAt } from "../domain/BackupDetails.ts"
import type { ReadError } from "../domain/BackupError.ts"
import type { Component } from "../domain/Component.ts"
import * as ListPattern from "../domain/ListPattern.ts"
import { earlierBackups } from "../domain/Progress.ts"
import { BackupLists } from "./BackupLists.ts"
import { SnapshotFactsReader } from "./SnapshotFactsReader.ts"

/** Durations by part number, newest backup first. */
export type Durations = ReadonlyMap<number, ReadonlyArray<number>>

export class PartDurations extends Context.Service<
  PartDurations,
  { readonly before: (backup: Backup) => Effect.Effect<Durations> }
>()("@camunda-backup/core/reads/PartDurations") {}

interface Looked {
  readonly backupId: bigint
  readonly at: number
  readonly durations: Durations | null
}

const againAfterMillis = 60_000

export const layer: Layer.Layer<PartDurations, never, BackupLists | SnapshotFactsReader> = Layer.effect(
  PartDurations,
  Effect.gen(function* () {
    const lists = yield* BackupLists
    const reader = yield* SnapshotFactsReader
    const scope = yield* Effect.scope
    const looked = new Map<Component, Looked>()

    const find = Effect.fnUntraced(function* ({
      component,
      backupId
    }: Backup): Effect.fn.Return<Durations, ReadError> {
      const all = yield* lists.list(component, { pattern: ListPattern.everything, verbose: true })
      const earlier = all
        .filter((x) => x.state === "COMPLETED" && x.backupId !== backupId)
        .toSorted((a, b) => (startedAt(b) ?? 0) - (startedAt(a) ?? 0))
        .slice(0, earlierBackups)
      const durations = new Map<number, Array<number>>()
      for (const backup of earlier) {
        const facts = yield* reader.of(backup)
        for (const { uuid, part, startTime } of backup.snapshots) {
          const ended = facts(uuid)?.endTime ?? null
          if (ended === null || startTime === null) continue
          const known = durations.get(part)
          if (known === undefined) durations.set(part, [ended - startTime])
          else known.push(ended - startTime)
        }
      }
      return durations
    })

    return PartDurations.of({
      before: Effect.fnUntraced(function* (backup) {
        const { component, backupId } = backup
        const now = yield* Clock.currentTimeMillis
        const known = looked.get(component)
        const mine = known?.backupId === backupId ? known : undefined
        if (mine === undefined || (mine.durations === null && now - mine.at > againAfterMillis)) {
          looked.set(component, { backupId, at: now, durations: null })
          yield* find(backup).pipe(
            Effect.map((durations) => void looked.set(component, { backupId, at: now, durations })),
            // Only an estimate depends on it.
            Effect.ignore,
            Effect.forkIn(scope)
          )
        }
        return mine?.durations ?? new Map<number, ReadonlyArray<number>>()
      })
    })
  })
)
