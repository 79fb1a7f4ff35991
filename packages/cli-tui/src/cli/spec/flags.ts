/** Every flag, once: the parser, `--help`, the completions and docs/cli.md are made from this table. */

export interface Flag {
  /** Without the dashes. */
  readonly name: string
  readonly short?: string
  /** The name of its value, in capitals; absent: a switch. */
  readonly value?: string
  /** The words a value may be, for completion and for checking. */
  readonly words?: ReadonlyArray<string>
  /** Several of its words may be given, separated by commas. */
  readonly several?: true
  /** May be given several times; all of its values count. */
  readonly repeated?: true
  /** The environment variable that says the same; the flag wins. */
  readonly variable?: string
  readonly text: string
}

export const formats = ["table", "wide", "json", "jsonl", "yaml", "name"] as const
export type Format = (typeof formats)[number]

/** Of the table of backups; `states` is one column per component. */
export const columnNames = [
  "id",
  "states",
  "age",
  "started",
  "took",
  "parts",
  "size",
  "verified",
  "version",
  "labels",
  "description",
  "reason"
] as const
export type ColumnName = (typeof columnNames)[number]

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
  context: {
    name: "context",
    value: "NAME",
    variable: "CAMUNDA_BACKUP_CONTEXT",
    text: "an installation by its name in ~/.config/camunda-backup/config.yaml (docs/cli.md)"
  },
  direct: {
    name: "direct",
    text: "talk to Elasticsearch itself, configured like the server (docs/configuration.md)"
  },
  readOnly: {
    name: "read-only",
    variable: "CAMUNDA_BACKUP_READ_ONLY",
    text: "refuse everything that changes something; for looking at an installation without a risk"
  },
  as: {
    name: "as",
    value: "NAME",
    variable: "CAMUNDA_BACKUP_AS",
    text: "who asks, for the journal (default: the user of the operating system)"
  },
  tokenFile: {
    name: "token-file",
    value: "FILE",
    variable: "CAMUNDA_BACKUP_TOKEN_FILE",
    text: "the file that holds the token for the server (docs/security.md)"
  },
  caFile: {
    name: "ca-file",
    value: "FILE",
    variable: "CAMUNDA_BACKUP_CA_FILE",
    text: "authorities for the certificate of the server, in place of the system's, PEM"
  },
  clientCertificateFile: {
    name: "client-certificate-file",
    value: "FILE",
    variable: "CAMUNDA_BACKUP_CLIENT_CERTIFICATE_FILE",
    text: "the certificate that says who asks, PEM; with --client-key-file"
  },
  clientKeyFile: {
    name: "client-key-file",
    value: "FILE",
    variable: "CAMUNDA_BACKUP_CLIENT_KEY_FILE",
    text: "the key of that certificate, PEM"
  },
  timeout: {
    name: "timeout",
    value: "TIME",
    variable: "CAMUNDA_BACKUP_REQUEST_TIMEOUT",
    text: "time limit of one request, from 10ms to 1d, such as 30s (default 60s; for a delete 11m)"
  },
  output: {
    name: "output",
    short: "o",
    value: "FORMAT",
    words: formats,
    text: "table, wide, json, jsonl, yaml or name (default table)"
  },
  json: { name: "json", text: "the same as -o json" },
  verbose: {
    name: "verbose",
    short: "v",
    text: "each request to a server on standard error: method, address, status, time, size"
  },
  quiet: { name: "quiet", short: "q", text: "data and errors only: no notes, no progress" },
  noColor: { name: "no-color", text: "no colours in the terminal UI; commands never use any" },
  noInput: { name: "no-input", text: "never prompt; where a prompt is needed, fail" },
  dryRun: { name: "dry-run", short: "n", text: "show what would be done, but do nothing" },
  yes: { name: "yes", short: "y", text: "confirm: do not prompt" },
  partial: {
    name: "partial",
    text: "when one component is refused, back the other up alone (default: all or nothing)"
  },
  description: {
    name: "description",
    value: "TEXT",
    text: "what the backup is for; kept, with the labels, in the metadata of its snapshots"
  },
  label: {
    name: "label",
    value: "KEY=VALUE",
    repeated: true,
    text: "a label, as often as there are: for a backup to take, or (KEY alone, too) that listed ones must have"
  },
  wait: { name: "wait", short: "w", text: "wait until it has finished, and show its progress" },
  waitTimeout: {
    name: "wait-timeout",
    value: "TIME",
    text: "how long to wait, at most 20d (default 3h); the work continues after that"
  },
  for: {
    name: "for",
    value: "WHAT",
    words: ["usable", "finished", "deleted"],
    text: "usable (COMPLETED), finished (in any way) or deleted (default usable)"
  },
  inPlace: {
    name: "in-place",
    text: "restore under the indices' own names; what has them is deleted first (the default of restore plan)"
  },
  into: {
    name: "into",
    value: "PREFIX",
    text: "restore under names that begin with PREFIX, beside what is there"
  },
  fromRepository: { name: "from-repository", value: "NAME", text: "read the backup from this repository" },
  keepOthers: {
    name: "keep-others",
    text: "keep indices of the component that are not in the backup; by default they are deleted too"
  },
  restoreTemplates: {
    name: "restore-templates",
    text: "put templates and lifecycle policies back that are missing or not as at the backup, each by its name"
  },
  unverified: {
    name: "unverified",
    text: "delete indices although no drill has proved the backup"
  },
  maxBytes: {
    name: "max-bytes",
    value: "SIZE",
    text: "drill a sample of the indices that is at most this large, such as 20gb"
  },
  seed: { name: "seed", value: "TEXT", text: "select the same sample again (default: the day)" },
  digest: { name: "digest", value: "DIGEST", text: "run the plan that has this digest, and no other" },
  state: {
    name: "state",
    value: "STATE",
    words: ["COMPLETED", "FAILED", "INCOMPLETE", "IN_PROGRESS", "INCOMPATIBLE"],
    several: true,
    text: "only backups in this state, or several separated by commas"
  },
  pattern: { name: "pattern", value: "DIGITS*", text: "only ids that begin like this, such as 17*" },
  limit: { name: "limit", value: "N", text: "at most this many backups, the newest" },
  sort: {
    name: "sort",
    value: "ORDER",
    words: ["newest", "oldest", "id", "state"],
    text: "newest, oldest, id or state (default newest); with --limit, of the newest"
  },
  columns: {
    name: "columns",
    value: "NAMES",
    words: columnNames,
    several: true,
    text: "which columns a table has, separated by commas, in this order"
  },
  keepLast: { name: "keep-last", value: "N", text: "keep the newest N good backups; unlimited: all" },
  keepHourly: { name: "keep-hourly", value: "N", text: "keep the newest of each of N hours that have one" },
  keepDaily: { name: "keep-daily", value: "N", text: "the same by days" },
  keepWeekly: { name: "keep-weekly", value: "N", text: "the same by weeks, which begin on Monday" },
  keepMonthly: { name: "keep-monthly", value: "N", text: "the same by months" },
  keepYearly: { name: "keep-yearly", value: "N", text: "the same by years" },
  keepWithin: {
    name: "keep-within",
    value: "TIME",
    text: "keep what began at most so long before the newest good one, such as 36h, 30d or 8w"
  },
  keepNotGood: {
    name: "keep-not-good",
    value: "TIME",
    text: "how long a backup that is not good stays (default 7d)"
  },
  minGood: {
    name: "min-good",
    value: "N",
    text: "keep at least N good ones, whatever the rules say (default 1)"
  },
  by: {
    name: "by",
    value: "UNIT",
    words: ["id", "component"],
    text: "judge all backups of an id as one, or those of each component by themselves (default id)"
  },
  foreign: { name: "foreign", text: "judge backups that Camunda itself made, too; without it they stay" },
  timezone: {
    name: "timezone",
    value: "ZONE",
    variable: "CAMUNDA_BACKUP_TIMEZONE",
    text: "whose hours and days are counted, such as Europe/Berlin (default UTC)"
  },
  help: { name: "help", short: "h", text: "show the help of a command" },
  version: { name: "version", text: "the version" },
  objective: {
    name: "objective",
    value: "TIME",
    variable: "CAMUNDA_BACKUP_OBJECTIVE",
    text: "how old the last good backup may be, from 1m to 365d, such as 26h (default in the terminal UI 24h; status judges it only when given)"
  },
  refresh: { name: "refresh", value: "TIME", text: "how often to look, from 1ms to 1h (default 2s)" },
  theme: {
    name: "theme",
    value: "NAME",
    words: ["dark", "light", "high-contrast", "mono"],
    variable: "CAMUNDA_BACKUP_THEME",
    text: "dark, light, high-contrast or mono (default dark; with NO_COLOR mono)"
  },
  ascii: { name: "ascii", text: "ASCII characters only" },
  screenReader: { name: "screen-reader", text: "sentences instead of a screen" }
} as const satisfies Record<string, Flag>

export type FlagName = keyof typeof flags

/** The connection options, of every command that makes requests. */
export const connection = [
  "component",
  "server",
  "context",
  "direct",
  "readOnly",
  "as",
  "tokenFile",
  "caFile",
  "clientCertificateFile",
  "clientKeyFile",
  "timeout"
] as const satisfies ReadonlyArray<FlagName>

/** Understood by every command. */
export const everywhere = [
  "output",
  "json",
  "verbose",
  "quiet",
  "noColor",
  "help"
] as const satisfies ReadonlyArray<FlagName>

export const flagNames = Object.keys(flags).filter((x): x is FlagName => x in flags)
