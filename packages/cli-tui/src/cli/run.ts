/** One run: from arguments to an exit code. Data goes to `stdout`, everything else to `stderr`. */
import { type BackupApi, HttpBackupApi } from "@camunda-backup/core"
import { Cause, Effect, Exit, Result } from "effect"
import { create } from "./commands/create.ts"
import { deleteBackup } from "./commands/delete.ts"
import { get } from "./commands/get.ts"
import { list } from "./commands/list.ts"
import { type ExitCode, interrupted, worst } from "./exitCode.ts"
import { help } from "./help.ts"
import type { Invocation } from "./Invocation.ts"
import { entriesOf, entryOf, type ErrorEntry, renderErrors } from "./output/errors.ts"
import { parseCommandLine } from "./parseCommandLine.ts"
import type { Report } from "./Report.ts"
import { version } from "../version.ts"

export interface Run {
  readonly args: ReadonlyArray<string>
  readonly environment: Readonly<Record<string, string | undefined>>
  readonly stdout: (text: string) => void
  readonly stderr: (text: string) => void
  /** Interrupts the run. */
  readonly signal?: AbortSignal
}

const reportOf = ({ command, components }: Invocation): Effect.Effect<Report, never, BackupApi> => {
  switch (command._tag) {
    case "Create":
      return create(components, command.backupId)
    case "List":
      return list(components)
    case "Get":
      return get(components, command.backupId)
    case "Delete":
      return deleteBackup(components, command.backupId)
  }
}

export const run = async ({ args, environment, signal, stderr, stdout }: Run): Promise<ExitCode> => {
  const end = (entries: ReadonlyArray<ErrorEntry>, json: boolean): ExitCode => {
    const text = renderErrors(entries, json)
    if (text !== "") stderr(text)
    return worst(entries.map((x) => x.exitCode))
  }

  const parsed = parseCommandLine(args, environment)
  if (Result.isFailure(parsed)) return end([entryOf(null, parsed.failure)], args.includes("--json"))
  if (parsed.success === "help" || parsed.success === "version") {
    stdout(parsed.success === "help" ? help : `${version}\n`)
    return 0
  }
  const { json, baseUrls, timeoutMillis } = parsed.success
  const userAgent = `camunda-backup/${version}`
  const layer = HttpBackupApi.layer({ baseUrls, requestTimeoutMillis: timeoutMillis, userAgent })
  const program = Effect.provide(reportOf(parsed.success), layer)
  const exit = await Effect.runPromiseExit(program, signal === undefined ? {} : { signal })
  const whole = { component: null, code: "Interrupted" }
  if (Exit.isFailure(exit)) {
    return Cause.hasInterruptsOnly(exit.cause)
      ? end(
          [
            {
              ...whole,
              message: "Interrupted. What the server was asked for before, it carries on with.",
              exitCode: interrupted
            }
          ],
          json
        )
      : end([{ ...whole, code: "Unexpected", message: Cause.pretty(exit.cause), exitCode: 1 }], json)
  }
  const { document, failed, notes, text } = exit.value
  if (!json && text !== "") stdout(text)
  if (json && document !== null) stdout(`${JSON.stringify(document, null, 2)}\n`)
  if (!json) for (const note of notes) stderr(`${note}\n`)
  return end(entriesOf(failed), json)
}
