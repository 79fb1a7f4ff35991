/** The token for a server: from a file, from a command that prints it, or from the environment. Never from a flag, which every process of the machine can see. */
import type { SecretFiles, Variables } from "@camunda-backup/core"
import { Redacted, Result } from "effect"
import { execFileSync } from "node:child_process"
import { UsageError } from "../errors/UsageError.ts"
import type { Invocation } from "../parse/Invocation.ts"
import { tokenCommandVariable } from "../parse/contexts.ts"
import { because } from "./because.ts"

/** Longer than a person needs to unlock a password manager, and no hang in a script. */
const commandWithinMillis = 60_000

/** What a command prints; its own words on standard error reach the person. */
export type RunCommand = (command: string) => string

export const runCommand: RunCommand = (command) =>
  execFileSync("/bin/sh", ["-c", command], {
    encoding: "utf8",
    timeout: commandWithinMillis,
    stdio: ["inherit", "pipe", "inherit"]
  })

const checked = (text: string, from: string): Result.Result<Redacted.Redacted, UsageError> => {
  const token = text.trim()
  return /^[\x21-\x7e]+$/.test(token)
    ? Result.succeed(Redacted.make(token, { label: "token" }))
    : Result.fail(
        new UsageError({ reason: `${from} gives no token: it has to be one word of ASCII characters.` })
      )
}

/** `null`: none is given. */
export const tokenOf = (
  { tokenFile }: Invocation,
  environment: Variables.Environment,
  readFile: SecretFiles.ReadFile,
  run: RunCommand = runCommand
): Result.Result<Redacted.Redacted | null, UsageError> => {
  const value = environment["CAMUNDA_BACKUP_TOKEN"]?.trim() ?? ""
  const command = environment[tokenCommandVariable]?.trim() ?? ""
  const given = [value, tokenFile, command].filter((x) => x !== "")
  if (given.length > 1)
    return Result.fail(
      new UsageError({
        reason: `Only one of --token-file (CAMUNDA_BACKUP_TOKEN_FILE), CAMUNDA_BACKUP_TOKEN and ${tokenCommandVariable} can say the token.`
      })
    )
  if (value !== "") return checked(value, "CAMUNDA_BACKUP_TOKEN")
  const from = tokenFile === "" ? `the command of ${tokenCommandVariable}` : tokenFile
  if (tokenFile === "" && command === "") return Result.succeed(null)
  return Result.flatMap(
    Result.try({
      try: () => (tokenFile === "" ? run(command) : readFile(tokenFile)),
      catch: (error) =>
        new UsageError({ reason: `The token cannot be read from ${from}: ${because(error)}.` })
    }),
    (text) => checked(text, from)
  )
}
