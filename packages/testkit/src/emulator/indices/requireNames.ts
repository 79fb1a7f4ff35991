import { illegalArgument } from "../ElasticsearchError.ts"
import { isWildcard } from "./wildcard.ts"

/** Throws for an expression that could hit indices by a pattern: what destroys wants names. One that matches nothing for sure is fine. */
export const requireNames = (names: readonly string[]): void => {
  if (names.length === 2 && names[0] === "*" && names[1] === "-*") return
  if (names.length === 0 || names.some((name) => isWildcard(name) || name === "_all"))
    throw illegalArgument("Wildcard expressions or all indices are not allowed")
}
