import type { IndexState } from "./IndexState.ts"
import type { ServerNode } from "../ServerNode.ts"
import { ElasticsearchError, illegalArgument } from "../ElasticsearchError.ts"
import { answer, ok } from "../http/Answer.ts"
import type { Route } from "../http/Route.ts"
import { splitList } from "../http/splitList.ts"
import { isArray, isObject, type JsonObject } from "../json/Json.ts"
import { checkClusterWritable } from "./blocks.ts"
import { checkIndexTemplate } from "./checkIndexTemplate.ts"
import { type IndexTemplate, templatePatterns } from "./IndexTemplate.ts"
import { inJavaSetOrder } from "./inJavaSetOrder.ts"
import { parseTemplate, requireKey, shownContent } from "./templateBody.ts"
import { isWildcard, wildcard } from "./wildcard.ts"

const named = "/_index_template/{name}"

const laterKeys = [
  "priority",
  "version",
  "_meta",
  "data_stream",
  "allow_auto_create",
  "ignore_missing_component_templates",
  "deprecated"
]
const keys = new Set(["index_patterns", "template", "composed_of", ...laterKeys])

export const templateRoutes: readonly Route[] = [
  {
    methods: ["PUT", "POST"],
    path: named,
    query: ["create", "master_timeout", "cause"],
    handle: (cluster, request) => {
      const name = request.param("name")
      const body = parseTemplate("index_template", keys, request.body, request.json())
      const patterns = body["index_patterns"]
      if (isArray(patterns) && patterns.length === 0)
        throw illegalArgument("There must be at least one pattern, zero given")
      requireKey(body, "index_patterns")
      const known = cluster.templates.get(name)
      const now = cluster.now()
      const template = { name, body, createdAt: known?.createdAt ?? now, modifiedAt: now }
      checkClusterWritable(cluster)
      checkIndexTemplate(cluster, template, request.boolean("create", false))
      cluster.templates.set(name, template)
      return ok({ acknowledged: true })
    }
  },
  ...["/_index_template", named].map((path): Route => ({
    methods: ["GET"],
    path,
    query: ["local", "master_timeout", "flat_settings", "include_defaults"],
    handle: (cluster, request) => {
      const name = request.param("name")
      if (name.includes(",")) throw illegalArgument("template name may not contain ','")
      const pattern = wildcard(name === "" ? "*" : name)
      const found = inJavaSetOrder([...cluster.templates.keys()]).filter((known) => pattern.test(known))
      if (found.length === 0 && name !== "" && !isWildcard(name))
        throw new ElasticsearchError(
          404,
          "resource_not_found_exception",
          `index template matching [${name}] not found`
        )
      return answer(found.length === 0 && name !== "" ? 404 : 200, {
        index_templates: found.flatMap((known) => {
          const template = cluster.templates.get(known)
          return template === undefined ? [] : [templateJson(cluster, template)]
        })
      })
    }
  })),
  {
    methods: ["HEAD"],
    path: named,
    query: ["local", "master_timeout"],
    handle: (cluster, request) => answer(cluster.templates.has(request.param("name")) ? 200 : 404, {})
  },
  {
    methods: ["DELETE"],
    path: named,
    query: ["timeout", "master_timeout"],
    handle: (cluster, request) => {
      const names = splitList(request.param("name"))
      const missing = names.filter(
        (name) => name !== "*" && ![...cluster.templates.keys()].some((known) => wildcard(name).test(known))
      )
      if (missing.length > 0)
        throw new ElasticsearchError(
          404,
          "index_template_missing_exception",
          `index_template [${missing.join(",")}] missing`
        )
      for (const name of names)
        for (const known of cluster.templates.keys())
          if (wildcard(name).test(known)) cluster.templates.delete(known)
      return ok({ acknowledged: true })
    }
  }
]

const dataStreamJson = (given: JsonObject): JsonObject => ({
  hidden: given["hidden"] ?? false,
  allow_custom_routing: given["allow_custom_routing"] ?? false
})

/** Patterns are shown as a list, settings nested and as texts. */
const templateJson = (cluster: IndexState & ServerNode, template: IndexTemplate): JsonObject => {
  const { body } = template
  return {
    name: template.name,
    index_template: {
      index_patterns: templatePatterns(template),
      template: shownContent(body["template"]),
      composed_of: body["composed_of"] ?? [],
      ...Object.fromEntries(laterKeys.map((key) => [key, body[key]])),
      ...(isObject(body["data_stream"]) ? { data_stream: dataStreamJson(body["data_stream"]) } : {}),
      ...(cluster.traits.datedTemplates
        ? { created_date_millis: template.createdAt, modified_date_millis: template.modifiedAt }
        : {})
    }
  }
}
