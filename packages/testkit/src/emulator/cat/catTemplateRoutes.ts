import type { Route } from "../http/Route.ts"
import { splitList } from "../http/splitList.ts"
import { checkBlocks } from "../indices/blocks.ts"
import { componentsOf, priorityOf, templatePatterns } from "../indices/IndexTemplate.ts"
import { expressionParameters, requestIndices } from "../indices/requestIndices.ts"
import { selectAliases } from "../indices/selectAliases.ts"
import { wildcard } from "../indices/wildcard.ts"
import { type Json, scalarText } from "../json/Json.ts"
import { answerTable, catParameters } from "./CatTable.ts"

const orNone = (value: Json | undefined): string => scalarText(value ?? null) ?? "-"

export const catTemplateRoutes: readonly Route[] = [
  ...["/_cat/templates", "/_cat/templates/{name}"].map((path): Route => ({
    methods: ["GET"],
    path,
    query: catParameters,
    handle: (cluster, request) => {
      const pattern = wildcard(request.param("name") || "*")
      const table = {
        columns: ["name", "index_patterns", "order", "version", "composed_of"],
        aliases: { n: "name", t: "index_patterns", o: "order", p: "order", v: "version", c: "composed_of" },
        rows: [...cluster.templates.values()]
          .filter(({ name }) => pattern.test(name))
          .map((template) => ({
            name: template.name,
            index_patterns: `[${templatePatterns(template).join(", ")}]`,
            order: String(priorityOf(template)),
            version: scalarText(template.body["version"] ?? null) ?? null,
            composed_of: `[${componentsOf(template).join(", ")}]`
          }))
      }
      return answerTable(table, request)
    }
  })),
  ...["/_cat/aliases", "/_cat/aliases/{name}"].map((path): Route => ({
    methods: ["GET"],
    path,
    query: [...catParameters, ...expressionParameters],
    handle: (cluster, request) => {
      const { matches } = selectAliases(splitList(request.param("name")))
      const indices = requestIndices(cluster, request, { expand: ["all"] })
      checkBlocks(cluster, indices, "metadata read")
      const rows = indices.flatMap((index) =>
        [...index.aliases]
          .filter(([alias]) => matches(alias))
          .map(([alias, options]) => ({
            alias,
            index: index.name,
            filter: options["filter"] === undefined ? "-" : "*",
            "routing.index": orNone(options["index_routing"] ?? options["routing"]),
            "routing.search": orNone(options["search_routing"] ?? options["routing"]),
            is_write_index: orNone(options["is_write_index"])
          }))
      )
      const table = {
        columns: ["alias", "index", "filter", "routing.index", "routing.search", "is_write_index"],
        aliases: {
          a: "alias",
          i: "index",
          idx: "index",
          f: "filter",
          fi: "filter",
          ri: "routing.index",
          rs: "routing.search",
          w: "is_write_index"
        },
        rows
      }
      return answerTable(table, request)
    }
  }))
]
