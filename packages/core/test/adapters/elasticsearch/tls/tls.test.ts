/** TLS to Elasticsearch over real sockets with real certificates: every way it fails names its setting. */
import { Effect, Layer, Redacted, Result } from "effect"
import { createServer as createHttp, type RequestListener } from "node:http"
import { createServer as createHttps, type ServerOptions } from "node:https"
import type { Server } from "node:net"
import { afterEach, beforeAll, describe, expect, it } from "vitest"
import * as ElasticsearchClient from "../../../../src/adapters/elasticsearch/ElasticsearchClient.ts"
import type { StoreError } from "../../../../src/domain/BackupError.ts"
import { type Connection, Settings } from "../../../../src/index.ts"
import { settings } from "../../../operations/world.ts"
import { type Authority, newAuthority, newSelfSigned } from "./certificates.ts"

const servers: Array<Server> = []

const answer: RequestListener = (_request, response) => {
  response
    .setHeader("x-elastic-product", "Elasticsearch")
    .setHeader("content-type", "application/json")
    .end("{}")
}

const listen = async (server: Server, protocol: string): Promise<string> => {
  servers.push(server)
  await new Promise<void>((resolve) => server.listen(0, "localhost", resolve))
  const address = server.address()
  return `${protocol}://localhost:${typeof address === "object" ? address?.port : 0}`
}

const https = (options: ServerOptions): Promise<string> =>
  listen(
    createHttps(options, answer).on("tlsClientError", () => {}),
    "https"
  )

const http = (): Promise<string> => listen(createHttp(answer), "http")

const ask = (connection: Connection): Promise<Result.Result<unknown, StoreError>> =>
  Effect.gen(function* () {
    const { call } = yield* ElasticsearchClient.ElasticsearchClient
    return yield* call("testing", "", (client, options) => client.info({}, options))
  }).pipe(
    Effect.result,
    Effect.provide(
      ElasticsearchClient.layer(connection).pipe(
        Layer.provide(Settings.layer(settings({ requestTimeout: "5 seconds" })))
      )
    ),
    Effect.runPromise
  )

const failure = async (connection: Connection): Promise<StoreError> =>
  Result.getOrThrow(Result.flip(await ask(connection)))

describe("TLS to Elasticsearch", () => {
  let authority: Authority
  let other: Authority
  beforeAll(async () => {
    authority = await newAuthority()
    other = await newAuthority()
  })
  afterEach(async () => {
    for (const server of servers.splice(0)) await new Promise((resolve) => server.close(resolve))
  })

  it("trusts the authority that is set, and a self-signed certificate that is set", async () => {
    const url = await https(await authority.issue())
    expect(Result.isSuccess(await ask({ urls: [url], ca: authority.cert }))).toBe(true)
    const alone = await newSelfSigned()
    expect(Result.isSuccess(await ask({ urls: [await https(alone)], ca: alone.cert }))).toBe(true)
    const both = `${other.cert}\n${authority.cert}`
    expect(Result.isSuccess(await ask({ urls: [url], ca: both }))).toBe(true)
  })

  it("names CAMUNDA_BACKUP_ELASTICSEARCH_CA for an authority that is not trusted", async () => {
    const url = await https(await authority.issue())
    for (const connection of [{ urls: [url] }, { urls: [url], ca: other.cert }]) {
      const error = await failure(connection)
      expect(error).toMatchObject({ _tag: "StoreTlsFailed", trouble: "unknown authority" })
      expect(error.message).toContain("CAMUNDA_BACKUP_ELASTICSEARCH_CA")
      expect(error.message).toContain(url)
    }
    expect(await failure({ urls: [await https(await newSelfSigned())] })).toMatchObject({
      trouble: "unknown authority"
    })
  })

  it("names the names in a certificate that was made for another host, unless the name is not to be verified", async () => {
    const url = await https(await authority.issue({ names: ["es-1.example", "es-2.example"] }))
    const error = await failure({ urls: [url], ca: authority.cert })
    expect(error).toMatchObject({ _tag: "StoreTlsFailed", trouble: "host name" })
    expect(error.message).toContain("es-1.example")
    expect(error.message).toContain("es-2.example")
    expect(error.message).toContain("CAMUNDA_BACKUP_ELASTICSEARCH_VERIFY_HOSTNAME")
    const lenient = { urls: [url], ca: authority.cert, verifyHostname: false } as const
    expect(Result.isSuccess(await ask(lenient))).toBe(true)
    expect(await failure({ urls: [url], verifyHostname: false })).toMatchObject({
      trouble: "unknown authority"
    })
  })

  it("says that a certificate has expired", async () => {
    const url = await https(await authority.issue({ expired: true }))
    const error = await failure({ urls: [url], ca: authority.cert })
    expect(error).toMatchObject({ _tag: "StoreTlsFailed", trouble: "expired" })
    expect(error.message).toContain("expired")
  })

  it.each([
    ["TLSv1.2", { _tag: "StoreTlsFailed", trouble: "client certificate" }],
    // Node's server closes a connection of TLS 1.3 without an alert.
    ["TLSv1.3", { _tag: "StoreUnavailable" }]
  ] as const)("says that a certificate of ours is wanted (%s)", async (version, expected) => {
    const url = await https({
      ...(await authority.issue()),
      ca: authority.cert,
      requestCert: true,
      rejectUnauthorized: true,
      maxVersion: version,
      minVersion: version
    })
    const connect = async (issuer: Authority) => {
      const { cert, key } = await issuer.issue()
      const client = { certificate: cert, key: Redacted.make(key) }
      return ask({ urls: [url], ca: authority.cert, client })
    }
    const error = await failure({ urls: [url], ca: authority.cert })
    expect(error).toMatchObject(expected)
    expect(error.message).toContain("CAMUNDA_BACKUP_ELASTICSEARCH_CLIENT_CERTIFICATE")
    expect(Result.isSuccess(await connect(authority))).toBe(true)
    const refused = Result.getOrThrow(Result.flip(await connect(other)))
    expect(refused.message).toContain("CAMUNDA_BACKUP_ELASTICSEARCH_CLIENT_CERTIFICATE")
  })

  it("says that https is spoken to what speaks http, and the other way", async () => {
    const plain = await http()
    const first = await failure({ urls: [plain.replace("http:", "https:")] })
    expect(first).toMatchObject({ _tag: "StoreTlsFailed", trouble: "http expected" })
    expect(first.message).toContain("Use http:// in CAMUNDA_BACKUP_ELASTICSEARCH_URL")
    const secure = await https(await authority.issue())
    const second = await failure({ urls: [secure.replace("https:", "http:")] })
    expect(second).toMatchObject({ _tag: "StoreTlsFailed", trouble: "https expected" })
    expect(second.message).toContain("Use https:// in CAMUNDA_BACKUP_ELASTICSEARCH_URL")
  })

  it("says that certificates cannot be used", async () => {
    const { cert } = await authority.issue()
    const { key } = await authority.issue()
    const url = await https(await authority.issue())
    const client = { certificate: cert, key: Redacted.make(key) }
    for (const connection of [
      { urls: [url], ca: authority.cert, client },
      { urls: [url], ca: "-----BEGIN CERTIFICATE-----\nMAAA\n-----END CERTIFICATE-----\n" }
    ]) {
      const error = await failure(connection)
      expect(error._tag).toBe("StoreTlsFailed")
      expect(error.message).toContain("CAMUNDA_BACKUP_ELASTICSEARCH_CA")
    }
  })

  it("does not take a crash for TLS", async () => {
    const broken = createHttp((request) => request.socket.destroy())
    expect(await failure({ urls: [await listen(broken, "http")] })).toMatchObject({
      _tag: "StoreUnavailable",
      ambiguous: true
    })
  })

  it("asks another node when TLS to one fails, and tells of both when it fails to both", async () => {
    const good = await https(await authority.issue())
    const bad = await https(await authority.issue({ expired: true }))
    const wrong = await https(await authority.issue({ names: ["elsewhere.example"] }))
    expect(Result.isSuccess(await ask({ urls: [bad, good], ca: authority.cert }))).toBe(true)
    const error = await failure({ urls: [bad, wrong], ca: authority.cert })
    expect(error._tag).toBe("StoreTlsFailed")
    for (const expected of [bad, wrong, "elsewhere.example", "expired"])
      expect(error.message).toContain(expected)
  })

  it("takes a refused connection for one under every address of a name", async () => {
    const gone = await http()
    for (const server of servers.splice(0)) await new Promise((resolve) => server.close(resolve))
    const error = await failure({ urls: [gone] })
    expect(error).toMatchObject({ _tag: "StoreUnavailable", ambiguous: false })
    expect(error.message).toContain("ECONNREFUSED")
  })
})
