import { Effect } from "effect"
import type { Command } from "../Context.ts"
import { table } from "../output/table.ts"
import { report } from "../Report.ts"
import { type Flag, flags } from "../spec/flags.ts"

interface Setting {
  readonly name: string
  readonly value: string
  readonly from: string
}

/** What must not be shown, by the names of variables. */
const secret = /PASSWORD|APIKEY|USERNAME|_CA$/

const prefix = /^CAMUNDA_(BACKUP|OPERATE|TASKLIST)_/

/** The settings of the environment that concern backups; values of secrets are hidden. */
const fromEnvironment = (environment: Readonly<Record<string, string | undefined>>): ReadonlyArray<Setting> =>
  Object.entries(environment)
    .flatMap(([name, value]) =>
      value === undefined || value.trim() === "" || !prefix.test(name) ? [] : [{ name, value: value.trim() }]
    )
    .map(({ name, value }) => ({
      name,
      value: secret.test(name) && !name.endsWith("_FILE") ? "(set, not shown)" : withoutCredentials(value),
      from: "environment"
    }))
    .toSorted((a, b) => (a.name < b.name ? -1 : 1))

const withoutCredentials = (value: string): string => value.replace(/^(https?:\/\/)[^@/]*@/, "$1(not shown)@")

export const config: Command = ({ environment, invocation }) => {
  const { components, format, refreshMillis, target, timeoutMillis, waitTimeoutMillis } = invocation
  const own: ReadonlyArray<Setting> = [
    { name: "--component", value: components.join(","), from: whence("component", environment) },
    {
      name: "--server",
      value:
        target._tag === "Direct"
          ? "none: --direct"
          : (target.server ?? Object.values(target.baseUrls)[0] ?? ""),
      from: whence("server", environment)
    },
    { name: "--timeout", value: `${timeoutMillis / 1000}s`, from: whence("timeout", environment) },
    { name: "--wait-timeout", value: `${waitTimeoutMillis / 1000}s`, from: "flag or default" },
    { name: "--refresh", value: `${refreshMillis / 1000}s`, from: "flag or default" },
    { name: "--output", value: format, from: "flag or default" }
  ]
  const all = [...own, ...fromEnvironment(environment)]
  return Effect.succeed(
    report({
      text: () =>
        table(
          ["SETTING", "VALUE", "FROM"],
          all.map((x) => [x.name, x.value, x.from])
        ),
      document: { settings: all },
      lines: all.map((x) => ({ ...x })),
      names: all.map((x) => x.name)
    })
  )
}

const whence = (
  name: keyof typeof flags,
  environment: Readonly<Record<string, string | undefined>>
): string => {
  const { variable }: Flag = flags[name]
  return variable !== undefined && (environment[variable] ?? "").trim() !== ""
    ? `flag or ${variable}`
    : "flag or default"
}
