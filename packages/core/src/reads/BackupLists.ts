/** All backups of a component, one read for many: what watches, remembers and compares them asks here. */
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
