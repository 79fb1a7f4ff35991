import { Effect, Layer } from "effect"
import { type StoreError, StoreUnavailable } from "../../domain/BackupError.ts"
import { IndexCatalog } from "../../ports/IndexCatalog.ts"
import { MemoryElasticsearch } from "./MemoryElasticsearch.ts"

/** `IndexCatalog` over `MemoryElasticsearch`. */
export const layer: Layer.Layer<IndexCatalog, never, MemoryElasticsearch> = Layer.effect(
  IndexCatalog,
  Effect.map(MemoryElasticsearch, (state) => {
    const reached = <A>(read: () => A): Effect.Effect<A, StoreError> =>
      Effect.suspend(() =>
        state.reachable
          ? Effect.sync(read)
          : Effect.fail(
              new StoreUnavailable({
                operation: "listing indices",
                reason: "connection refused",
                ambiguous: false
              })
            )
      )
    return IndexCatalog.of({
      list: (indexPrefix) =>
        reached(() => ({
          indices: state.catalog.indices.filter((x) => x.name.startsWith(`${indexPrefix}-`)),
          aliases: state.catalog.aliases.filter((x) => x.name.startsWith(`${indexPrefix}-`))
        })),
      documents: () => reached(() => new Map<string, number>())
    })
  })
)
