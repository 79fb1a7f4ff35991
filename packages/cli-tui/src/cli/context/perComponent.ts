/** One request per chosen component, all at the same time. One that fails does not prevent the others from being carried out or shown. */
import { BackupClient, type ClientError, type Component } from "@camunda-backup/core"
import { Effect, Result } from "effect"
import type { Failed } from "../output/Output.ts"

export interface Done<A> {
  readonly component: Component.Component
  readonly value: A
}

export interface PerComponent<A> {
  readonly done: ReadonlyArray<Done<A>>
  readonly failed: ReadonlyArray<Failed>
}

export const perComponent = <A, R = never>(
  components: ReadonlyArray<Component.Component>,
  request: (api: BackupClient["Service"], component: Component.Component) => Effect.Effect<A, ClientError, R>
): Effect.Effect<PerComponent<A>, never, BackupClient | R> =>
  Effect.gen(function* () {
    const api = yield* BackupClient
    const done: Array<Done<A>> = []
    const failed: Array<Failed> = []
    const all = yield* Effect.forEach(
      components,
      (component) => Effect.map(Effect.result(request(api, component)), (result) => ({ component, result })),
      { concurrency: "unbounded" }
    )
    for (const { component, result } of all) {
      if (Result.isSuccess(result)) done.push({ component, value: result.success })
      else failed.push({ component, error: result.failure })
    }
    return { done, failed }
  })
