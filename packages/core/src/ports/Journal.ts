/**
 * What was meant and how it ended: one record an attempt. The repository stays the truth about what exists; without the journal backups
 * can still be listed, read and deleted, only "between two parts" and the reasons of failures are then unknown.
 */
import { Context, type Effect, type Option } from "effect"
import type { Attempt, AttemptId, End } from "../domain/Attempt.ts"
import type { BackupId } from "../domain/BackupId.ts"
import type { Component } from "../domain/Component.ts"

export class Journal extends Context.Service<
  Journal,
  {
    /** Records an attempt with its whole plan. Must be durable before the first part is asked for. */
    readonly begin: (attempt: Attempt) => Effect.Effect<void>
    /** Records how an attempt ended. The first end stays: later ones are ignored. */
    readonly end: (id: AttemptId, at: number, how: End) => Effect.Effect<void>
    /** The latest attempt of a backup. */
    readonly latest: (component: Component, backupId: BackupId) => Effect.Effect<Option.Option<Attempt>>
    /** The latest attempt of each backup of a component. */
    readonly latestOfAll: (component: Component) => Effect.Effect<ReadonlyMap<BackupId, Attempt>>
    /** Forgets the attempts of a backup that was deleted, so that the id is free and unknown again. */
    readonly forget: (component: Component, backupId: BackupId) => Effect.Effect<void>
  }
>()("@camunda-backup/core/ports/Journal") {}
