/** A failed call of which nobody knows whether Elasticsearch did what it was asked for. */
import type { StoreError } from "./BackupError.ts"

/** What was asked for may have been carried out, or may still be. */
export const isAmbiguous = (error: StoreError): boolean =>
  error._tag === "StoreAnswerInvalid" || (error._tag === "StoreUnavailable" && error.ambiguous)
