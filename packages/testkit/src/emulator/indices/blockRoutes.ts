import { illegalArgument } from "../ElasticsearchError.ts"
import { ok } from "../http/Answer.ts"
import type { Route } from "../http/Route.ts"
import { blockNames, checkBlocks } from "./blocks.ts"
import type { IndexSettings } from "./Index.ts"
import { mergeSettings } from "./indexSettings.ts"
import { expressionParameters, masterParameters, requestIndices } from "./requestIndices.ts"

const verified = "index.verified_read_only"

/** Nothing keeps writes out any more that were once seen to be over. */
export const unverified = (settings: IndexSettings): IndexSettings =>
  ["write", "read_only"].some((name) => settings.get(`index.blocks.${name}`) === "true")
    ? settings
    : mergeSettings(settings, [[verified, undefined]])

export const blockRoutes: readonly Route[] = [
  {
    methods: ["PUT"],
    path: "/{index}/_block/{block}",
    body: false,
    query: [...expressionParameters, ...masterParameters, "verified"],
    handle: (cluster, request) => {
      const block = request.param("block")
      if (!blockNames.has(block)) throw illegalArgument(`No block found with name ${block}`)
      const indices = requestIndices(cluster, request)
      checkBlocks(cluster, indices, "metadata write")
      for (const index of indices)
        index.settings = mergeSettings(index.settings, [
          [`index.blocks.${block}`, "true"],
          ...(block === "write" || block === "read_only" ? [[verified, "true"] as const] : [])
        ])
      return ok({
        acknowledged: true,
        shards_acknowledged: true,
        indices: indices.map(({ name }) => ({ name, blocked: true }))
      })
    }
  },
  {
    methods: ["DELETE"],
    path: "/{index}/_block/{block}",
    query: [...expressionParameters, ...masterParameters],
    only: (cluster) => cluster.traits.removesBlocks,
    handle: (cluster, request) => {
      const block = request.param("block")
      if (!blockNames.has(block)) throw illegalArgument(`No block found with name ${block}`)
      const indices = requestIndices(cluster, request)
      for (const index of indices)
        index.settings = unverified(mergeSettings(index.settings, [[`index.blocks.${block}`, undefined]]))
      return ok({
        acknowledged: true,
        indices: indices.map(({ name }) => ({ name, unblocked: true }))
      })
    }
  }
]
