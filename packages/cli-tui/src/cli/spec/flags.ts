/** Every flag there is, once: the parser, `--help`, the completions and docs/cli.md are made of this table. */

export interface Flag {
  /** Without the dashes. */
  readonly name: string
  readonly short?: string
  /** What stands behind it, in capitals; absent: a switch. */
  readonly value?: string
  /** The words a value may be, for completion and for checking. */
  readonly words?: ReadonlyArray<string>
  /** The environment variable that says the same; the flag wins. */
  readonly variable?: string
  readonly text: string
}

export const formats = ["table", "wide", "json", "jsonl", "yaml", "name"] as const
export type Format = (typeof formats)[number]

export const flags = {
  component: {
    name: "component",
    value: "NAME",
    words: ["operate", "tasklist", "both"],
    variable: "CAMUNDA_BACKUP_COMPONENTS",
    text: "operate, tasklist or both (default: both, one id)"
  },
  server: {
    name: "server",
    value: "URL",
    variable: "CAMUNDA_BACKUP_SERVER",
    text: "camunda-backup-server (default http://127.0.0.1:9600), or Camunda's own …/actuator/backups"
  },
  direct: {
    name: "direct",
    text: "ask Elasticsearch itself, configured as the server is (docs/configuration.md)"
  },
  timeout: {
    name: "timeout",
    value: "TIME",
    variable: "CAMUNDA_BACKUP_REQUEST_TIMEOUT",
    text: "bound of one request, from 10ms to 1d, such as 30s (default 60s; of a delete 11m)"
  },
  output: {
    name: "output",
    short: "o",
    value: "FORMAT",
    words: formats,
    text: "table, wide, json, jsonl, yaml or name (default table)"
  },
  json: { name: "json", text: "the same as -o json" },
  quiet: { name: "quiet", short: "q", text: "data and errors only: no notes, no progress" },
  noColor: { name: "no-color", text: "no colours; commands have none, the terminal UI then has none either" },
  noInput: { name: "no-input", text: "never ask; what would be asked is an error" },
  dryRun: { name: "dry-run", short: "n", text: "show what would be done, and do nothing" },
  yes: { name: "yes", short: "y", text: "do not ask whether it is meant" },
  wait: { name: "wait", short: "w", text: "wait until it is finished, and show how far it is" },
  waitTimeout: {
    name: "wait-timeout",
    value: "TIME",
    text: "how long to wait, at most 20d (default 3h); the work goes on after it"
  },
  for: {
    name: "for",
    value: "WHAT",
    words: ["usable", "finished", "deleted"],
    text: "usable (COMPLETED), finished (in any way) or deleted (default usable)"
  },
  state: {
    name: "state",
    value: "STATE",
    text: "only backups in this state, or several separated by commas"
  },
  pattern: { name: "pattern", value: "DIGITS*", text: "only ids that begin so, such as 17*" },
  limit: { name: "limit", value: "N", text: "at most so many backups, the newest" },
  help: { name: "help", short: "h", text: "how a command is used" },
  version: { name: "version", text: "the version" },
  refresh: { name: "refresh", value: "TIME", text: "how often to look, from 1ms to 1h (default 2s)" },
  theme: {
    name: "theme",
    value: "NAME",
    words: ["dark", "light", "high-contrast", "mono"],
    variable: "CAMUNDA_BACKUP_THEME",
    text: "dark, light, high-contrast or mono (default dark; with NO_COLOR mono)"
  },
  ascii: { name: "ascii", text: "no signs and lines beyond ASCII" },
  screenReader: { name: "screen-reader", text: "sentences instead of a screen" }
} as const satisfies Record<string, Flag>

export type FlagName = keyof typeof flags

/** Of every command that asks somebody: whom, for which component, and how long an answer may take. */
export const connection = [
  "component",
  "server",
  "direct",
  "timeout"
] as const satisfies ReadonlyArray<FlagName>

/** Understood by every command. */
export const everywhere = [
  "output",
  "json",
  "quiet",
  "noColor",
  "help"
] as const satisfies ReadonlyArray<FlagName>

export const flagNames = Object.keys(flags).filter((x): x is FlagName => x in flags)
