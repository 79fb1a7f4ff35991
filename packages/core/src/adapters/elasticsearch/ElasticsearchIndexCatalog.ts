/**
 * `IndexCatalog` over `GET /_resolve/index/{prefix}-*`: needs `view_index_metadata` on the indices only. One request, and a second one if it
 * matters whether an alias is hidden: an answer does not tell that, but one without hidden names leaves such an alias out.
 */
import { Effect, Layer } from "effect"
import { StoreAnswerInvalid, type StoreError } from "../../domain/BackupError.ts"
import type { Catalog, CatalogAlias } from "../../domain/IndexExpression.ts"
import { IndexCatalog } from "../../ports/IndexCatalog.ts"
import { catalogOf } from "./catalogWire.ts"
import { ElasticsearchClient } from "./ElasticsearchClient.ts"
import { isRecord } from "./isRecord.ts"

/** What every pattern `x_*` that matches the name has in common. */
const stem = (name: string): string => name.slice(0, name.lastIndexOf("_") + 1)

/** Whether a pattern `x_*` can match an alias without matching the indices behind it by their own names. */
const isHiddenOfUse = ({ indices, aliases }: Catalog): boolean => {
  const visible = new Set(indices.flatMap((x) => (x.hidden ? [] : [x.name])))
  return aliases.some(
    (alias) =>
      alias.name.includes("_") &&
      alias.indices.some((x) => !visible.has(x) || !x.startsWith(stem(alias.name)))
  )
}

const documentsOf = (body: unknown): ReadonlyMap<string, number> | null =>
  Array.isArray(body)
    ? new Map(
        body.flatMap((x: unknown) => {
          if (!isRecord(x) || typeof x["index"] !== "string") return []
          const count = Number.parseInt(String(x["docs.count"]), 10)
          return Number.isNaN(count) ? [] : [[x["index"], count] as const]
        })
      )
    : null

const orInvalid = <A>(operation: string, found: A | null): Effect.Effect<A, StoreError> =>
  found === null
    ? Effect.fail(new StoreAnswerInvalid({ operation, reason: "the body holds no list of indices" }))
    : Effect.succeed(found)

export const layer: Layer.Layer<IndexCatalog, never, ElasticsearchClient> = Layer.effect(
  IndexCatalog,
  Effect.gen(function* () {
    const { call } = yield* ElasticsearchClient
    const resolve = Effect.fnUntraced(function* (indexPrefix: string, hidden: boolean) {
      const operation = `listing the indices [${indexPrefix}-*]`
      const body = yield* call(operation, "", (client, options) =>
        client.indices.resolveIndex(
          { name: `${indexPrefix}-*`, expand_wildcards: hidden ? "all" : ["open", "closed"] },
          options
        )
      )
      return yield* orInvalid(operation, catalogOf(body))
    })

    return IndexCatalog.of({
      list: Effect.fnUntraced(function* (indexPrefix) {
        const all = yield* resolve(indexPrefix, true)
        if (!isHiddenOfUse(all)) return all
        const visible = new Set((yield* resolve(indexPrefix, false)).aliases.map((x) => x.name))
        const aliases = all.aliases.map((x): CatalogAlias => ({ ...x, hidden: !visible.has(x.name) }))
        return { indices: all.indices, aliases }
      }),
      documents: Effect.fnUntraced(function* (indexPrefix) {
        const operation = `counting the documents of the indices [${indexPrefix}-*]`
        const body = yield* call(operation, "", (client, options) =>
          client.cat.indices(
            { index: `${indexPrefix}-*`, format: "json", h: "index,docs.count", expand_wildcards: "all" },
            options
          )
        )
        return yield* orInvalid(operation, documentsOf(body))
      })
    })
  })
)
