import { Effect } from "effect"
import type { Command } from "../Context.ts"
import { table } from "../output/table.ts"
import { report } from "../Report.ts"
import type { FlagName } from "../spec/flags.ts"

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

const withoutCredentials = (value: string): string =>
  value.replaceAll(/(https?:\/\/)[^/\s]*@/g, "$1(not shown)@")

/** What says the same in another word. */
const insteadOf: Partial<Record<FlagName, FlagName>> = { output: "json", server: "direct" }

export const config: Command = ({ environment, invocation }) => {
  const { components, format, sources, target, timeoutMillis } = invocation
  const server =
    target._tag === "Direct"
      ? "none: Elasticsearch itself is asked (--direct)"
      : (target.server ?? target.baseUrls[components[0] ?? "operate"])
  const own = [
    { flag: "component", value: components.join(",") },
    { flag: "server", value: server },
    { flag: "timeout", value: `${timeoutMillis / 1000}s` },
    { flag: "output", value: format }
  ] as const
  const all: ReadonlyArray<Setting> = [
    ...own.map(({ flag, value }) => ({
      name: `--${flag}`,
      value,
      from: sources.get(flag) ?? sources.get(insteadOf[flag] ?? flag) ?? "default"
    })),
    ...fromEnvironment(environment)
  ]
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
