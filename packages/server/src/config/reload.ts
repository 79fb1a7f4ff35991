/** What SIGHUP makes of a configuration that is another than at the start. */
import type { Given } from "./environmentOf.ts"
import { type Setting, settings } from "./settings.ts"
import { saidOf } from "./showConfiguration.ts"

/** Keys whose change holds at once. Files that settings name (access, certificates of the port) are read again by themselves. */
export const reloadable: ReadonlySet<string> = new Set(["log.level"])

/** Keys that are set otherwise than before: those that hold now, and those that need a restart. */
export interface Changes {
  readonly applied: ReadonlyArray<string>
  readonly needRestart: ReadonlyArray<string>
}

const textOf = (setting: Setting, { variables }: Given) => saidOf(setting, variables)?.text

export const changesOf = (before: Given, after: Given): Changes => {
  const keys = settings.filter((x) => textOf(x, before) !== textOf(x, after)).map((x) => x.key)
  return {
    applied: keys.filter((x) => reloadable.has(x)),
    needRestart: keys.filter((x) => !reloadable.has(x))
  }
}
