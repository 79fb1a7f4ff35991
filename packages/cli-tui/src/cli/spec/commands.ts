/** Every command, once: what it takes, what it does in one line, how it is used. */
import type { Job } from "@camunda-backup/core"
import { connection, everywhere, type FlagName } from "./flags.ts"

/** What follows the name of a command. */
export type Arguments =
  | "none"
  /** An id, or nothing. */
  | "new id"
  | "id"
  | "ids"
  | "config"
  | "shell"
  | "restore"
  | "schedule"
  | "retention"

export interface CommandSpec {
  readonly takes: Arguments
  readonly text: string
  /** Its own; `flagsOf` has all. */
  readonly flags: ReadonlyArray<FlagName>
  /** It makes no requests, so it takes no connection options. */
  readonly local?: true
  /** It has the terminal to itself, and writes no data. */
  readonly screen?: true
  readonly examples: ReadonlyArray<string>
}

export const commands = {
  create: {
    takes: "new id",
    text: "take a backup and print its id; without an ID, the id is the Unix time in seconds",
    flags: ["partial", "description", "label", "wait", "waitTimeout", "refresh", "dryRun"],
    examples: [
      "camunda-backup create --wait",
      "camunda-backup create --description 'before 8.7.3' --label env=prod",
      "id=$(camunda-backup create --component operate)"
    ]
  },
  list: {
    takes: "none",
    text: "all backups, newest first",
    flags: ["state", "pattern", "label", "limit", "sort", "columns"],
    examples: ["camunda-backup list", "camunda-backup list --state FAILED,INCOMPLETE -o name"]
  },
  get: {
    takes: "id",
    text: "one backup with its parts, and the reason for its state",
    flags: [],
    examples: ["camunda-backup get latest", "camunda-backup get 1732300000 -o json"]
  },
  watch: {
    takes: "id",
    text: "show the progress of a backup until it has finished",
    flags: ["waitTimeout", "refresh"],
    examples: ["camunda-backup watch latest", "camunda-backup watch 1732300000 -o jsonl"]
  },
  wait: {
    takes: "id",
    text: "wait for a backup; the exit status says how it ended",
    flags: ["for", "waitTimeout", "refresh"],
    examples: [
      "camunda-backup wait 1732300000 --for usable --wait-timeout 30m",
      "camunda-backup wait latest --for finished"
    ]
  },
  resume: {
    takes: "id",
    text: "continue a backup that ended before its last part; refused where the result could not be restored",
    flags: ["wait", "waitTimeout", "refresh", "dryRun"],
    examples: ["camunda-backup resume latest --component operate", "camunda-backup resume 1732300000 --wait"]
  },
  cancel: {
    takes: "id",
    text: "stop a running backup; its finished parts stay",
    flags: ["wait", "waitTimeout", "refresh", "dryRun", "yes", "noInput"],
    examples: ["camunda-backup cancel latest", "camunda-backup cancel 1732300000 --yes --wait"]
  },
  delete: {
    takes: "ids",
    text: "delete backups, of every version and part count; returns when they are gone",
    flags: ["dryRun", "yes", "noInput"],
    examples: ["camunda-backup delete 1732300000", "camunda-backup delete oldest --dry-run"]
  },
  restore: {
    takes: "restore",
    text: "plan, run or drill a restore, and look after it: plan|run|drill ID, status [RESTORE], cancel|resume RESTORE, list",
    flags: [
      "inPlace",
      "into",
      "fromRepository",
      "keepOthers",
      "restoreTemplates",
      "unverified",
      "maxBytes",
      "seed",
      "digest",
      "wait",
      "waitTimeout",
      "refresh",
      "dryRun",
      "yes",
      "noInput"
    ],
    examples: [
      "camunda-backup restore drill latest-good --wait",
      "camunda-backup restore plan 1732300000 --in-place",
      "camunda-backup restore run 1732300000 --in-place"
    ]
  },
  schedule: {
    takes: "schedule",
    text: "what the server does by itself: when next, what became of the last times; and to pause and resume it",
    flags: [],
    examples: ["camunda-backup schedule", "camunda-backup schedule pause backup"]
  },
  retention: {
    takes: "retention",
    text: "plan: which backups the policy keeps, why, and which it removes. apply: remove those; without --yes only show them",
    flags: [
      "keepLast",
      "keepHourly",
      "keepDaily",
      "keepWeekly",
      "keepMonthly",
      "keepYearly",
      "keepWithin",
      "keepNotGood",
      "minGood",
      "by",
      "foreign",
      "timezone",
      "dryRun",
      "yes"
    ],
    examples: [
      "camunda-backup retention plan",
      "camunda-backup retention plan --keep-daily 7 --keep-weekly 4",
      "camunda-backup retention apply --yes"
    ]
  },
  check: {
    takes: "none",
    text: "whether backups can be taken here: what is wrong, what it means, what to do",
    flags: [],
    examples: ["camunda-backup check", "camunda-backup check -o json"]
  },
  status: {
    takes: "none",
    text: "a summary: the last good backup, what is running, what is wrong. Exits with 3 if anything is wrong",
    flags: ["objective"],
    examples: ["camunda-backup status", "camunda-backup status --objective 26h"]
  },
  attempts: {
    takes: "id",
    text: "every attempt to take a backup and what became of it, including those that left nothing",
    flags: [],
    examples: ["camunda-backup attempts 1732300000", "camunda-backup attempts latest -o json"]
  },
  logs: {
    takes: "id",
    text: "what happened to a backup, in the order of time: requests and decisions, parts, drills",
    flags: [],
    examples: ["camunda-backup logs latest", "camunda-backup logs 1732300000 -o jsonl"]
  },
  tui: {
    takes: "none",
    text: "the terminal UI; camunda-backup without a command opens it too",
    flags: ["objective", "refresh", "theme", "ascii", "screenReader"],
    screen: true,
    examples: ["camunda-backup tui --theme high-contrast", "camunda-backup tui --screen-reader"]
  },
  config: {
    takes: "config",
    text: "show: which settings are in force, and where each comes from, without secrets. contexts: the installations by name. use-context: which of them is asked",
    flags: [],
    examples: ["camunda-backup config show", "camunda-backup config use-context prod"]
  },
  completion: {
    takes: "shell",
    text: "print a completion script for bash, zsh or fish",
    flags: [],
    local: true,
    examples: [
      "source <(camunda-backup completion bash)",
      "camunda-backup completion fish > ~/.config/fish/completions/camunda-backup.fish"
    ]
  },
  version: {
    takes: "none",
    text: "the version of this program",
    flags: [],
    local: true,
    examples: ["camunda-backup version", "camunda-backup version -o json"]
  }
} as const satisfies Record<string, CommandSpec>

export type CommandName = keyof typeof commands

export const commandNames = Object.keys(commands).filter((x): x is CommandName => x in commands)

/** Every flag that a command understands. */
export const flagsOf = (name: CommandName): ReadonlyArray<FlagName> => {
  const { flags, local, screen }: CommandSpec = commands[name]
  return [
    ...flags,
    ...(local === true ? [] : connection),
    ...(screen === true ? (["noColor", "help"] as const) : everywhere)
  ]
}

export const argumentsText: Readonly<Record<Arguments, string>> = {
  none: "",
  "new id": "[ID]",
  id: "ID",
  ids: "ID…",
  config: "show | contexts | use-context NAME",
  shell: "bash|zsh|fish",
  schedule: "[show] | pause backup|drill | resume backup|drill",
  retention: "plan | apply",
  restore: "plan|run|drill ID | status [RESTORE] | cancel|resume RESTORE | list"
}

/** What can be done with `restore`. */
export const restoreActions = ["plan", "run", "drill", "status", "cancel", "resume", "list"] as const
export type RestoreAction = (typeof restoreActions)[number]

/** What can be done with `schedule`, and with `retention`. */
export const scheduleActions = ["show", "pause", "resume"] as const
export const scheduledJobs = ["backup", "drill"] as const satisfies ReadonlyArray<Job>
export const retentionActions = ["plan", "apply"] as const

/** What can be done with `config`. */
export const configActions = ["show", "contexts", "use-context"] as const

export const shells = ["bash", "zsh", "fish"] as const

/** Instead of digits: by age, over the chosen components. */
export const namedIds = ["latest", "latest-good", "oldest"] as const
export type NamedId = (typeof namedIds)[number]
