import type { IndexState } from "./IndexState.ts"
import { type Json, type JsonObject, isObject } from "../json/Json.ts"
import type { Index } from "./Index.ts"
import { componentsOf, type IndexTemplate, matchingTemplate } from "./IndexTemplate.ts"
import { flattenSettings, mergeSettings } from "./indexSettings.ts"
import { mergeMappings } from "./mergeMappings.ts"

/** What templates give to a new index. */
export interface TemplateContent {
  readonly settings: Index["settings"]
  readonly mappings: JsonObject
  readonly aliases: JsonObject
}

/** All that the template of an index says, its components first: later ones win. */
export const templateContent = (cluster: IndexState, index: string): TemplateContent =>
  composeTemplate(cluster, matchingTemplate(cluster.templates.values(), index))

export const composeTemplate = (
  cluster: IndexState,
  template: IndexTemplate | undefined
): TemplateContent => {
  const components = template === undefined ? [] : componentsOf(template)
  const layers = [
    ...components.map((name) => cluster.components.get(name)?.body["template"]),
    template?.body["template"]
  ].filter(isObject)
  return {
    settings: mergeSettings(...layers.map((layer) => flattenSettings(layer["settings"]))),
    mappings: mergeMappings(...layers.map((layer) => asObject(layer["mappings"]))),
    aliases: Object.assign({}, ...layers.map((layer) => asObject(layer["aliases"])))
  }
}

const asObject = (value: Json | undefined): JsonObject => (isObject(value) ? value : {})
