/** No connection to a node came about: certainly nothing was sent, so that another node can be asked, for writes too. */
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

/** A name with several addresses fails with one error for each, and no words of its own. */
const detailOf = (error: Error): string =>
  error instanceof AggregateError
    ? [...new Set(error.errors.map((x) => (x instanceof Error ? x.message : String(x))))].join("; ")
    : error.message

/** What a connector reports. The client passes on nothing but its message: `connectFailed` reads it from that again. */
export const failedToConnect = (error: Error): ConnectFailed =>
  new ConnectFailed(codeOf(error), detailOf(error))

/** The failure that an error of the client tells of; `null`: a connection was there, and the request may have been sent. */
export const connectFailed = (error: unknown): ConnectFailed | null => {
  const [, code, detail] =
    error instanceof Error && error.message.startsWith(prefix)
      ? (/^([^:]*): ([\s\S]*)$/.exec(error.message.slice(prefix.length)) ?? [])
      : []
  return code === undefined || detail === undefined ? null : new ConnectFailed(code, detail)
}
