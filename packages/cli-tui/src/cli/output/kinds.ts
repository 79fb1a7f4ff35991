/**
 * What a document for programs says of itself first, so that a reader can tell what it got. Keys may be added to a kind; one that is there stays, or
 * `apiVersion` changes.
 */
import type { Invocation } from "../parse/Invocation.ts"
import type { CommandName, RestoreAction } from "../spec/commands.ts"

export const apiVersion = "camunda-backup/v1"

export interface Kinds {
  readonly document: string
  /** Of one line with `-o jsonl`. */
  readonly line: string
}

/** One document, which is also its only line. */
export const one = (kind: string): Kinds => ({ document: kind, line: kind })
/** A list, and a line for each of its items. */
export const listOf = (kind: string): Kinds => ({ document: `${kind}List`, line: kind })

const ofRestore: Readonly<Record<RestoreAction, Kinds>> = {
  plan: listOf("RestorePlan"),
  run: listOf("Restore"),
  drill: listOf("Restore"),
  status: listOf("Restore"),
  cancel: listOf("Restore"),
  resume: listOf("Restore"),
  list: listOf("Restore")
}

const plans: Kinds = listOf("Plan")

const ofCommand: Readonly<Record<Exclude<CommandName, "restore">, Kinds>> = {
  create: one("Creation"),
  list: listOf("Backup"),
  get: listOf("Backup"),
  watch: listOf("Backup"),
  wait: listOf("Backup"),
  resume: one("Resumption"),
  cancel: one("Cancellation"),
  delete: one("Deletion"),
  schedule: listOf("Schedule"),
  retention: { document: "RetentionPlan", line: "RetentionRow" },
  check: { document: "Check", line: "Finding" },
  status: one("Status"),
  attempts: listOf("Attempt"),
  logs: { document: "Log", line: "LogEntry" },
  tui: one("None"),
  config: { document: "SettingList", line: "Setting" },
  completion: one("Completion"),
  version: one("Version")
}

type About = Pick<Invocation, "command" | "dryRun" | "restore">

export const kindsOf = ({ command, dryRun, restore }: About): Kinds => {
  if (restore !== null)
    return dryRun && restore.action !== "list" ? ofRestore.plan : ofRestore[restore.action]
  if (dryRun && command !== "retention") return plans
  return command === "restore" ? ofRestore.list : ofCommand[command]
}

/** What stands first in it. */
export const headed = (kind: string, document: Readonly<Record<string, unknown>>) => ({
  apiVersion,
  kind,
  ...document
})
