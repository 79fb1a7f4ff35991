import type { IndexState } from "./IndexState.ts"
import { indexNotFoundBare } from "./indexErrors.ts"
import { matchingTemplate, templatePatterns } from "./IndexTemplate.ts"
import { wildcard } from "./wildcard.ts"

const setting = "action.auto_create_index"

/** Throws unless a write may make the index that it misses: a template's word counts before that of the cluster. */
export const checkAutoCreation = (cluster: IndexState, name: string): void => {
  const template = matchingTemplate(cluster.templates.values(), name)
  const allowed = template?.body["allow_auto_create"]
  if (allowed === true) return
  if (allowed === false)
    throw indexNotFoundBare(
      `composable template [${template === undefined ? "" : templatePatterns(template).join(", ")}] forbids index auto creation`
    )
  const value = cluster.settings.transient.get(setting) ?? cluster.settings.persistent.get(setting) ?? "true"
  if (value === "true") return
  if (value === "false") throw indexNotFoundBare(name, ` and [${setting}] is [false]`)
  for (const written of value.split(",").map((part) => part.trim())) {
    const [, sign, pattern = ""] = /^([+-]?)(.*)$/.exec(written) ?? []
    if (!wildcard(pattern).test(name)) continue
    if (sign !== "-") return
    throw indexNotFoundBare(
      name,
      ` and [${setting}] contains [${written}] which forbids automatic creation of the index`
    )
  }
  throw indexNotFoundBare(name, ` and [${setting}] ([${value}]) doesn't match`)
}
