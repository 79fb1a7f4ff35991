/** `camunda-backup-server health`, for probes without a shell. */
import type { Variables } from "@camunda-backup/core"
import { Option, Result } from "effect"
import { askHealth, ownUrl } from "../askHealth.ts"
import { read } from "../config/serverEnvironment.ts"
import { readFile } from "./readFile.ts"

/** Where the server of these settings listens. */
export const listens = (environment: Variables.Environment): Result.Result<string, string> => {
  const settings = read(environment, readFile)
  return Result.isFailure(settings)
    ? Result.fail(settings.failure.join("\n"))
    : ownUrl({ ...settings.success, tls: Option.isSome(settings.success.tls) })
}

/** Prints the answer; the exit status is 1 unless it is a good one. */
export const health = async (url: Result.Result<string, string>, ready: boolean): Promise<void> => {
  const answer = Result.isFailure(url) ? url : await askHealth(url.success, ready)
  if (Result.isSuccess(answer)) process.stdout.write(`${answer.success}\n`)
  else process.stderr.write(`${answer.failure}\n`)
  process.exitCode = Result.isSuccess(answer) ? 0 : 1
}
