/** All backups of a component, one read shared by everything that watches, remembers or compares them. */
import { Context, type Effect } from "effect"
import type { Backup } from "../domain/Backup.ts"
import type { Component } from "../domain/Component.ts"
import type { ListOptions } from "../ports/BackupApi.ts"
import type { ReadError } from "../domain/BackupError.ts"

export class BackupLists extends Context.Service<
  BackupLists,
  {
    readonly list: (
      component: Component,
      options: ListOptions
    ) => Effect.Effect<ReadonlyArray<Backup>, ReadError>
  }
>()("@camunda-backup/core/reads/BackupLists") {}
