import { answer, ok } from "../http/Answer.ts"
import type { Route } from "../http/Route.ts"
import { splitList } from "../http/splitList.ts"
import { isObject } from "../json/Json.ts"
import { checkBlocks } from "./blocks.ts"
import { aliasesJson } from "./indexJson.ts"
import { expressionParameters, masterParameters, requestIndices } from "./requestIndices.ts"
import { addAlias, checkNamedBlocks, removeAlias, updateAliases } from "./updateAliases.ts"
import { selectAliases } from "./selectAliases.ts"
import { isWildcard } from "./wildcard.ts"

const named = { expand: ["open"], aliases: false, allowNoIndices: false }

export const aliasRoutes: readonly Route[] = [
  {
    methods: ["POST"],
    path: "/_aliases",
    query: ["timeout", "master_timeout"],
    handle: (cluster, request) => ok(updateAliases(cluster, request.json()))
  },
  {
    methods: ["PUT", "POST"],
    path: "/{index}/_alias/{name}",
    query: [...expressionParameters, ...masterParameters],
    handle: (cluster, request) => {
      const body = request.json()
      checkNamedBlocks(cluster, splitList(request.param("index")))
      addAlias(
        cluster,
        requestIndices(cluster, request, named),
        request.param("name"),
        isObject(body) ? body : {}
      )
      return ok({ acknowledged: true, errors: false })
    }
  },
  {
    methods: ["DELETE"],
    path: "/{index}/_alias/{name}",
    query: [...expressionParameters, ...masterParameters],
    handle: (cluster, request) => {
      checkNamedBlocks(cluster, splitList(request.param("index")))
      removeAlias(requestIndices(cluster, request, named), splitList(request.param("name")))
      return ok({ acknowledged: true, errors: false })
    }
  },
  ...["/_aliases", "/_alias", "/_alias/{name}", "/{index}/_alias", "/{index}/_alias/{name}"].map(
    (path): Route => ({
      methods: ["GET", "HEAD"],
      path,
      query: [...expressionParameters, "master_timeout", "local"],
      handle: (cluster, request) => {
        const { wanted, matches } = selectAliases(splitList(request.param("name")))
        const any = wanted.every((name) => name === "_all" || name === "*")
        const indices = requestIndices(cluster, request, { expand: ["all"] })
        checkBlocks(cluster, indices, "metadata read")
        const shown = indices.filter(
          (index) => (any && request.param("name") === "") || index.aliases.keys().some(matches)
        )
        const found = Object.fromEntries(
          shown.map((index) => [index.name, { aliases: aliasesJson(index, matches) }])
        )
        const missing = wanted.filter(
          (name) =>
            name !== "" &&
            !isWildcard(name) &&
            name !== "_all" &&
            !shown.some((index) => index.aliases.has(name))
        )
        if (missing.length === 0) return ok(found)
        const noun = missing.length === 1 ? "alias" : "aliases"
        return answer(404, {
          error: `${noun} [${missing.toSorted().join(",")}] missing`,
          status: 404,
          ...found
        })
      }
    })
  )
]
