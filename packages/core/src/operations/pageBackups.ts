import { Effect } from "effect"
import * as BackupPage from "../domain/BackupPage.ts"
import type { Backups } from "../ports/BackupApi.ts"
import type { ReadError } from "../domain/BackupError.ts"

/** A page of the lists of all asked components; fails when one of them cannot be read. */
export const pageBackups = (
  list: Backups["list"],
  query: BackupPage.Query
): Effect.Effect<BackupPage.Page, ReadError> =>
  Effect.map(
    Effect.forEach(
      query.components,
      (component) => list(component, { pattern: query.pattern, verbose: true }),
      { concurrency: "unbounded" }
    ),
    (lists) => BackupPage.page(lists.flat(), query)
  )
