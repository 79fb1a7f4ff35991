/** Which indices, aliases and data streams exist in Elasticsearch. */
import { Context, type Effect } from "effect"
import type { StoreError } from "../domain/BackupError.ts"
import type { Catalog } from "../domain/IndexExpression.ts"

/** Which indices and aliases exist. */
export class IndexCatalog extends Context.Service<
  IndexCatalog,
  {
    /**
     * All indices whose names begin with `{indexPrefix}-`, open, closed and hidden; and the aliases and data streams of such names, with the indices
     * behind them. Whether an alias is hidden is only told where it changes what a wildcard ending in `_*` selects.
     */
    readonly list: (indexPrefix: string) => Effect.Effect<Catalog, StoreError>
    /** How many documents the indices under the prefix hold; closed indices are left out. Needs the privilege `monitor`. */
    readonly documents: (indexPrefix: string) => Effect.Effect<ReadonlyMap<string, number>, StoreError>
  }
>()("@camunda-backup/core/ports/IndexCatalog") {}
