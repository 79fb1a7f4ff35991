import { Effect, Schema } from "effect"
import { StoreAnswerInvalid } from "../../domain/BackupError.ts"

/** The body as what it must be; nothing is concluded from one that is not. */
export const decoded = <A>(
  schema: Schema.Codec<A, unknown>,
  operation: string,
  body: unknown
): Effect.Effect<A, StoreAnswerInvalid> =>
  Effect.mapError(
    Schema.decodeUnknownEffect(schema)(body),
    (error) => new StoreAnswerInvalid({ operation, reason: String(error) })
  )
