import type { Cluster } from "../cluster/Cluster.ts"
import { ElasticsearchError, illegalArgument } from "../ElasticsearchError.ts"
import { answer, ok } from "../http/Answer.ts"
import type { Route } from "../http/Route.ts"
import { splitList } from "../http/splitList.ts"
import { isObject, type Json, type JsonObject } from "../json/Json.ts"
import { type IndexTemplate, templatePatterns } from "./IndexTemplate.ts"
import { flattenSettings, mergeSettings, nestSettings } from "./indexSettings.ts"
import { isWildcard, wildcard } from "./wildcard.ts"

const named = "/_index_template/{name}"

export const templateRoutes: readonly Route[] = [
  {
    methods: ["PUT", "POST"],
    path: named,
    query: ["create", "master_timeout", "cause"],
    handle: (cluster, request) => {
      const name = request.param("name")
      const body = request.json()
      if (body === undefined) throw new ElasticsearchError(400, "parse_exception", "request body is required")
      checkTemplateKeys(request.body, body)
      const now = cluster.now()
      const createdAt = cluster.templates.get(name)?.createdAt ?? now
      const template = { name, body: isObject(body) ? body : {}, createdAt, modifiedAt: now }
      if (templatePatterns(template).length === 0) throw illegalArgument("Required [index_patterns]")
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
      const pattern = wildcard(name === "" ? "*" : name)
      const found = [...cluster.templates.values()].filter((template) => pattern.test(template.name))
      if (found.length === 0 && name !== "" && !isWildcard(name))
        throw new ElasticsearchError(
          404,
          "resource_not_found_exception",
          `index template matching [${name}] not found`
        )
      return answer(found.length === 0 && name !== "" ? 404 : 200, {
        index_templates: found.map((template) => templateJson(cluster, template))
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

const laterKeys = [
  "priority",
  "version",
  "_meta",
  "data_stream",
  "allow_auto_create",
  "ignore_missing_component_templates",
  "deprecated"
]
const templateKeys = new Set(["index_patterns", "template", "composed_of", ...laterKeys])

const checkTemplateKeys = (text: string, body: Json): void => {
  const unknown = isObject(body) ? Object.keys(body).find((key) => !templateKeys.has(key)) : undefined
  if (unknown === undefined) return
  const before = text.slice(0, text.indexOf(JSON.stringify(unknown))).split("\n")
  const place = `${before.length}:${(before.at(-1)?.length ?? 0) + 1}`
  throw new ElasticsearchError(
    400,
    "x_content_parse_exception",
    `[${place}] [index_template] unknown field [${unknown}]`
  )
}

/** Patterns are shown as a list, settings nested and as texts. */
const templateJson = (cluster: Cluster, template: IndexTemplate): JsonObject => {
  const { body } = template
  const content = body["template"]
  const settings = isObject(content) ? content["settings"] : undefined
  const shown =
    isObject(content) && settings !== undefined
      ? { ...content, settings: nestSettings(mergeSettings(flattenSettings(settings))) }
      : content
  return {
    name: template.name,
    index_template: {
      index_patterns: templatePatterns(template),
      template: shown,
      composed_of: body["composed_of"] ?? [],
      ...Object.fromEntries(laterKeys.map((key) => [key, body[key]])),
      ...(cluster.traits.datedTemplates
        ? { created_date_millis: template.createdAt, modified_date_millis: template.modifiedAt }
        : {})
    }
  }
}
