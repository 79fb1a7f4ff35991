import type { RedactedCause } from "../../config/RedactedCause.ts"

const described = ({ code, message }: RedactedCause): string =>
  code === undefined || message.includes(code) ? message : `${message} (${code})`

/** `fetch` says only "fetch failed"; why it did is in the innermost cause. */
export const causeOf = (cause: RedactedCause): string => {
  let innermost = cause
  while (innermost.cause !== undefined) innermost = innermost.cause
  return described(innermost)
}
