import { Effect } from "effect"
import type { IdArgument, Invocation } from "../parse/Invocation.ts"
import { UsageError } from "../errors/UsageError.ts"

/** The one id of a command that takes one; the parser has made sure that it is there. */
export const onlyId = ({ command, ids }: Invocation): Effect.Effect<IdArgument, UsageError> => {
  const [id] = ids
  return id === undefined
    ? Effect.fail(new UsageError({ reason: `${command} needs the ID of a backup.` }))
    : Effect.succeed(id)
}
