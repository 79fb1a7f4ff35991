import type { Redacted } from "effect"

/** As whom. Unwrapped where the client is made, and nowhere else: however it gets into a text, it is no secret there. */
export type Auth =
  | { readonly username: string; readonly password: Redacted.Redacted }
  | { readonly apiKey: Redacted.Redacted }

/** Where and as whom to connect to Elasticsearch. */
export interface Connection {
  /** Without user name and password. */
  readonly urls: ReadonlyArray<string>
  readonly auth?: Auth
  /** PEM text of the certificate authority. */
  readonly ca?: string
}
