import { Effect } from "effect"
import { StoreRejected } from "../domain/BackupError.ts"
import { inexactNames } from "../domain/restore/exactName.ts"

/** Fails, before anything is sent, unless each is the exact name of one index. */
export const exactNames = (
  operation: string,
  names: ReadonlyArray<string>
): Effect.Effect<void, StoreRejected> => {
  const inexact = inexactNames(names)
  return inexact.length === 0
    ? Effect.void
    : Effect.fail(
        new StoreRejected({
          operation,
          status: 400,
          type: "inexact_index_name",
          reason: `Not the exact name of one index: [${inexact.join("] [")}]. Nothing was sent to Elasticsearch.`
        })
      )
}
