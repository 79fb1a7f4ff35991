/** The promise, or a failure that says what did not come in time. */
export const within = async <A>(promise: Promise<A>, millis: number, what: () => string): Promise<A> => {
  const late = Promise.withResolvers<never>()
  const timer = setTimeout(() => late.reject(new Error(`not within ${millis} ms: ${what()}`)), millis)
  try {
    return await Promise.race([promise, late.promise])
  } finally {
    clearTimeout(timer)
  }
}
