/** Enough to recognise a cause by; a chain of them can be long. */
const limit = 1000

/** These say only that a recovery has failed. */
const saysNothing = /\b(RecoveryFailed|IndexShardRecovery|IndexShardRestoreFailed)Exception(: |$)/

/**
 * The causes in what Elasticsearch says of a failed try, which is a Java stack trace of some hundred lines: from the first that says more than
 * that it failed to the innermost, in one line. `null` where nothing has been tried.
 */
export const causeOfFailure = (details: string): string | null => {
  if (details.startsWith("restore_source[")) return null
  const [first = "", ...lines] = details.split("\n")
  const causes = lines.flatMap((x) => /^Caused by: (.*)$/.exec(x)?.[1] ?? [])
  const telling = causes.filter((x) => !saysNothing.test(x))
  return (telling.length > 0 ? telling.join(" Caused by ") : first).slice(0, limit)
}
