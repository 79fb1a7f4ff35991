import { Effect } from "effect"
import { StoreRejected } from "../domain/BackupError.ts"
import type { CapturedTemplates } from "../domain/restore/CapturedTemplates.ts"
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

/** Fails, before anything is sent, unless each is the exact name of one template or policy. Policies may have capital letters. */
export const exactTemplates = (
  operation: string,
  { componentTemplates, indexTemplates, policies }: CapturedTemplates
): Effect.Effect<void, StoreRejected> => {
  const names = [...componentTemplates, ...indexTemplates].map((x) => x.name)
  const inexact = inexactNames([...names, ...policies.map((x) => x.name.toLowerCase())])
  return inexact.length === 0
    ? Effect.void
    : Effect.fail(
        new StoreRejected({
          operation,
          status: 400,
          type: "inexact_template_name",
          reason: `Not the exact name of one template or policy: [${inexact.join("] [")}]. Nothing was sent to Elasticsearch.`
        })
      )
}
