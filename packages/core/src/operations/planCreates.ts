import { Effect, Result } from "effect"
import type { Settings } from "../config/Settings.ts"
import type { Annotation } from "../domain/Annotation.ts"
import type { BackupId } from "../domain/BackupId.ts"
import type { Component } from "../domain/Component.ts"
import type { PlannedCreate } from "../domain/PlannedCreate.ts"
import type { IndexCatalog } from "../ports/IndexCatalog.ts"
import type { Journal } from "../ports/Journal.ts"
import type { Lease } from "../ports/Lease.ts"
import type { RestoreJournal } from "../ports/RestoreJournal.ts"
import type { SnapshotStore } from "../ports/SnapshotStore.ts"
import { planCreate } from "./planCreate.ts"

/** The plan of each component, or why it would be refused: a refusal of one does not hide the plan of another. */
export const planCreates = (
  components: ReadonlyArray<Component>,
  backupId: BackupId,
  annotation?: Annotation
): Effect.Effect<
  ReadonlyArray<PlannedCreate>,
  never,
  Settings | SnapshotStore | IndexCatalog | Journal | RestoreJournal | Lease
> =>
  Effect.forEach(
    components,
    (component) =>
      Effect.map(Effect.result(planCreate(component, backupId, annotation)), (result): PlannedCreate =>
        Result.isFailure(result)
          ? { component, result: Result.fail(result.failure), inNoPart: [] }
          : {
              component,
              result: Result.succeed(
                result.success.parts.map(({ snapshot, indices }) => ({ snapshot, indices }))
              ),
              inNoPart: result.success.inNoPart ?? []
            }
      ),
    { concurrency: "unbounded" }
  )
