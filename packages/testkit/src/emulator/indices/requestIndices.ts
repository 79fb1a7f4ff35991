import type { Cluster } from "../cluster/Cluster.ts"
import { illegalArgument } from "../ElasticsearchError.ts"
import type { EmulatorRequest } from "../http/EmulatorRequest.ts"
import { splitList } from "../http/splitList.ts"
import type { Index } from "./Index.ts"
import { type Expand, parseExpand, resolveIndices } from "./resolveIndices.ts"

/** The query parameters that say how an index expression is read. */
export const expressionParameters = [
  "expand_wildcards",
  "ignore_unavailable",
  "allow_no_indices",
  "master_timeout",
  "timeout",
  "local"
]

/** The indices that the path of a request means. */
export const requestIndices = (
  cluster: Cluster,
  request: EmulatorRequest,
  defaults: { readonly expand?: readonly string[]; readonly aliases?: boolean } = {}
): readonly Index[] =>
  resolveIndices(cluster.indices, splitList(request.param("index")), {
    expand: requestExpand(request, defaults.expand ?? ["open"]),
    ignoreUnavailable: request.boolean("ignore_unavailable", false),
    allowNoIndices: request.boolean("allow_no_indices", true),
    leadingExclusion: cluster.traits.leadingExclusion,
    aliases: defaults.aliases ?? true
  })

export const requestExpand = (request: EmulatorRequest, fallback: readonly string[]): Expand => {
  const words = request.list("expand_wildcards") ?? fallback
  const expand = parseExpand(words)
  if (expand !== undefined) return expand
  throw illegalArgument(
    `No valid expand wildcard value [${words.find((word) => parseExpand([word]) === undefined)}]`
  )
}
