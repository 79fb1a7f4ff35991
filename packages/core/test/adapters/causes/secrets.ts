import { Cause } from "effect"
import { inspect } from "node:util"

/** What no error may show, in every form that the tests send it in. */
export const secret = "S3cret-passw0rd"
export const apiKey = btoa("key-id:K3y-s3cret-itself")

const forms = [secret, encodeURIComponent(secret), btoa(`elastic:${secret}`), apiKey, "K3y-s3cret-itself"]

/** All that can be seen of an error, by every way of looking that there is. */
export const everyView = (error: Error): string =>
  [
    inspect(error, { depth: 10, showHidden: true }),
    JSON.stringify(error),
    JSON.stringify(error.cause ?? null),
    Cause.pretty(Cause.fail(error)),
    Cause.pretty(Cause.die(error)),
    String(error.stack),
    String(error)
  ].join("\n")

/** The forms of the secrets that can be seen. */
export const leaks = (error: Error): ReadonlyArray<string> => {
  const seen = everyView(error)
  return forms.filter((form) => seen.includes(form))
}

/** The codes of an error's causes, outermost first. */
export const codes = (error: unknown): ReadonlyArray<unknown> =>
  error instanceof Error && error.cause instanceof Error
    ? [...("code" in error.cause ? [error.cause.code] : []), ...codes(error.cause)]
    : []
