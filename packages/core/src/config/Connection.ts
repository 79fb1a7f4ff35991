/** Where and as whom to connect to Elasticsearch. */
export interface Connection {
  readonly urls: ReadonlyArray<string>
  readonly auth?: { readonly username: string; readonly password: string } | { readonly apiKey: string }
  /** PEM text of the certificate authority. */
  readonly ca?: string
}
