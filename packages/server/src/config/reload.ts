/** What SIGHUP makes of a configuration that is another than at the start. */
import type { Given } from "./environmentOf.ts"
import { shownSettings } from "./showConfiguration.ts"

/** Keys whose change holds at once. Files that settings name (access, certificates of the port) are read again by themselves. */
export const reloadable: ReadonlySet<string> = new Set(["log.level"])

/** Keys that are set otherwise than before: those that hold now, and those that need a restart. */
export interface Changes {
  readonly applied: ReadonlyArray<string>
  readonly needRestart: ReadonlyArray<string>
}

export const changesOf = (before: Given, after: Given): Changes => {
  const was = new Map(shownSettings(before).map((x) => [x.variable, x.value]))
  const changed = shownSettings(after).filter((x) => was.get(x.variable) !== x.value)
  // A secret that changed is not seen by what is shown of it.
  const secrets = shownSettings(after).filter(
    ({ variable }) => before.variables[variable]?.trim() !== after.variables[variable]?.trim()
  )
  const keys = [...new Set([...changed, ...secrets].map((x) => x.key))]
  return {
    applied: keys.filter((x) => reloadable.has(x)),
    needRestart: keys.filter((x) => !reloadable.has(x))
  }
}
