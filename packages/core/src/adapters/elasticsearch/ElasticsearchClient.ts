/**
 * The official client, used so that every call is bounded, cancellable and never silently repeated.
 *
 * The client's own retries are off (`maxRetries: 0`): it would repeat a create at once after a 503 or a lost answer, and the second try would
 * be refused as "already exists" although the first was carried out. With several nodes there is one client per node, and the next node is tried
 * when nothing can have been carried out (no connection was made), or when the connection of a read broke.
 */
import { Client, errors } from "@elastic/elasticsearch"
import { Cause, Context, Duration, Effect, Layer, Redacted, Result } from "effect"
import type { Auth, Connection } from "../../config/Connection.ts"
import * as Addresses from "../../config/addresses.ts"
import { withCause } from "../../config/RedactedCause.ts"
import * as Redaction from "../../config/redaction.ts"
import { Settings } from "../../config/Settings.ts"
import { type StoreError, StoreTlsFailed, StoreUnavailable } from "../../domain/BackupError.ts"
import { monotonicMillis } from "../../ports/monotonicMillis.ts"
import { type Circumstances, classifyError } from "./classifyError.ts"
import { ConnectFailed } from "./ConnectFailed.ts"
import { nodeConnection } from "./NodeConnection.ts"
import * as NodeOrder from "./NodeOrder.ts"
import { noNodeAnswers } from "./noNodeAnswers.ts"
import { speaksTls } from "./speaksTls.ts"
import { closedWithoutWord, sayTrouble } from "./tlsTrouble.ts"

export interface CallOptions {
  readonly signal: AbortSignal
  readonly requestTimeout: number
  readonly maxRetries: 0
}

export class ElasticsearchClient extends Context.Service<
  ElasticsearchClient,
  {
    /**
     * One request. `operation` is the end of the sentence "… while <operation>", for messages. Interruption aborts the request; whether
     * the server carries it out is then unknown.
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

const tlsOf = ({ ca, client, verifyHostname }: Connection) => ({
  ...(ca === undefined ? {} : { ca }),
  ...(client === undefined ? {} : { cert: client.certificate, key: Redacted.value(client.key) }),
  ...(verifyHostname === false ? { checkServerIdentity: () => undefined } : {})
})

interface Node {
  /** For messages. */
  readonly name: string
  readonly url: URL
  readonly client: Client
  /** Whether anything has ever answered there. */
  answered: boolean
}

/** Short enough that a node that hangs leaves time for all others; health probes wait for 2 s. */
const connectTimeout = (nodes: number, requestTimeoutMillis: number): number =>
  Math.min(nodes === 1 ? 10_000 : 1500, Math.ceil(requestTimeoutMillis / (nodes + 1)))

const nodesOf = (connection: Connection, requestTimeoutMillis: number): ReadonlyArray<Node> => {
  const timeout = connectTimeout(connection.urls.length, requestTimeoutMillis)
  const Connection = nodeConnection({ ...tlsOf(connection), timeout }, connection.onCall)
  return connection.urls.map((url) => ({
    name: Addresses.shown(url),
    url: new URL(url),
    client: new Client({
      node: url,
      maxRetries: 0,
      Connection,
      ...(connection.auth === undefined ? {} : { auth: authOf(connection.auth) })
    }),
    answered: false
  }))
}

/** A request without effects, so that it may be sent again. */
const onlyReads = (error: unknown): boolean => {
  if (!(error instanceof errors.ConnectionError)) return false
  const { method, path } = error.meta?.meta.request.params ?? {}
  return method === "GET" || method === "HEAD" || (method === "POST" && path?.endsWith("/_search") === true)
}

const isAnswer = (error: unknown): boolean =>
  !(error instanceof ConnectFailed) &&
  !(error instanceof errors.ConnectionError) &&
  !(error instanceof errors.TimeoutError)

/** If a node that has never answered closes a connection without an answer, the reason may be its TLS settings. */
const explain = (error: unknown, node: Node, circumstances: Circumstances): Effect.Effect<StoreError> => {
  const failure = classifyError(error, circumstances)
  const { operation } = circumstances
  const closed =
    error instanceof errors.ConnectionError || (error instanceof ConnectFailed && error.code === "ECONNRESET")
  if (!closed || node.answered || failure._tag !== "StoreUnavailable") return Effect.succeed(failure)
  if (node.url.protocol === "https:")
    return Effect.succeed(
      withCause(
        new StoreUnavailable({
          operation,
          reason: `${failure.reason} ${closedWithoutWord}`,
          ambiguous: failure.ambiguous
        }),
        failure.cause
      )
    )
  const trouble = "https expected"
  const reason = sayTrouble(trouble, node.name, "the connection was closed without an answer")
  return Effect.map(speaksTls(node.url), (spoken) =>
    spoken ? withCause(new StoreTlsFailed({ operation, trouble, reason }), failure.cause) : failure
  )
}

export const layer = (connection: Connection): Layer.Layer<ElasticsearchClient, never, Settings> =>
  Layer.effect(
    ElasticsearchClient,
    Effect.gen(function* () {
      const requestTimeoutMillis = Duration.toMillis((yield* Settings).requestTimeout)
      const redact = Redaction.ofConnection(connection)
      const nodes = yield* Effect.acquireRelease(
        Effect.sync(() => nodesOf(connection, requestTimeoutMillis)),
        (nodes) => Effect.promise(() => Promise.all(nodes.map((x) => x.client.close())))
      )
      const order = NodeOrder.make(nodes.length)

      return ElasticsearchClient.of({
        call: Effect.fnUntraced(function* <A>(
          operation: string,
          repository: string,
          request: (client: Client, options: CallOptions) => Promise<A>
        ): Effect.fn.Return<A, StoreError> {
          const began = yield* monotonicMillis
          const failures: Array<StoreError> = []
          for (const place of order.next(began)) {
            const node = nodes[place]
            const left = requestTimeoutMillis - ((yield* monotonicMillis) - began)
            if (node === undefined || left < 1) break
            const tried = yield* Effect.result(
              Effect.tryPromise({
                try: (signal) =>
                  request(node.client, { signal, requestTimeout: Math.ceil(left), maxRetries: 0 }),
                catch: (error) => ({ error })
              })
            )
            if (Result.isSuccess(tried)) {
              node.answered = true
              order.connected(place)
              return tried.success
            }
            const { error } = tried.failure
            if (isAnswer(error)) {
              node.answered = true
              order.connected(place)
            }
            const circumstances = { operation, repository, requestTimeoutMillis, redact, node: node.name }
            const failure = yield* explain(error, node, circumstances)
            yield* Effect.logDebug("a call to Elasticsearch failed", { operation }, Cause.fail(failure))
            if (error instanceof ConnectFailed) order.failed(place, yield* monotonicMillis)
            else if (!onlyReads(error)) return yield* Effect.fail(failure)
            failures.push(failure)
          }
          return yield* Effect.fail(noNodeAnswers(operation, failures))
        })
      })
    })
  )
