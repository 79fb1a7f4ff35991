import { Effect, Layer } from "effect"
import { StoreUnavailable } from "../../domain/BackupError.ts"
import { IndexCatalog } from "../../ports/IndexCatalog.ts"
import { MemoryElasticsearch } from "./MemoryElasticsearch.ts"

/** `IndexCatalog` over `MemoryElasticsearch`. */
export const layer: Layer.Layer<IndexCatalog, never, MemoryElasticsearch> = Layer.effect(
  IndexCatalog,
  Effect.map(MemoryElasticsearch, (state) =>
    IndexCatalog.of({
      list: (indexPrefix) =>
        Effect.suspend(() =>
          state.reachable
            ? Effect.succeed({
                indices: state.catalog.indices.filter((x) => x.name.startsWith(`${indexPrefix}-`)),
                aliases: state.catalog.aliases.filter((x) => x.name.startsWith(`${indexPrefix}-`))
              })
            : Effect.fail(
                new StoreUnavailable({
                  operation: "listing indices",
                  reason: "connection refused",
                  ambiguous: false
                })
              )
        )
    })
  )
)
