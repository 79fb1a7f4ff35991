#!/usr/bin/env node
/** `camunda-backup-server`: which of its commands is meant. Without one it serves. */
import { Redaction } from "@camunda-backup/core"
import { Result } from "effect"
import { setFlagsFromString } from "node:v8"
import { makeToken } from "./access/makeToken.ts"
import { configCommand } from "./config/configCommand.ts"
import { environmentOf } from "./config/environmentOf.ts"
import { crash, redactCrashes } from "./process/crash.ts"
import { fail } from "./process/fail.ts"
import { flags, usage } from "./process/flags.ts"
import { health, listens } from "./process/health.ts"
import { readFile } from "./process/readFile.ts"
import { serve } from "./process/serve.ts"
import { version } from "./version.ts"

/** Printed, or why it cannot be. */
const print = (said: Result.Result<string, ReadonlyArray<string>>): void => {
  if (Result.isFailure(said)) return fail(said.failure)
  process.stdout.write(said.success)
}

const main = async (): Promise<void> => {
  // Whoever reads the log may go away; backups go on.
  process.stdout.on("error", () => {})
  const { positionals, values } = flags()
  const { config, embedded, help, host, port, ready, version: showVersion } = values
  if (help || showVersion) return print(Result.succeed(help ? usage : `${version}\n`))
  const [command, ...names] = positionals
  if (command === "token") return print(Result.mapError(makeToken(names, values), (x) => [x]))
  const readGiven = () => environmentOf({ config, host, port }, process.env, readFile)
  if (command === "health" && names.length <= 1) {
    const [url] = names
    const asked =
      url === undefined ? Result.flatMap(readGiven(), (x) => listens(x.variables)) : Result.succeed(url)
    return await health(asked, ready)
  }
  if (command !== undefined && command !== "config") return fail([`Unknown command: ${command}. Try --help.`])
  const found = readGiven()
  if (Result.isFailure(found)) return fail([found.failure])
  const given = found.success
  if (command === "config") return print(configCommand(names[0], given, readFile))
  await serve(given, readGiven, embedded)
}

// A list of ten thousand backups is garbage as soon as it is sent. V8 would let the heap grow to several times what lives before it clears
// up: 450 MB instead of 210 MB after a few such lists, for no gain in time (bench/RESULTS.md).
setFlagsFromString("--heap-growing-percent=30")
redactCrashes(Redaction.ofEnvironment(process.env))
process.once("uncaughtException", crash)
await main().catch(crash)
