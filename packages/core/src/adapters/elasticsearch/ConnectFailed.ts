/** No connection to a node could be made: nothing was sent for certain, so that another node can be tried, even for writes. */
export class ConnectFailed extends Error {
  override readonly name = "ConnectFailed"
  /** Node's or OpenSSL's code, such as `ECONNREFUSED` or `CERT_HAS_EXPIRED`. */
  readonly code: string
  /** What the system said. */
  readonly detail: string
  constructor(code: string, detail: string) {
    super(`${prefix}${code}: ${detail}`)
    this.code = code
    this.detail = detail
  }
}

const prefix = "cannot connect: "

const codeOf = (error: Error): string => ("code" in error ? String(error.code) : "unknown")

/** A host name with several addresses fails with one error per address, and without a message of its own. */
const detailOf = (error: Error): string =>
  error instanceof AggregateError
    ? [...new Set(error.errors.map((x) => (x instanceof Error ? x.message : String(x))))].join("; ")
    : error.message

/** The error that a connector reports. The client passes on only its message, from which `connectFailed` restores it. */
export const failedToConnect = (error: Error): ConnectFailed =>
  new ConnectFailed(codeOf(error), detailOf(error))

/** The failure to connect behind an error of the client; `null`: there was a connection, and the request may have been sent. */
export const connectFailed = (error: unknown): ConnectFailed | null => {
  const [, code, detail] =
    error instanceof Error && error.message.startsWith(prefix)
      ? (/^([^:]*): ([\s\S]*)$/.exec(error.message.slice(prefix.length)) ?? [])
      : []
  return code === undefined || detail === undefined ? null : new ConnectFailed(code, detail)
}
