/** `IndexCatalog` over `GET /_resolve/index/{prefix}-*`: one request, needs `view_index_metadata` on the indices only. */
import { Effect, Layer } from "effect"
import { StoreAnswerInvalid } from "../../domain/BackupError.ts"
import type { Catalog } from "../../domain/IndexExpression.ts"
import { IndexCatalog } from "../../ports/IndexCatalog.ts"
import { ElasticsearchClient } from "./ElasticsearchClient.ts"
import { isRecord } from "./isRecord.ts"

const strings = (value: unknown): ReadonlyArray<string> =>
  Array.isArray(value) ? value.filter((x) => typeof x === "string") : typeof value === "string" ? [value] : []

const named = (
  value: unknown
): ReadonlyArray<Readonly<Record<string, unknown>> & { readonly name: string }> =>
  Array.isArray(value)
    ? value.flatMap((x) => (isRecord(x) && typeof x["name"] === "string" ? [{ ...x, name: x["name"] }] : []))
    : []

const catalogOf = (body: unknown): Catalog | null =>
  isRecord(body) && Array.isArray(body["indices"])
    ? {
        indices: named(body["indices"]).map((x) => ({
          name: x.name,
          hidden: strings(x["attributes"]).includes("hidden")
        })),
        aliases: named(body["aliases"]).map((x) => ({ name: x.name, indices: strings(x["indices"]) }))
      }
    : null

export const layer: Layer.Layer<IndexCatalog, never, ElasticsearchClient> = Layer.effect(
  IndexCatalog,
  Effect.gen(function* () {
    const { call } = yield* ElasticsearchClient
    return IndexCatalog.of({
      list: Effect.fnUntraced(function* (indexPrefix) {
        const operation = `listing the indices [${indexPrefix}-*]`
        const body = yield* call(operation, "", (client, options) =>
          client.indices.resolveIndex({ name: `${indexPrefix}-*`, expand_wildcards: "all" }, options)
        )
        const catalog = catalogOf(body)
        if (catalog === null) {
          return yield* new StoreAnswerInvalid({ operation, reason: "the body holds no list of indices" })
        }
        return catalog
      })
    })
  })
)
