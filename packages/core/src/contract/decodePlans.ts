/** The answer of `GET /api/v1/plan` back to plans and refusals. */
import { Option, Result, Schema } from "effect"
import { type BackupError, ServerRefused } from "../domain/BackupError.ts"
import * as Component from "../domain/Component.ts"
import type { LeftOut } from "../domain/LeftOut.ts"
import * as SnapshotName from "../domain/SnapshotName.ts"
import * as ErrorDto from "./ErrorDto.ts"

const PlansJson = Schema.Struct({
  plans: Schema.Array(
    Schema.Struct({
      component: Schema.Literals(Component.all),
      snapshots: Schema.Array(
        Schema.Struct({ snapshot: Schema.String, indices: Schema.Array(Schema.String) })
      ),
      /** Servers of older versions tell of none. */
      inNoPart: Schema.optionalKey(
        Schema.Array(Schema.Struct({ index: Schema.String, documents: Schema.NullOr(Schema.Finite) }))
      ),
      problem: Schema.NullOr(
        Schema.Struct({
          code: Schema.String,
          detail: Schema.String,
          status: Schema.Int,
          details: Schema.optionalKey(Schema.Unknown)
        })
      )
    })
  )
})

const decodeJson = Schema.decodeUnknownResult(PlansJson)

interface PlannedSnapshot {
  readonly snapshot: SnapshotName.SnapshotName
  readonly indices: ReadonlyArray<string>
}

const snapshotsOf = (
  component: Component.Component,
  snapshots: (typeof PlansJson.Type)["plans"][number]["snapshots"]
): Result.Result<ReadonlyArray<PlannedSnapshot>, string> =>
  Result.all(
    snapshots.map(({ snapshot, indices }) =>
      Result.map(
        Result.fromOption(SnapshotName.parse(component, snapshot), () => `[${snapshot}] is no snapshot name`),
        ({ name }) => ({ snapshot: name, indices })
      )
    )
  )

export interface DecodedPlan {
  readonly component: Component.Component
  readonly result: Result.Result<ReadonlyArray<PlannedSnapshot>, BackupError>
  readonly inNoPart: ReadonlyArray<LeftOut>
}

export const decodePlans = (
  component: Component.Component,
  value: unknown
): Result.Result<ReadonlyArray<DecodedPlan>, string> =>
  Result.gen(function* () {
    const json = yield* Result.mapError(decodeJson(value), String)
    const found = json.plans.filter((x) => x.component === component)
    return yield* Result.all(
      found.map(({ inNoPart = [], problem, snapshots }): Result.Result<DecodedPlan, string> => {
        if (problem === null)
          return Result.map(snapshotsOf(component, snapshots), (planned) => ({
            component,
            inNoPart,
            result: Result.succeed(planned)
          }))
        const { code, detail, details, status } = problem
        const error = Option.getOrElse(
          ErrorDto.errorOf(code, details),
          () => new ServerRefused({ status, text: detail })
        )
        return Result.succeed({ component, inNoPart, result: Result.fail(error) })
      })
    )
  })
