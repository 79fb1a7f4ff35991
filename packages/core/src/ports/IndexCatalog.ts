/** Which indices, aliases and data streams exist in Elasticsearch. */
import { Context, type Effect } from "effect"
import type { StoreError } from "../domain/BackupError.ts"
import type { Catalog } from "../domain/IndexExpression.ts"

/** Which indices and aliases exist. */
export class IndexCatalog extends Context.Service<
  IndexCatalog,
  {
    /**
     * Everything whose name begins with `{indexPrefix}-`, open, closed and hidden; and the aliases and data streams so named with the indices
     * behind them. Whether an alias is hidden is told where a wildcard that ends with `_*` could select otherwise for it.
     */
    readonly list: (indexPrefix: string) => Effect.Effect<Catalog, StoreError>
    /** How many documents the indices under the prefix hold; of what is closed nothing is told. Needs the privilege `monitor`. */
    readonly documents: (indexPrefix: string) => Effect.Effect<ReadonlyMap<string, number>, StoreError>
  }
>()("@camunda-backup/core/ports/IndexCatalog") {}
