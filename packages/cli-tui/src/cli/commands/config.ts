import { Addresses, isServiceVariable, proxyFor, Quantities, Variables } from "@camunda-backup/core"
import { Effect, Option, Result } from "effect"
import type { Invocation } from "../parse/Invocation.ts"
import type { Command } from "../context/Context.ts"
import { contexts, useContext } from "./contexts.ts"
import { table } from "../output/table.ts"
import { output } from "../output/Output.ts"
import type { FlagName } from "../spec/flags.ts"

interface Setting {
  readonly name: string
  readonly value: string
  readonly from: string
}

const prefix = /^CAMUNDA_(BACKUP|OPERATE|TASKLIST)_/

/** Settings that hold no secret. A name that is not among them may be anything, even a password under a misspelt name. */
const plain =
  /^CAMUNDA_BACKUP_(REPOSITORY|CAMUNDA_VERSION|(OPERATE|TASKLIST)_INDEXPREFIX|COMPONENTS?|PORT|HOST|(REQUEST|PART|MASTER|KEEP_ALIVE)_TIMEOUT|DRAIN_TIME|RETRY_BUDGET|PART_ATTEMPTS|INDICES_IN_NO_PART|STALL_AFTER|LEASE_TTL|RESUME_WITHIN|READ_MAX_AGE|VERIFIED_WITHIN|WATCH_WRITES|(DRILL_)?SCHEDULE|SCHEDULE_(WITHIN|JITTER|COMPONENTS)|TIMEZONE|RETENTION_[A-Z_]+|JOURNAL_INDEX|REPLICA|THEME|READ_ONLY|CONTEXT|CONFIG)$|^CAMUNDA_(OPERATE|TASKLIST)_(ELASTICSEARCH_INDEXPREFIX|BACKUP_REPOSITORYNAME|BACKUP_SNAPSHOTTIMEOUT)$/

const addresses = /^CAMUNDA_(BACKUP|OPERATE|TASKLIST)_(ELASTICSEARCH_URL|SERVER)$/

const shownValue = (name: string, value: string): string => {
  if (Variables.isServiceLink(name, value)) return "(ignored: the address of a Kubernetes Service)"
  if (addresses.test(name))
    return value
      .split(",")
      .map((x) => Addresses.shown(x.trim()))
      .join(",")
  return plain.test(name) ? value : "(set, not shown)"
}

/** The settings of the environment that concern backups; only values that cannot be secret are shown. */
const fromEnvironment = (environment: Variables.Environment): ReadonlyArray<Setting> =>
  Object.entries(environment)
    .flatMap(([name, text]) => {
      const value = text?.trim() ?? ""
      return value === "" || !prefix.test(name) || isServiceVariable(name, value)
        ? []
        : [{ name, value: shownValue(name, value), from: "environment" }]
    })
    .toSorted((a, b) => (a.name < b.name ? -1 : 1))

/** What the server is asked through; a variable that is wrong has ended the command before. */
const proxyOf = ({ target }: Invocation, environment: Variables.Environment): Setting =>
  Option.match(
    target._tag === "Direct"
      ? Option.none()
      : Option.flatten(Result.getSuccess(proxyFor(environment, target.url))),
    {
      onNone: () => ({ name: "proxy", value: "none", from: "default" }),
      onSome: ({ url, variable }) => ({ name: "proxy", value: url, from: variable })
    }
  )

/** Flags that set the same thing. */
const insteadOf: Partial<Record<FlagName, FlagName>> = { output: "json", server: "direct" }

export const config: Command = (context) => {
  const { environment, invocation } = context
  if (invocation.word === "contexts") return contexts(context)
  if (invocation.word.startsWith("use-context")) return useContext(context)
  const { components, format, sources, target, timeoutMillis } = invocation
  const server =
    target._tag === "Direct" ? "none: requests go to Elasticsearch itself (--direct)" : target.url
  const own = [
    { flag: "context", value: invocation.context ?? "none" },
    { flag: "component", value: components.join(",") },
    { flag: "server", value: server },
    { flag: "timeout", value: Quantities.exactDuration(timeoutMillis) },
    { flag: "output", value: format }
  ] as const
  const all: ReadonlyArray<Setting> = [
    ...own.map(({ flag, value }) => ({
      name: `--${flag}`,
      value,
      from: sources.get(flag) ?? sources.get(insteadOf[flag] ?? flag) ?? "default"
    })),
    proxyOf(invocation, environment),
    ...fromEnvironment(environment)
  ]
  return Effect.succeed(
    output({
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
