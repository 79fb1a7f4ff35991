import type { IndexState } from "./IndexState.ts"
import type { ServerNode } from "../ServerNode.ts"
import { ElasticsearchError } from "../ElasticsearchError.ts"
import { type Answer, ok } from "../http/Answer.ts"
import type { EmulatorRequest } from "../http/EmulatorRequest.ts"
import type { Route } from "../http/Route.ts"
import { isObject } from "../json/Json.ts"
import { checkBlocks } from "./blocks.ts"
import { checkMappings, checkMappingChange } from "./checkMappings.ts"
import { byName } from "./indexJson.ts"
import { mergeMappings } from "./mergeMappings.ts"
import { expressionParameters, masterParameters, requestIndices } from "./requestIndices.ts"

const change = (cluster: IndexState & ServerNode, request: EmulatorRequest): Answer => {
  const body = request.json()
  if (body === undefined) throw new ElasticsearchError(400, "parse_exception", "request body is required")
  const mappings = isObject(body) ? body : {}
  const indices = requestIndices(cluster, request)
  checkBlocks(cluster, indices, "metadata write")
  checkMappings(cluster, mappings, "Failed to parse mapping: ")
  for (const index of indices) checkMappingChange(cluster, index.mappings, mappings)
  for (const index of indices) index.mappings = mergeMappings(index.mappings, mappings)
  return ok({ acknowledged: true })
}

export const mappingRoutes: readonly Route[] = [
  ...["/_mapping", "/_mappings", "/{index}/_mapping", "/{index}/_mappings"].map((path): Route => ({
    methods: ["GET"],
    path,
    query: [...expressionParameters, "master_timeout", "local"],
    handle: (cluster, request) => {
      const indices = requestIndices(cluster, request)
      checkBlocks(cluster, indices, "metadata read")
      return ok(byName(indices, ({ mappings }) => ({ mappings })))
    }
  })),
  ...["/{index}/_mapping", "/{index}/_mappings"].map((path): Route => ({
    methods: ["PUT", "POST"],
    path,
    query: [...expressionParameters, ...masterParameters, "write_index_only"],
    handle: change
  }))
]
