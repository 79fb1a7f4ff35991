/** `RestoreApi` over the operations: the ports are taken once, when the layer is built. */
import { Effect, Layer } from "effect"
import { configuredRepository } from "../../config/Settings.ts"
import { summaryOf } from "../../domain/restore/RestoreSummary.ts"
import { RestoreApi, RestoreClient } from "../../ports/RestoreApi.ts"
import { RestoreJournal } from "../../ports/RestoreJournal.ts"
import type { RestoreRuns } from "../../engine/restore/RestoreRuns.ts"
import { cancelRestore } from "./cancelRestore.ts"
import { planRestore } from "./planRestore.ts"
import type { PlanServices } from "./restoreFacts.ts"
import { restoreStatus } from "./restoreStatus.ts"
import { resumeRestore } from "./resumeRestore.ts"
import { startRestore } from "./startRestore.ts"

type Services = PlanServices | RestoreRuns

/** Provides `RestoreApi`. */
export const layer: Layer.Layer<RestoreApi, never, Services> = Layer.effect(
  RestoreApi,
  Effect.gen(function* () {
    const services = yield* Effect.context<Services>()
    const over =
      <Args extends ReadonlyArray<unknown>, A, E>(
        operation: (...args: Args) => Effect.Effect<A, E, Services>
      ): ((...args: Args) => Effect.Effect<A, E>) =>
      (...args) =>
        Effect.provideContext(operation(...args), services)
    return RestoreApi.of({
      plan: over(planRestore),
      start: over(startRestore),
      status: over(restoreStatus),
      list: over((components) =>
        Effect.gen(function* () {
          const repository = yield* configuredRepository()
          const journal = yield* RestoreJournal
          const lists = yield* Effect.forEach(components, (x) => journal.list(repository, x), {
            concurrency: "unbounded"
          })
          return lists
            .flat()
            .toSorted((a, b) => b.requestedAt - a.requestedAt)
            .map(summaryOf)
        })
      ),
      cancel: over(cancelRestore),
      resume: over(resumeRestore),
      verifications: over((component) =>
        Effect.gen(function* () {
          const repository = yield* configuredRepository()
          const journal = yield* RestoreJournal
          return yield* journal.verifications(repository, component)
        })
      )
    })
  })
)

/** Carried out in this process. */
export const layerClient: Layer.Layer<RestoreClient, never, RestoreApi> = Layer.effect(
  RestoreClient,
  RestoreApi
)
