/** `camunda-backup-server config`: what every setting is, and who said so. No secret is shown. */
import { Addresses } from "@camunda-backup/core"
import type { Given } from "./environmentOf.ts"
import { type Setting, settings } from "./settings.ts"

/** A setting as it is used. */
export interface Shown {
  readonly key: string
  readonly variable: string
  /** `null`: it is not set, and its default holds. */
  readonly value: string | null
  /** `default`, `environment`, `--port`, or a file and its key. */
  readonly origin: string
}

const notShown = "(not shown)"

const valueOf = ({ kind, variable }: Setting, text: string): string => {
  if (kind === "file") return notShown
  return variable === "CAMUNDA_BACKUP_ELASTICSEARCH_URL"
    ? text
        .split(",")
        .map((x) => Addresses.shown(x.trim()))
        .join(",")
    : text
}

/** Variables by other names are shown as well: they are read as if they were ours. */
const aliasesOf = ({ aliases }: Setting): ReadonlyArray<string> =>
  [...aliases.matchAll(/`([A-Z_]+)`/g)].flatMap((x) => (x[1] === undefined ? [] : [x[1]]))

/** By which variable a setting is said, and what; `null`: it is not set. */
export const saidOf = (
  setting: Setting,
  variables: Given["variables"]
): { readonly name: string; readonly text: string } | null => {
  const names = [setting.variable, `${setting.variable}_FILE`, ...aliasesOf(setting)]
  const [said = null] = names.flatMap((name) => {
    const text = variables[name]?.trim() ?? ""
    return text === "" ? [] : [{ name, text }]
  })
  return said
}

/** Every setting, in the order of the documentation. */
export const shownSettings = ({ originOf, variables }: Given): ReadonlyArray<Shown> =>
  settings.map((setting) => {
    const { key, variable } = setting
    const said = saidOf(setting, variables)
    if (said === null) return { key, variable, value: null, origin: "default" }
    const { name, text } = said
    const origin = name === variable ? originOf(name) : `${originOf(name)} (${name})`
    return { key, variable, value: name.endsWith("_FILE") ? text : valueOf(setting, text), origin }
  })

const defaultOf = (variable: string): string => {
  const about = settings.find((x) => x.variable === variable)?.about ?? ""
  return /^`([^`]*)`/.exec(about)?.[1] ?? /^[^:]*/.exec(about)?.[0] ?? ""
}

/** As a table for people. */
export const showConfiguration = (given: Given): string => {
  const rows = shownSettings(given).map((x) => [x.key, x.value ?? defaultOf(x.variable), x.origin])
  const all = [["SETTING", "VALUE", "FROM"], ...rows]
  const width = (i: number): number => Math.max(...all.map((x) => x[i]?.length ?? 0))
  return all
    .map(
      ([key = "", value = "", origin = ""]) =>
        `${key.padEnd(width(0))}  ${value.padEnd(width(1))}  ${origin}\n`
    )
    .join("")
}

/** Problems name variables; what a file said is named by its key as well. */
export const withOrigins = (
  problems: ReadonlyArray<string>,
  { originOf, variables }: Given
): ReadonlyArray<string> =>
  problems.map((problem) =>
    problem.replace(/CAMUNDA_BACKUP_[A-Z_]+/, (name) => {
      const origin = name in variables ? originOf(name) : "environment"
      return origin === "environment" || origin.startsWith("--") ? name : `${name} (${origin})`
    })
  )
