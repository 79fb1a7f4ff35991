import type { IndexState } from "./IndexState.ts"
import type { ServerNode } from "../ServerNode.ts"
import { illegalArgument } from "../ElasticsearchError.ts"
import type { EmulatorRequest } from "../http/EmulatorRequest.ts"
import { splitList } from "../http/splitList.ts"
import type { Index } from "./Index.ts"
import { indexClosed, indexNotFound } from "./indexErrors.ts"
import { type Expand, parseExpand, resolveIndices } from "./resolveIndices.ts"

/** The query parameters that say how an index expression is read. */
export const expressionParameters = ["expand_wildcards", "ignore_unavailable", "allow_no_indices"]

/** Of calls that the master answers. */
export const masterParameters = ["master_timeout", "timeout"]

/** The indices that the path of a request means. */
export const requestIndices = (
  cluster: IndexState & ServerNode,
  request: EmulatorRequest,
  defaults: {
    readonly expand?: readonly string[]
    readonly aliases?: boolean
    readonly ignoreUnavailable?: boolean
    readonly allowNoIndices?: boolean
  } = {}
): readonly Index[] =>
  resolveIndices(cluster.indices, splitList(request.param("index")), {
    expand: requestExpand(request, defaults.expand ?? ["open"]),
    ignoreUnavailable: option(request, "ignore_unavailable", defaults.ignoreUnavailable ?? false),
    allowNoIndices: option(request, "allow_no_indices", defaults.allowNoIndices ?? true),
    leadingExclusion: cluster.traits.leadingExclusion,
    aliases: defaults.aliases ?? true
  })

/** Options of expressions are read by another parser than other flags: it names the option. */
const option = (request: EmulatorRequest, name: string, fallback: boolean): boolean => {
  const value = request.text(name)
  if (value === undefined || value === "true" || value === "false" || value === "")
    return request.boolean(name, fallback)
  throw illegalArgument(`Could not convert [${name}] to boolean`, {
    type: "illegal_argument_exception",
    reason: `Failed to parse value [${value}] as only [true] or [false] are allowed.`
  })
}

/** As `requestIndices`, for calls that need the documents: a closed index is an error, or passed over where the unavailable are ignored. */
export const requestOpenIndices = (
  cluster: IndexState & ServerNode,
  request: EmulatorRequest
): readonly Index[] => {
  const found = requestIndices(cluster, request)
  if (option(request, "ignore_unavailable", false)) {
    const open = found.filter((index) => index.open)
    if (open.length > 0 || option(request, "allow_no_indices", true)) return open
    throw indexNotFound(request.param("index"))
  }
  const closed = found.find((index) => !index.open)
  if (closed !== undefined) throw indexClosed(closed.name, closed.uuid)
  return found
}

export const requestExpand = (request: EmulatorRequest, fallback: readonly string[]): Expand => {
  const words = request.list("expand_wildcards") ?? fallback
  const expand = parseExpand(words)
  if (expand !== undefined) return expand
  throw illegalArgument(
    `No valid expand wildcard value [${words.find((word) => parseExpand([word]) === undefined)}]`
  )
}
