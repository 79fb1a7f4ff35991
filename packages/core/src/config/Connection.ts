import type { Redacted } from "effect"

/** As whom. Unwrapped where the client is made, and nowhere else: however it gets into a text, it is no secret there. */
export type Auth =
  | { readonly username: string; readonly password: Redacted.Redacted }
  /** In the encoded form: base64 of `id:key`. */
  | { readonly apiKey: Redacted.Redacted }

/** A certificate with its private key, both PEM text, for an Elasticsearch that asks its clients for one. */
export interface ClientCertificate {
  readonly certificate: string
  readonly key: Redacted.Redacted
}

/** Where and as whom to connect to Elasticsearch. */
export interface Connection {
  /** Without user name and password. */
  readonly urls: ReadonlyArray<string>
  readonly auth?: Auth
  /** PEM text of the certificate authorities that are trusted, in place of the system's; or the server's own certificate if it signed itself. */
  readonly ca?: string
  /** `false`: any certificate of a trusted authority will do, whatever host it was made for. */
  readonly verifyHostname?: false
  readonly client?: ClientCertificate
}
