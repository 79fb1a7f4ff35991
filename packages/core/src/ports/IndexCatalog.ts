/** Which indices and aliases exist in Elasticsearch. */
import { Context, type Effect } from "effect"
import type { StoreError } from "../domain/BackupError.ts"
import type { Catalog } from "../domain/IndexExpression.ts"

export class IndexCatalog extends Context.Service<
  IndexCatalog,
  {
    /** Everything whose name begins with `{indexPrefix}-`, open, closed and hidden; and the aliases so named with the indices behind them. */
    readonly list: (indexPrefix: string) => Effect.Effect<Catalog, StoreError>
  }
>()("@camunda-backup/core/ports/IndexCatalog") {}
