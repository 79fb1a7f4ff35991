/** SIGHUP: the configuration is read again. */
import { Effect, Result } from "effect"
import type { Given } from "../config/environmentOf.ts"
import { changesOf } from "../config/reload.ts"
import { read } from "../config/serverEnvironment.ts"
import type { Runtime } from "../http/answer.ts"
import type { LogLevel } from "../logs/logLine.ts"
import { readFile } from "./readFile.ts"

export interface Reloadable {
  readonly runtime: Runtime
  /** At the start. */
  readonly given: Given
  readonly readGiven: () => Result.Result<Given, string>
  readonly setLogLevel: (level: LogLevel) => void
}

/** What can change does at once; the log says what, and what needs a restart. */
export const reloadOnSignal = ({ given, readGiven, runtime, setLogLevel }: Reloadable): void => {
  process.on("SIGHUP", () => {
    const again = Result.flatMap(
      Result.mapError(readGiven(), (problem): ReadonlyArray<string> => [problem]),
      (now) => Result.map(read(now.variables, readFile), (next) => ({ now, level: next.logLevel }))
    )
    if (Result.isSuccess(again)) setLogLevel(again.success.level)
    runtime.runFork(
      Result.match(again, {
        onFailure: (problems) =>
          Effect.logError("the configuration cannot be used; what it said before still holds", { problems }),
        onSuccess: ({ now }) => {
          const changes = changesOf(given, now)
          const log = changes.needRestart.length > 0 ? Effect.logWarning : Effect.logInfo
          return log("the configuration was read again", { ...changes })
        }
      })
    )
  })
}
