/**
 * What led to an error, kept for debugging: name, message, code and the causes behind it. Errors of libraries also hold requests, headers
 * and bodies, which may hold credentials, so that none of them is kept as it was thrown.
 */
import { notShown } from "./addresses.ts"
import type { Redact } from "./redaction.ts"

/** The text to keep of an error: its message, unless that repeats what was sent or received. */
export type Words = (error: Error) => string

/** How many causes are kept, one behind another. */
const maxDepth = 5

/** Enough to recognise a failure by. */
const maxLength = 300

const codeIn = (message: string): string | undefined =>
  /\b(?:E[A-Z]{4,}|UND_ERR_[A-Z_]+)\b/.exec(message)?.[0]

const codeOf = (error: Error): string | undefined =>
  "code" in error && typeof error.code === "string" ? error.code : codeIn(error.message)

/** For a host with several addresses, the first of the errors. */
const behind = (error: Error): unknown =>
  error.cause ?? (error instanceof AggregateError ? (error.errors as ReadonlyArray<unknown>)[0] : undefined)

const withoutUsers = (text: string): string => text.replaceAll(/(?<=:\/\/)[^\s"'<>]*@/g, `${notShown}@`)

/** An error that was thrown, without anything that may be secret. */
export class RedactedCause extends Error {
  declare readonly code?: string
  declare readonly cause?: RedactedCause

  constructor(thrown: {
    readonly name: string
    readonly message: string
    readonly code?: string | undefined
  }) {
    super(thrown.message)
    // Not enumerable, as in a native error.
    Object.defineProperty(this, "name", { value: thrown.name, configurable: true })
    if (thrown.code !== undefined) this.code = thrown.code
    // The place where this object is made says nothing about the failure.
    this.stack = `${thrown.name}: ${thrown.message}`
  }
}

/** The cause to keep for what was thrown. `redact` knows the credentials in use. */
export const of = (
  thrown: unknown,
  redact: Redact,
  words: Words = (error) => error.message,
  depth = maxDepth
): RedactedCause => {
  // Redacted before it is cut: half a secret is not recognised as one.
  const safe = (text: string): string => withoutUsers(redact(text)).slice(0, maxLength)
  if (!(thrown instanceof Error)) return new RedactedCause({ name: "Error", message: safe(String(thrown)) })
  const code = codeOf(thrown)
  const cause = new RedactedCause({
    name: safe(thrown.name),
    message: safe(words(thrown)),
    code: code === undefined ? code : safe(code)
  })
  const next = behind(thrown)
  return next === undefined || depth <= 1 ? cause : withCause(cause, of(next, redact, words, depth - 1))
}

/** Sets the cause of an error. As in a native error it is not enumerable, so that neither JSON nor comparisons of errors include it. */
export const withCause = <E extends Error>(error: E, cause: unknown): E =>
  Object.defineProperty(error, "cause", { value: cause, configurable: true, writable: true })
