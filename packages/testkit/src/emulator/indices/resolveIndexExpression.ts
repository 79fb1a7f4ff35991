import type { IndexState } from "./IndexState.ts"
import type { ServerNode } from "../ServerNode.ts"
import type { EmulatorRequest } from "../http/EmulatorRequest.ts"
import { splitList } from "../http/splitList.ts"
import type { JsonObject } from "../json/Json.ts"
import { type Index, isHidden } from "./Index.ts"
import { indexNotFound } from "./indexErrors.ts"
import { requestExpand, requestIndices } from "./requestIndices.ts"
import { indicesOfAlias } from "./resolveIndices.ts"
import { wildcard } from "./wildcard.ts"

/** `GET /_resolve/index/{expression}`: indices and aliases whose own names match. */
export const resolveIndexExpression = (
  cluster: IndexState & ServerNode,
  request: EmulatorRequest
): JsonObject => {
  const { open, closed, hidden } = requestExpand(request, ["open"])
  const written = splitList(request.param("index"))
  if (written.length === 0) return { indices: [], aliases: [], data_streams: [] }
  if (!open && !closed && written.length === 1 && ["*", "_all"].includes(written[0] ?? ""))
    throw indexNotFound("**")
  const expressions = written.length === 1 && written[0] === "_all" ? ["*"] : written
  const reachable = new Set(requestIndices(cluster, request))
  const named = (name: string) => expressions.some((one) => !one.startsWith("-") && wildcard(one).test(name))
  const excluded = (name: string) =>
    expressions.some((one) => one.startsWith("-") && wildcard(one.slice(1)).test(name))
  const shown = (index: Index) =>
    hidden ||
    !isHidden(index) ||
    expressions.some((one) => one === index.name || (one.startsWith(".") && wildcard(one).test(index.name)))
  const indices = [...reachable].filter((index) => named(index.name) && shown(index))
  const names = new Set(cluster.indices.values().flatMap((index) => index.aliases.keys()))
  const aliases = [...names]
    .filter((alias) => named(alias) && !excluded(alias))
    .filter((alias) => hidden || expressions.includes(alias) || !isHiddenAlias(cluster, alias))
    .toSorted()
  return {
    indices: indices.map((index) => indexEntry(cluster, index)),
    aliases: aliases.map((alias) => ({
      name: alias,
      indices: indicesOfAlias(cluster.indices, alias)
        .map((index) => index.name)
        .toSorted()
    })),
    data_streams: []
  }
}

const indexEntry = (cluster: IndexState & ServerNode, index: Index): JsonObject => ({
  name: index.name,
  aliases: index.aliases.size === 0 ? undefined : [...index.aliases.keys()].toSorted(),
  attributes: [index.open ? "open" : "closed", ...(isHidden(index) ? ["hidden"] : [])].toSorted(),
  mode: cluster.traits.resolvesMode ? (index.settings.get("index.mode") ?? "standard") : undefined
})

const isHiddenAlias = (cluster: IndexState & ServerNode, alias: string): boolean =>
  indicesOfAlias(cluster.indices, alias).every((index) => index.aliases.get(alias)?.["is_hidden"] === true)
