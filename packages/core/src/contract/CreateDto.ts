/** Taking a backup by `/api/v1`: what is sent, and what became of it, component by component. */
import { Result, Schema } from "effect"
import type { CreateError } from "../domain/BackupError.ts"
import type { Created } from "../domain/CreateOutcome.ts"
import type { ServerRefused } from "../domain/TransportError.ts"
import { type Decoded, decoder, encoder } from "./body.ts"
import { isCreateError } from "./ErrorDto.ts"
import { locationOf } from "./location.ts"
import * as ProblemDto from "./ProblemDto.ts"
import { ComponentName, Id, Name } from "./scalars.ts"

/** What a create is asked for: both components, and an id of the server's choice, unless given. */
export const Request = Schema.Struct({
  components: Schema.optionalKey(Schema.Array(ComponentName)),
  backupId: Schema.optionalKey(Schema.NullOr(Id))
}).annotate({ identifier: "CreateRequest" })

/** What became of a create. */
export const Body = Schema.Struct({
  backupId: Id,
  backups: Schema.Array(
    Schema.Struct({
      component: ComponentName,
      accepted: Schema.Boolean,
      location: Schema.NullOr(Schema.String),
      scheduledSnapshots: Schema.Array(Name),
      problem: Schema.NullOr(ProblemDto.Body)
    })
  )
}).annotate({ identifier: "Created" })

/** What the problem of a create that was refused for every component says beside: what became of each. */
export const refusalMembers = {
  backupId: Schema.optionalKey(Body.fields.backupId),
  backups: Schema.optionalKey(Body.fields.backups)
}

/** The JSON of what is asked for. */
export const encodeRequest = encoder(Request)

const encodeBody = encoder(Body)
const decodeBody = decoder(Body)

/** The JSON of what became of a create. `problemOf` tells of a refusal. */
export const encode = (
  { backupId, outcomes }: Created,
  problemOf: (error: CreateError) => ProblemDto.Problem
): typeof Body.Encoded =>
  encodeBody({
    backupId,
    backups: outcomes.map(({ component, result }) => ({
      component,
      accepted: Result.isSuccess(result),
      location: Result.isSuccess(result) ? locationOf(component, backupId) : null,
      scheduledSnapshots: Result.getOrElse(result, () => []),
      problem: Result.isFailure(result) ? problemOf(result.failure) : null
    }))
  })

/** What became of a create, or what is wrong with the JSON. */
export const decode = (json: unknown): Decoded<Created<ServerRefused>> =>
  Result.map(decodeBody(json), ({ backupId, backups }) => ({
    backupId,
    outcomes: backups.map(({ component, problem, scheduledSnapshots }) => ({
      component,
      result:
        problem === null
          ? Result.succeed(scheduledSnapshots)
          : Result.fail(ProblemDto.expected(problem, isCreateError))
    }))
  }))
