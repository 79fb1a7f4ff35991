/** `InstallationFacts` from Elasticsearch: three requests at once. */
import { Effect, Layer, Option } from "effect"
import { Settings } from "../config/Settings.ts"
import { Diagnostics } from "../ports/Diagnostics.ts"
import { InstallationFacts } from "../ports/InstallationFacts.ts"

const orNull = <A, E>(effect: Effect.Effect<A, E>) => Effect.orElseSucceed(effect, () => null)

/** Provides `InstallationFacts`. */
export const layer: Layer.Layer<InstallationFacts, never, Diagnostics | Settings> = Layer.effect(
  InstallationFacts,
  Effect.gen(function* () {
    const diagnostics = yield* Diagnostics
    const { camundaVersion, indexPrefixes, repository } = yield* Settings
    const look = Effect.map(
      Effect.all(
        [
          orNull(diagnostics.version),
          orNull(diagnostics.health),
          Option.match(repository, {
            onNone: () => Effect.succeed(null),
            onSome: (name) => orNull(diagnostics.repository(name))
          })
        ],
        { concurrency: "unbounded" }
      ),
      ([version, health, found]) => ({
        cluster: health?.cluster ?? null,
        elasticsearch: version,
        health: health?.status ?? null,
        repository: found,
        camundaVersion,
        indexPrefixes,
        identity: null
      })
    )
    return InstallationFacts.of({ look })
  })
)
