/** That it was the proxy which failed, and not the server behind it. */
import type { NamedProxy } from "./Proxy.ts"

/** The proxy has not passed the request on: the server has not got it. */
export class ProxyFailed extends Error {
  override readonly name = "ProxyFailed"
  readonly proxy: NamedProxy
  /** What it answered; `null`: there is no connection to it. */
  readonly status: number | null

  constructor(proxy: NamedProxy, status: number | null, cause?: unknown) {
    super(status === null ? "no connection to the proxy" : `the proxy answered ${status}`, { cause })
    this.proxy = proxy
    this.status = status
  }
}

export const named = ({ url, variable }: NamedProxy): string => `the proxy ${url} (${variable})`

/** What a status of the proxy's own means, after its name. */
export const meaningOf = (status: number): string => {
  if (status === 407)
    return "requires a user name and a password, and has not accepted what it was given (407)"
  if (status === 403) return "does not allow this address (403)"
  return status === 502 || status === 503 || status === 504
    ? `does not reach the server (${status})`
    : `answered ${status}`
}
