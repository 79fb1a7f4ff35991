/** Requests for several components, made of one request per component, the same wherever they are carried out. */
import { Effect } from "effect"
import type { Annotation } from "../domain/Annotation.ts"
import type { ReadError } from "../domain/BackupError.ts"
import type { BackupId } from "../domain/BackupId.ts"
import * as BackupPage from "../domain/BackupPage.ts"
import type { Component } from "../domain/Component.ts"
import type { Created } from "../domain/CreateOutcome.ts"
import type { Backups } from "./BackupApi.ts"

/** Creates a backup of each under one id, concurrently. A refusal is an outcome, so that one component's does not hide another's acceptance. */
export const createEach = <Transport>(
  create: Backups<Transport>["create"],
  components: ReadonlyArray<Component>,
  backupId: BackupId,
  annotation?: Annotation
): Effect.Effect<Created<Transport>> =>
  Effect.map(
    Effect.forEach(
      components,
      (component) =>
        Effect.map(Effect.result(create(component, backupId, annotation)), (result) => ({
          component,
          result
        })),
      { concurrency: "unbounded" }
    ),
    (outcomes) => ({ backupId, outcomes })
  )

/** A page over the lists of all requested components; fails when one of them cannot be read. */
export const pageOfLists = <Transport>(
  list: Backups<Transport>["list"],
  query: BackupPage.Query
): Effect.Effect<BackupPage.Page, ReadError | Transport> =>
  Effect.map(
    Effect.forEach(
      query.components,
      (component) => list(component, { pattern: query.pattern, verbose: true }),
      { concurrency: "unbounded" }
    ),
    (lists) => BackupPage.page(lists.flat(), query)
  )
