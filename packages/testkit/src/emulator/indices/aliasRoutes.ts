import { answer, ok } from "../http/Answer.ts"
import type { Route } from "../http/Route.ts"
import { splitList } from "../http/splitList.ts"
import { isObject } from "../json/Json.ts"
import { aliasesJson } from "./indexJson.ts"
import { expressionParameters, requestIndices } from "./requestIndices.ts"
import { addAlias, removeAlias, updateAliases } from "./updateAliases.ts"
import { isWildcard, wildcard } from "./wildcard.ts"

const everyState = { expand: ["all"], aliases: false }

export const aliasRoutes: readonly Route[] = [
  {
    methods: ["POST"],
    path: "/_aliases",
    query: ["timeout", "master_timeout"],
    handle: (cluster, request) => {
      updateAliases(cluster, request.json())
      return ok({ acknowledged: true, errors: false })
    }
  },
  {
    methods: ["PUT", "POST"],
    path: "/{index}/_alias/{name}",
    query: expressionParameters,
    handle: (cluster, request) => {
      const body = request.json()
      addAlias(
        cluster,
        requestIndices(cluster, request, everyState),
        request.param("name"),
        isObject(body) ? body : {}
      )
      return ok({ acknowledged: true, errors: false })
    }
  },
  {
    methods: ["DELETE"],
    path: "/{index}/_alias/{name}",
    query: expressionParameters,
    handle: (cluster, request) => {
      removeAlias(requestIndices(cluster, request, everyState), splitList(request.param("name")))
      return ok({ acknowledged: true, errors: false })
    }
  },
  ...["/_alias", "/_alias/{name}", "/{index}/_alias", "/{index}/_alias/{name}"].map((path): Route => ({
    methods: ["GET", "HEAD"],
    path,
    query: expressionParameters,
    handle: (cluster, request) => {
      const wanted = splitList(request.param("name"))
      const any = wanted.every((name) => name === "" || name === "_all" || name === "*")
      const matches = (alias: string) => any || wanted.some((name) => wildcard(name).test(alias))
      const indices = requestIndices(cluster, request, { expand: ["all"] })
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
  }))
]
