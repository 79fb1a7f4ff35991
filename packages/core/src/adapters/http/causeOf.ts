import type { RedactedCause } from "../../config/RedactedCause.ts"
import type { ServerUnreachable } from "../../domain/TransportError.ts"
import type { NamedProxy } from "./Proxy.ts"
import { meaningOf, named, ProxyFailed } from "./ProxyFailed.ts"

const described = ({ code, message }: RedactedCause): string =>
  code === undefined || message.includes(code) ? message : `${message} (${code})`

/** `fetch` says only "fetch failed"; why it did is in the innermost cause. */
export const innermost = (cause: RedactedCause): RedactedCause => {
  let found = cause
  while (found.cause !== undefined) found = found.cause
  return found
}

/** The innermost cause in words. */
export const causeOf = (cause: RedactedCause): string => described(innermost(cause))

/** After what went wrong, for whoever does not know that there is a proxy. */
export const through = (proxy: NamedProxy | undefined): string =>
  proxy === undefined ? "" : ` through ${named(proxy)}`

/** Why a request has no answer, without a full stop, and whether it was the proxy. `cause` is of `thrown`. */
export const reasonOf = (
  thrown: unknown,
  cause: RedactedCause,
  proxy: NamedProxy | undefined
): { readonly reason: string; readonly proxy?: ServerUnreachable["proxy"] } => {
  if (!(thrown instanceof ProxyFailed)) return { reason: `${causeOf(cause)}${through(proxy)}` }
  const { status } = thrown
  const what = status === null ? `does not answer: ${causeOf(cause)}` : meaningOf(status)
  const { url, variable } = thrown.proxy
  return { reason: `${named(thrown.proxy)} ${what}`, proxy: { url, variable, status } }
}
