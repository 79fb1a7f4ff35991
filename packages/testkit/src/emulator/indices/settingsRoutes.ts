import type { IndexState } from "./IndexState.ts"
import type { ServerNode } from "../ServerNode.ts"
import { ElasticsearchError, validationFailed } from "../ElasticsearchError.ts"
import { type Answer, ok } from "../http/Answer.ts"
import type { EmulatorRequest } from "../http/EmulatorRequest.ts"
import type { Route } from "../http/Route.ts"
import { splitList } from "../http/splitList.ts"
import { isObject } from "../json/Json.ts"
import { checkBlocks } from "./blocks.ts"
import { changeSettings } from "./changeSettings.ts"
import { flattenSettings, nestSettings } from "./indexSettings.ts"
import { expressionParameters, masterParameters, requestIndices } from "./requestIndices.ts"
import { wildcard } from "./wildcard.ts"

const show = (cluster: IndexState & ServerNode, request: EmulatorRequest): Answer => {
  const names = splitList(request.param("name")).filter((name) => name !== "_all")
  const wanted = (key: string) => names.length === 0 || names.some((name) => wildcard(name).test(key))
  const flat = request.boolean("flat_settings", false)
  const indices = requestIndices(cluster, request)
  checkBlocks(cluster, indices, "metadata read")
  const shown = indices.flatMap((index) => {
    const settings = new Map([...index.settings].filter(([key]) => wanted(key)))
    return settings.size === 0 ? [] : [{ index, settings }]
  })
  return ok(
    Object.fromEntries(
      shown.map(({ index, settings }) => [
        index.name,
        { settings: flat ? Object.fromEntries(settings) : nestSettings(settings) }
      ])
    )
  )
}

/** Blocks can always be lifted: otherwise nobody could get at the index any more. */
const lifts = (changed: ReadonlyMap<string, unknown>): boolean =>
  changed.has("index.blocks.read_only") ||
  changed.has("index.blocks.read_only_allow_delete") ||
  (changed.size === 1 && changed.has("index.blocks.metadata"))

const change = (cluster: IndexState & ServerNode, request: EmulatorRequest): Answer => {
  const body = request.json()
  if (body === undefined) throw new ElasticsearchError(400, "parse_exception", "request body is required")
  const changed = flattenSettings(isObject(body) && isObject(body["settings"]) ? body["settings"] : body)
  if (changed.size === 0) throw validationFailed(["no settings to update"])
  const indices = requestIndices(cluster, request, { expand: ["open", "closed"], allowNoIndices: false })
  if (!lifts(changed)) checkBlocks(cluster, indices, "metadata write")
  changeSettings(cluster, indices, changed)
  return ok({ acknowledged: true })
}

export const settingsRoutes: readonly Route[] = [
  ...["/_settings", "/_settings/{name}", "/{index}/_settings", "/{index}/_settings/{name}"].map(
    (path): Route => ({
      methods: ["GET"],
      path,
      query: [...expressionParameters, "master_timeout", "local", "flat_settings", "include_defaults"],
      handle: show
    })
  ),
  ...["/_settings", "/{index}/_settings"].map((path): Route => ({
    methods: ["PUT"],
    path,
    query: [...expressionParameters, ...masterParameters, "flat_settings", "preserve_existing", "reopen"],
    handle: change
  }))
]
