import { Effect } from "effect"
import { StoreAnswerInvalid, StoreUnavailable } from "../../domain/BackupError.ts"
import { isAcknowledged } from "./wire.ts"

/** Only `{"acknowledged":true}` proves that a change was carried out; with `false` Elasticsearch may still be working on it. */
export const acknowledged = (
  operation: string,
  body: unknown
): Effect.Effect<void, StoreAnswerInvalid | StoreUnavailable> => {
  switch (isAcknowledged(body)) {
    case true:
      return Effect.void
    case false: {
      const reason = "Elasticsearch took the request, but did not carry it out in time."
      return Effect.fail(new StoreUnavailable({ operation, reason, ambiguous: true }))
    }
    case null: {
      const reason = "The body does not say whether the change was carried out."
      return Effect.fail(new StoreAnswerInvalid({ operation, reason }))
    }
  }
}
