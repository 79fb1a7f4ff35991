const described = (error: Error): string =>
  "code" in error && typeof error.code === "string" && !error.message.includes(error.code)
    ? `${error.message} (${error.code})`
    : error.message

/** `fetch` says only "fetch failed"; why it did is in the cause, for several addresses of a host in the first of its errors. */
export const causeOf = (error: unknown): string => {
  let innermost: unknown = error
  for (let depth = 0; depth < 5 && innermost instanceof Error; depth++) {
    const next: unknown =
      innermost instanceof AggregateError ? (innermost.errors as ReadonlyArray<unknown>)[0] : innermost.cause
    if (next === undefined) break
    innermost = next
  }
  return innermost instanceof Error ? described(innermost) : String(innermost)
}
