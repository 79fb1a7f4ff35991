import { Effect } from "effect"
import type { BackupError } from "../domain/BackupError.ts"
import * as BackupPage from "../domain/BackupPage.ts"
import * as ListPattern from "../domain/ListPattern.ts"
import type { BackupApi } from "../ports/BackupApi.ts"

/** A page of the lists of all asked components; fails when one of them cannot be read. */
export const pageBackups = (
  api: BackupApi["Service"],
  query: BackupPage.Query
): Effect.Effect<BackupPage.Page, BackupError> =>
  Effect.map(
    Effect.forEach(
      query.components,
      (component) => api.list(component, { pattern: ListPattern.everything, verbose: true }),
      { concurrency: "unbounded" }
    ),
    (lists) => BackupPage.page(lists.flat(), query)
  )
