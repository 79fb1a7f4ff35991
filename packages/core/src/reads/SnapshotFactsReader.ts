/** Facts about finished snapshots, each read once: the snapshot of a uuid never changes. */
import { Context, Effect, Layer } from "effect"
import type { Backup } from "../domain/Backup.ts"
import type { ReadError } from "../domain/BackupError.ts"
import type { Component } from "../domain/Component.ts"
import type { SnapshotFacts } from "../domain/SnapshotFacts.ts"
import { SnapshotStore } from "../ports/SnapshotStore.ts"
import { Settings, configuredRepository } from "../config/Settings.ts"

/** The facts about the snapshot of a uuid, where they are known. */
export type FactsOf = (uuid: string) => SnapshotFacts | undefined

/** Facts about finished snapshots. */
export class SnapshotFactsReader extends Context.Service<
  SnapshotFactsReader,
  {
    readonly of: (backup: Backup) => Effect.Effect<FactsOf, ReadError>
    /** Of several backups of one component; those that are not known yet are read together. */
    readonly ofAll: (
      component: Component,
      backups: ReadonlyArray<Backup>
    ) => Effect.Effect<FactsOf, ReadError>
  }
>()("@camunda-backup/core/reads/SnapshotFactsReader") {}

/** How many snapshots are remembered; the oldest are dropped. */
const keep = 2000

export const layer: Layer.Layer<SnapshotFactsReader, never, SnapshotStore | Settings> = Layer.effect(
  SnapshotFactsReader,
  Effect.gen(function* () {
    const store = yield* SnapshotStore
    const settings = yield* Settings
    const known = new Map<string, SnapshotFacts>()

    const remember = (facts: SnapshotFacts): void => {
      if (facts.endTime === null) return
      known.set(facts.uuid, facts)
      for (const oldest of known.keys()) {
        if (known.size <= keep) return
        known.delete(oldest)
      }
    }

    const isKnown = ({ snapshots }: Backup): boolean =>
      snapshots.every((x) => x.state === "IN_PROGRESS" || x.damaged || known.has(x.uuid))

    const ofAll = Effect.fnUntraced(
      function* (component: Component, backups: ReadonlyArray<Backup>) {
        const repository = yield* configuredRepository()
        const wanted = backups.filter((x) => !isKnown(x)).map((x) => x.backupId)
        if (wanted.length === 0) return (uuid: string) => known.get(uuid)
        const found = yield* store.describe(repository, component, wanted)
        const now = new Map(found.map((x) => [x.uuid, x]))
        for (const facts of found) remember(facts)
        return (uuid: string) => now.get(uuid) ?? known.get(uuid)
      },
      Effect.provideService(Settings, settings)
    )

    return SnapshotFactsReader.of({ ofAll, of: (backup) => ofAll(backup.component, [backup]) })
  })
)
