/** What a create would take, or why it would be refused, in `/api/v1`. */
import { Result, Schema } from "effect"
import type { CreateError } from "../domain/BackupError.ts"
import type { BackupId } from "../domain/BackupId.ts"
import type { PlannedCreate } from "../domain/PlannedCreate.ts"
import type { ServerRefused } from "../domain/TransportError.ts"
import { type Decoded, decoder, encoder } from "./body.ts"
import { isCreateError } from "./ErrorDto.ts"
import * as ProblemDto from "./ProblemDto.ts"
import { ComponentName, Id, LeftOut, Name } from "./scalars.ts"

/** The plans of a create, one per component. */
export const Body = Schema.Struct({
  backupId: Id,
  plans: Schema.Array(
    Schema.Struct({
      component: ComponentName,
      accepted: Schema.Boolean,
      snapshots: Schema.Array(Schema.Struct({ snapshot: Name, indices: Schema.Array(Schema.String) })),
      /** Missing from servers of older versions. */
      inNoPart: Schema.optionalKey(Schema.Array(LeftOut)),
      problem: Schema.NullOr(ProblemDto.Body)
    })
  )
}).annotate({ identifier: "Plans" })

const encodeBody = encoder(Body)
const decodeBody = decoder(Body)

/** The JSON of plans. `problemOf` makes the problem of a refusal. */
export const encode = (
  backupId: BackupId,
  planned: ReadonlyArray<PlannedCreate>,
  problemOf: (error: CreateError) => ProblemDto.Problem
): typeof Body.Encoded =>
  encodeBody({
    backupId,
    plans: planned.map(({ component, inNoPart, result }) => ({
      component,
      accepted: Result.isSuccess(result),
      snapshots: Result.getOrElse(result, () => []),
      inNoPart,
      problem: Result.isFailure(result) ? problemOf(result.failure) : null
    }))
  })

/** Plans, or what is wrong with the JSON. */
export const decode = (json: unknown): Decoded<ReadonlyArray<PlannedCreate<ServerRefused>>> =>
  Result.map(decodeBody(json), ({ plans }) =>
    plans.map(({ component, inNoPart = [], problem, snapshots }) => ({
      component,
      inNoPart,
      result:
        problem === null
          ? Result.succeed(snapshots)
          : Result.fail(ProblemDto.expected(problem, isCreateError))
    }))
  )
