/** The client's connection to one node. It tells what the client does not: whether anything was sent, and whether Elasticsearch answered. */
import { UndiciConnection } from "@elastic/elasticsearch"
import type {
  ConnectionOptions,
  ConnectionRequestOptions,
  ConnectionRequestOptionsAsStream,
  ConnectionRequestParams,
  ConnectionRequestResponse,
  ConnectionRequestResponseAsStream
} from "@elastic/elasticsearch"
import { Result } from "effect"
import { buildConnector } from "undici"
import type { Call } from "../../config/Connection.ts"
import { actionOf } from "./actionOf.ts"
import { connectFailed, failedToConnect } from "./ConnectFailed.ts"
import { notElasticsearch } from "./NotElasticsearch.ts"

/** undici's own connector; its errors are marked as failures to connect. */
const connectorOver = (options: buildConnector.BuildOptions): buildConnector.connector => {
  const connect = buildConnector(options)
  return (target, done) => {
    const tried = Result.try(() =>
      connect(target, (error, socket) =>
        error === null ? done(null, socket) : done(failedToConnect(error), null)
      )
    )
    // An unusable certificate is found before anything is sent.
    if (Result.isFailure(tried)) done(failedToConnect(asError(tried.failure)), null)
  }
}

const asError = (thrown: unknown): Error => (thrown instanceof Error ? thrown : new Error(String(thrown)))

/** The greatest number of connections to one node. */
const atOnce = 256

/** `options`: how to connect. TLS options given to the client itself would override them. `onCall`: told of each request. */
export const nodeConnection = (
  options: buildConnector.BuildOptions,
  onCall: (call: Call) => void = () => {}
): typeof UndiciConnection =>
  class NodeConnection extends UndiciConnection {
    constructor(given: ConnectionOptions) {
      const agent = { connections: atOnce, connect: connectorOver(options) }
      super({ ...given, agent })
    }

    override request(
      params: ConnectionRequestParams,
      options: ConnectionRequestOptions
    ): Promise<ConnectionRequestResponse>
    override request(
      params: ConnectionRequestParams,
      options: ConnectionRequestOptionsAsStream
    ): Promise<ConnectionRequestResponseAsStream>
    override async request(
      params: ConnectionRequestParams,
      options: ConnectionRequestOptions | ConnectionRequestOptionsAsStream
    ): Promise<ConnectionRequestResponse | ConnectionRequestResponseAsStream> {
      const asked: Promise<ConnectionRequestResponse | ConnectionRequestResponseAsStream> =
        "asStream" in options ? super.request(params, options) : super.request(params, options)
      const began = performance.now()
      const told = (status: number | null): void =>
        onCall({ action: actionOf(params.method, params.path), status, millis: performance.now() - began })
      const answer = await asked.catch((error: unknown) => {
        told(null)
        return Promise.reject(connectFailed(error) ?? error)
      })
      told(answer.statusCode)
      const other = notElasticsearch(this.url, params.path, answer)
      return other === null ? answer : Promise.reject(other)
    }
  }
