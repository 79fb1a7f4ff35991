import { withCause } from "../../config/RedactedCause.ts"
import { type StoreError, StoreTlsFailed, StoreUnavailable } from "../../domain/BackupError.ts"

const isTls = (error: StoreError): error is StoreTlsFailed => error._tag === "StoreTlsFailed"

const reasonOf = (error: StoreError): string => ("reason" in error ? error.reason : error.message)

/** One error for all nodes that failed, naming each; a TLS error only when no node failed for a temporary reason. */
export const noNodeAnswers = (operation: string, failures: ReadonlyArray<StoreError>): StoreError => {
  const [first] = failures
  if (first !== undefined && failures.length === 1) return first
  const reason = `No node of Elasticsearch could be asked. ${failures.map(reasonOf).join(" ")}`
  const tls = failures.filter(isTls)
  const failure =
    tls.length === failures.length && tls[0] !== undefined
      ? new StoreTlsFailed({ operation, trouble: tls[0].trouble, reason })
      : new StoreUnavailable({
          operation,
          reason,
          ambiguous: failures.some((x) => x._tag === "StoreUnavailable" && x.ambiguous)
        })
  const causes = failures.flatMap(({ cause }) => (cause === undefined ? [] : [cause]))
  return causes.length === 0
    ? failure
    : withCause(failure, new AggregateError(causes, "No node of Elasticsearch could be asked."))
}
