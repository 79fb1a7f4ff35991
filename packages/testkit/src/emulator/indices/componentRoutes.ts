import type { IndexState } from "./IndexState.ts"
import type { ServerNode } from "../ServerNode.ts"
import { ElasticsearchError, illegalArgument } from "../ElasticsearchError.ts"
import { answer, ok } from "../http/Answer.ts"
import type { Route } from "../http/Route.ts"
import { splitList } from "../http/splitList.ts"
import { isObject, type JsonObject } from "../json/Json.ts"
import { checkClusterWritable } from "./blocks.ts"
import { checkMappings } from "./checkMappings.ts"
import type { ComponentTemplate } from "./ComponentTemplate.ts"
import { flattenSettings } from "./indexSettings.ts"
import { componentsOf } from "./IndexTemplate.ts"
import { inJavaSetOrder } from "./inJavaSetOrder.ts"
import { checkSettings } from "./settingRules.ts"
import { checkTemplate, parseTemplate, requireKey, shownContent } from "./templateBody.ts"
import { isWildcard, wildcard } from "./wildcard.ts"

const named = "/_component_template/{name}"
const keys = new Set(["template", "version", "_meta", "deprecated"])

const notFound = (reason: string): ElasticsearchError =>
  new ElasticsearchError(404, "resource_not_found_exception", reason)

export const componentRoutes: readonly Route[] = [
  {
    methods: ["PUT", "POST"],
    path: named,
    query: ["create", "master_timeout", "timeout", "cause"],
    handle: (cluster, request) => {
      const name = request.param("name")
      const body = parseTemplate("component_template", keys, request.body, request.json())
      requireKey(body, "template")
      checkClusterWritable(cluster)
      const known = cluster.components.get(name)
      if (known !== undefined && request.boolean("create", false))
        throw illegalArgument(`component template [${name}] already exists`)
      checkTemplate(name)
      const content = isObject(body["template"]) ? body["template"] : {}
      checkSettings(flattenSettings(content["settings"]))
      if (isObject(content["mappings"]))
        checkMappings(cluster, content["mappings"], "Failed to parse mapping: ")
      const now = cluster.now()
      cluster.components.set(name, { name, body, createdAt: known?.createdAt ?? now, modifiedAt: now })
      return ok({ acknowledged: true })
    }
  },
  ...["/_component_template", named].map((path): Route => ({
    methods: ["GET"],
    path,
    query: ["local", "master_timeout", "flat_settings", "include_defaults"],
    handle: (cluster, request) => {
      const name = request.param("name")
      const pattern = wildcard(name === "" ? "*" : name)
      const found = inJavaSetOrder([...cluster.components.keys()]).filter((known) => pattern.test(known))
      if (found.length === 0 && name !== "" && !isWildcard(name))
        throw notFound(`component template matching [${name}] not found`)
      return answer(found.length === 0 && name !== "" ? 404 : 200, {
        component_templates: found.flatMap((known) => {
          const template = cluster.components.get(known)
          return template === undefined ? [] : [componentJson(cluster, template)]
        })
      })
    }
  })),
  {
    methods: ["HEAD"],
    path: named,
    query: ["local", "master_timeout"],
    handle: (cluster, request) => answer(cluster.components.has(request.param("name")) ? 200 : 404, {})
  },
  {
    methods: ["DELETE"],
    path: named,
    query: ["timeout", "master_timeout"],
    handle: (cluster, request) => {
      const names = splitList(request.param("name"))
      const known = [...cluster.components.keys()].toSorted()
      const matched = names.map((name) => known.filter((one) => wildcard(name).test(one)))
      const missing = names.filter((name, at) => name !== "*" && matched[at]?.length === 0)
      if (missing.length > 0) throw notFound(missing.join(","))
      const doomed = [...new Set(matched.flat())]
      checkUnused(cluster, doomed)
      for (const name of doomed) cluster.components.delete(name)
      return ok({ acknowledged: true })
    }
  }
]

const checkUnused = (cluster: IndexState & ServerNode, doomed: readonly string[]): void => {
  const users = [...cluster.templates.values()].filter((template) =>
    componentsOf(template).some((name) => doomed.includes(name))
  )
  if (users.length === 0) return
  const used = doomed.filter((name) => users.some((template) => componentsOf(template).includes(name)))
  throw illegalArgument(
    `component templates [${used.join(", ")}] cannot be removed as they are still in use by index templates ` +
      `[${users
        .map(({ name }) => name)
        .toSorted()
        .join(", ")}]`
  )
}

const componentJson = (
  cluster: IndexState & ServerNode,
  { name, body, createdAt, modifiedAt }: ComponentTemplate
): JsonObject => ({
  name,
  component_template: {
    template: shownContent(body["template"]),
    version: body["version"],
    _meta: body["_meta"],
    deprecated: body["deprecated"],
    ...(cluster.traits.datedTemplates
      ? { created_date_millis: createdAt, modified_date_millis: modifiedAt }
      : {})
  }
})
