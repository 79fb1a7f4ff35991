import {
  type BackupId,
  type ClientError,
  RestoreClient,
  RestorePlan,
  RestorePlanDto
} from "@camunda-backup/core"
import { Effect, Result } from "effect"
import type { Invocation, RestoreArguments } from "../parse/Invocation.ts"
import type { Failed } from "../output/Output.ts"
import { questionOf } from "./question.ts"

/** Plans of the chosen components, and those of which none could be made. */
export interface Planned {
  readonly plans: ReadonlyArray<RestorePlan.RestorePlan>
  readonly failed: ReadonlyArray<Failed>
}

/** What each chosen component would be restored by. */
export const planned = Effect.fnUntraced(function* (
  { components }: Invocation,
  backupId: BackupId.BackupId,
  asked: RestoreArguments
): Effect.fn.Return<Planned, never, RestoreClient> {
  const api = yield* RestoreClient
  const all = yield* Effect.forEach(
    components,
    Effect.fnUntraced(function* (component) {
      const question = yield* questionOf(component, backupId, asked)
      const result: Result.Result<RestorePlan.RestorePlan, ClientError> = yield* Effect.result(
        api.plan(question)
      )
      return { component, result }
    }),
    { concurrency: "unbounded" }
  )
  return {
    plans: all.flatMap((x) => (Result.isSuccess(x.result) ? [x.result.success] : [])),
    failed: all.flatMap(({ component, result }) =>
      Result.isFailure(result) ? [{ component, error: result.failure }] : []
    )
  }
})

/** For programs. */
export const documentOf = (plans: ReadonlyArray<RestorePlan.RestorePlan>) => ({
  runnable: plans.every((x) => RestorePlan.blockers(x).length === 0),
  plans: plans.map(RestorePlanDto.encode)
})
