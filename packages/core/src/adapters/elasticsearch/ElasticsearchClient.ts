/**
 * The official client, used so that every call is bounded, cancellable and never repeated behind our back.
 *
 * The client's own retries are off (`maxRetries: 0`): it repeats a create at once after a 503 or a lost answer, and the second try is then
 * refused as "already exists" although the first was carried out.
 */
import { Client, type ClientOptions } from "@elastic/elasticsearch"
import { Context, Effect, Layer, Redacted } from "effect"
import type { Auth, Connection } from "../../config/Connection.ts"
import * as Redaction from "../../config/redaction.ts"
import { Settings } from "../../config/Settings.ts"
import type { StoreError } from "../../domain/BackupError.ts"
import { classifyError } from "./classifyError.ts"

export interface CallOptions {
  readonly signal: AbortSignal
  readonly requestTimeout: number
  readonly maxRetries: 0
}

export class ElasticsearchClient extends Context.Service<
  ElasticsearchClient,
  {
    /**
     * One request. `operation` is the end of the sentence "… while <operation>", for messages. Interruption aborts the request; what the
     * server makes of it is then unknown.
     */
    readonly call: <A>(
      operation: string,
      repository: string,
      request: (client: Client, options: CallOptions) => Promise<A>
    ) => Effect.Effect<A, StoreError>
  }
>()("@camunda-backup/core/adapters/elasticsearch/ElasticsearchClient") {}

const authOf = (auth: Auth) =>
  "apiKey" in auth
    ? { apiKey: Redacted.value(auth.apiKey) }
    : { username: auth.username, password: Redacted.value(auth.password) }

const optionsOf = (connection: Connection): ClientOptions => ({
  nodes: [...connection.urls],
  maxRetries: 0,
  ...(connection.auth === undefined ? {} : { auth: authOf(connection.auth) }),
  ...(connection.ca === undefined ? {} : { tls: { ca: connection.ca } })
})

export const layer = (connection: Connection): Layer.Layer<ElasticsearchClient, never, Settings> =>
  Layer.effect(
    ElasticsearchClient,
    Effect.gen(function* () {
      const { requestTimeoutMillis } = yield* Settings
      const redact = Redaction.ofConnection(connection)
      const client = yield* Effect.acquireRelease(
        Effect.sync(() => new Client(optionsOf(connection))),
        (client) => Effect.promise(() => client.close())
      )
      return ElasticsearchClient.of({
        call: (operation, repository, request) =>
          Effect.tryPromise({
            try: (signal) => request(client, { signal, requestTimeout: requestTimeoutMillis, maxRetries: 0 }),
            catch: (error) => classifyError(error, { operation, repository, requestTimeoutMillis, redact })
          })
      })
    })
  )
