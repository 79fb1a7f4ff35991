import type { IndexState } from "./IndexState.ts"
import { ElasticsearchError, illegalArgument, validationFailed } from "../ElasticsearchError.ts"
import { isObject } from "../json/Json.ts"
import { mappingFault } from "./checkMappings.ts"
import { composeTemplate } from "./composeTemplate.ts"
import { componentsOf, type IndexTemplate, names, priorityOf, templatePatterns } from "./IndexTemplate.ts"
import { flattenSettings } from "./indexSettings.ts"
import { settingFaults } from "./settingRules.ts"
import { checkTemplate, invalidTemplate } from "./templateBody.ts"
import { patternsOverlap } from "./patternsOverlap.ts"
import { indexNameFault } from "./validateIndexName.ts"

/** Throws what makes a server refuse an index template; one that is there, too, if it has to be `fresh`. */
export const checkIndexTemplate = (cluster: IndexState, template: IndexTemplate, fresh: boolean): void => {
  const { name, body } = template
  if (priorityOf(template) < 0) throw validationFailed(["index template priority must be >= 0"])
  const content = isObject(body["template"]) ? body["template"] : {}
  const aliases = isObject(content["aliases"]) ? Object.keys(content["aliases"]) : []
  for (const alias of aliases) checkAlias(alias)
  checkComponents(cluster, template)
  if (fresh && cluster.templates.has(name)) throw illegalArgument(`index template [${name}] already exists`)
  checkTemplate(name, [
    ...templatePatterns(template).flatMap(patternFaults),
    ...settingFaults(flattenSettings(content["settings"]))
  ])
  checkRivals(cluster, template)
  const fault = mappingFault(composeTemplate(cluster, template).mappings)
  if (fault === undefined) return
  const inner = { type: "mapper_parsing_exception", reason: fault.reason }
  throw new ElasticsearchError(
    400,
    "illegal_argument_exception",
    `composable template [${name}] template after composition is invalid`,
    {
      causedBy: {
        type: "illegal_argument_exception",
        reason: `invalid composite mappings for [${name}]`,
        caused_by: {
          type: "mapper_parsing_exception",
          reason: `Failed to parse mapping: ${fault.reason}`,
          caused_by: inner
        }
      }
    }
  )
}

const checkAlias = (alias: string): void => {
  const fault = indexNameFault(alias, { upperCase: true })
  if (fault !== undefined)
    throw new ElasticsearchError(
      400,
      "invalid_alias_name_exception",
      `Invalid alias name [${alias}]: ${fault}`
    )
}

const patternFaults = (pattern: string): readonly string[] => {
  const shown = `index_pattern [${pattern}]`
  const badCharacters = /[\\/?"<>| ,]/.test(pattern)
    ? [`${shown} must not contain the following characters [' ','"','*',',','/','<','>','?','\\','|']`]
    : []
  return [
    ...(pattern.includes(" ") ? [`index_patterns [${pattern}] must not contain a space`] : []),
    ...(pattern.includes(",") ? [`${shown} must not contain a ','`] : []),
    ...(pattern.includes("#") ? [`${shown} must not contain a '#'`] : []),
    ...(pattern.includes(":") ? [`${shown} must not contain a ':'`] : []),
    ...(pattern.startsWith("_") ? [`${shown} must not start with '_'`] : []),
    ...badCharacters
  ]
}

const checkComponents = (cluster: IndexState, template: IndexTemplate): void => {
  const { name, body } = template
  const missing = componentsOf(template).filter((component) => !cluster.components.has(component))
  const ignored = body["ignore_missing_component_templates"]
  if (ignored === undefined) {
    if (missing.length === 0) return
    throw invalidTemplate(
      name,
      `index template [${name}] specifies component templates [${missing.join(", ")}] that do not exist`
    )
  }
  const demanded = missing.filter((component) => !names(ignored).includes(component))
  if (demanded.length > 0)
    throw invalidTemplate(
      name,
      `index template [${name}] specifies a missing component templates [${demanded.join(", ")}] ` +
        "that does not exist and is not part of 'ignore_missing_component_templates'"
    )
}

/** Two templates of one priority must not be able to match the same index. */
const checkRivals = (cluster: IndexState, template: IndexTemplate): void => {
  const patterns = templatePatterns(template)
  const rivals = [...cluster.templates.values()].filter(
    (other) =>
      other.name !== template.name &&
      priorityOf(other) === priorityOf(template) &&
      templatePatterns(other).some((theirs) => patterns.some((ours) => patternsOverlap(ours, theirs)))
  )
  if (rivals.length === 0) return
  const told = rivals
    .toSorted((a, b) => (a.name < b.name ? -1 : 1))
    .map((other) => `${other.name} => [${templatePatterns(other).join(", ")}]`)
    .join(", ")
  throw illegalArgument(
    `index template [${template.name}] has index patterns [${patterns.join(", ")}] matching patterns from existing templates ` +
      `[${rivals
        .map(({ name }) => name)
        .toSorted()
        .join(",")}] with patterns (${told}) that have the same priority ` +
      `[${priorityOf(template)}], multiple index templates may not match during index creation, please use a different priority`
  )
}
