// Checks whether a backup could be taken now, and prints what is wrong and what to do about it. Exits with 1 on an error.
import { Check, CoreEnvironment, Finding, layerElasticsearch } from "@camunda-backup/core"
import { Effect, Option, Result } from "effect"

const program = Effect.gen(function* () {
  const { connection, settings } = yield* Effect.fromResult(
    Result.mapError(CoreEnvironment.read(process.env), (problems) => new Error(problems.join("\n")))
  )
  if (Option.isNone(connection)) return yield* Effect.fail(new Error("Set CAMUNDA_BACKUP_ELASTICSEARCH_URL."))
  return yield* Effect.gen(function* () {
    const { findings } = yield* (yield* Check).run
    for (const { severity, component, symptom, action } of findings)
      console.log(severity, component ?? "all", symptom, action ?? "")
    return Finding.worst(findings)
  }).pipe(Effect.provide(layerElasticsearch(connection.value, settings, "none")))
})

Effect.runPromise(program).then(
  (worst) => {
    console.log(`worst: ${worst}`)
    process.exitCode = worst === "error" ? 1 : 0
  },
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : error)
    process.exitCode = 1
  }
)
