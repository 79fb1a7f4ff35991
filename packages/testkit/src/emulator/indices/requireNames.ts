import { illegalArgument } from "../ElasticsearchError.ts"
import { settingInForce } from "../cluster/defaultSettings.ts"
import type { IndexState } from "./IndexState.ts"
import { isWildcard } from "./wildcard.ts"

/** Whether what destroys takes names only, as it does unless it is set otherwise. */
export const namesRequired = (cluster: IndexState): boolean =>
  settingInForce(cluster, "action.destructive_requires_name") !== "false"

/** Throws for an expression that could hit indices by a pattern: what destroys wants names. One that matches nothing for sure is fine. */
export const requireNames = (cluster: IndexState, names: readonly string[]): void => {
  if (!namesRequired(cluster)) return
  if (names.length === 2 && names[0] === "*" && names[1] === "-*") return
  if (names.length === 0 || names.some((name) => isWildcard(name) || name === "_all"))
    throw illegalArgument("Wildcard expressions or all indices are not allowed")
}
