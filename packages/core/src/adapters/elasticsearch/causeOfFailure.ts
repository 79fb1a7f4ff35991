/** Enough to recognise a cause by; a chain of them can be long. */
const limit = 1000

/** They say only that a recovery has failed. */
const saysNothing =
  /^(\[[^\]]*\]\[\[[^\]]*\]\[\d+\]\] )?org\.elasticsearch\.indices\.recovery\.RecoveryFailedException|IndexShardRecoveryException|IndexShardRestoreFailedException/

/**
 * The causes in what Elasticsearch says of a failed try, which is a Java stack trace of some hundred lines: from the first that says more than
 * that it failed to the innermost. `null` where nothing has been tried.
 */
export const causeOfFailure = (details: string): string | null => {
  if (details.startsWith("restore_source[")) return null
  const causes = [...details.matchAll(/^Caused by: (.*)$/gm)].map((x) => x[1] ?? "")
  const telling = causes.filter((x) => !saysNothing.test(x))
  const said = telling.length > 0 ? telling.join(" Caused by ") : (details.split("\n")[0] ?? details)
  return said.slice(0, limit)
}
