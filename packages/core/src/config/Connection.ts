import type { Redacted } from "effect"

/** The credentials. Secrets are unwrapped only where the client is made, so that they cannot get into a text by accident. */
export type Auth =
  | { readonly username: string; readonly password: Redacted.Redacted }
  /** In the encoded form: base64 of `id:key`. */
  | { readonly apiKey: Redacted.Redacted }

/** A certificate with its private key, both PEM text, for an Elasticsearch that requires one from its clients. */
export interface ClientCertificate {
  readonly certificate: string
  readonly key: Redacted.Redacted
}

/** The addresses of Elasticsearch, and how to connect to them. */
export interface Connection {
  /** Without user name and password. */
  readonly urls: ReadonlyArray<string>
  readonly auth?: Auth
  /** PEM text of the certificate authorities to trust instead of the system's; or the server's own certificate if it is self-signed. */
  readonly ca?: string
  /** `false`: any certificate of a trusted authority is accepted, whatever host it was issued for. */
  readonly verifyHostname?: false
  readonly client?: ClientCertificate
  /** Told of every request to a node, for counts and times. Must not throw. */
  readonly onCall?: (call: Call) => void
}

/** One request to a node of Elasticsearch. */
export interface Call {
  /** What it does, in one of a few words. */
  readonly action: string
  /** Of the answer; `null`: there was none. */
  readonly status: number | null
  readonly millis: number
}
