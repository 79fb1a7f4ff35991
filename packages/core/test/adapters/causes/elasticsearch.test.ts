/** Errors of Elasticsearch keep what led to them, and nothing secret with it. */
import { errors } from "@elastic/elasticsearch"
import { Effect, Layer, Redacted, Result } from "effect"
import { createServer } from "node:net"
import type { AddressInfo } from "node:net"
import { describe, expect, it } from "vitest"
import { classifyError } from "../../../src/adapters/elasticsearch/classifyError.ts"
import { ConnectFailed } from "../../../src/adapters/elasticsearch/ConnectFailed.ts"
import * as ElasticsearchClient from "../../../src/adapters/elasticsearch/ElasticsearchClient.ts"
import { NotElasticsearch } from "../../../src/adapters/elasticsearch/NotElasticsearch.ts"
import type { StoreError } from "../../../src/domain/BackupError.ts"
import { type Connection, ErrorDto, Redaction, Settings } from "../../../src/index.ts"
import { settings } from "../../operations/world.ts"
import { closedPort } from "./closedPort.ts"
import { apiKey, codes, everyView, leaks, secret } from "./secrets.ts"

const url = `https://elastic:${secret}@es:9200`

const redact = Redaction.ofConnection({
  urls: [url],
  auth: { apiKey: Redacted.make(apiKey) }
})

const circumstances = {
  operation: "testing",
  repository: "r",
  requestTimeoutMillis: 30_000,
  node: "https://es:9200",
  redact
}

/** As the client has it: what was sent and what came, with secrets in all of it. */
const meta = (statusCode: number, body: unknown) =>
  ({
    statusCode,
    body,
    headers: { "www-authenticate": `ApiKey ${apiKey}`, "x-echo": secret },
    warnings: null,
    meta: {
      request: {
        params: {
          method: "PUT",
          path: `/x?password=${secret}`,
          body: JSON.stringify({ password: secret }),
          headers: { authorization: `Basic ${btoa(`elastic:${secret}`)}`, "x-key": apiKey }
        },
        options: {}
      },
      connection: { url: new URL(url), headers: { authorization: `ApiKey ${apiKey}` } }
    }
  }) as unknown as ConstructorParameters<typeof errors.ResponseError>[0]

const refused = (statusCode: number, body: unknown) => new errors.ResponseError(meta(statusCode, body))

const inner = (thrown: Error, cause: unknown): Error => {
  thrown.cause = cause
  return thrown
}

const coded = (message: string, code: string): Error => Object.assign(new Error(message), { code })

const thrown: ReadonlyArray<readonly [what: string, error: unknown]> = [
  ["a refusal", refused(400, { error: { type: "bad", reason: `token ${secret}`, root_cause: [] } })],
  ["a refusal with causes", refused(500, { error: { type: "x", caused_by: { type: "y", reason: apiKey } } })],
  ["a page", refused(503, `<html>you sent ${secret} and ${apiKey}`)],
  ["a body of another shape", refused(500, { sent: { password: secret } })],
  ["a body that is not JSON", new errors.DeserializationError(`Unexpected "${secret.slice(0, 9)}"`, secret)],
  ["a broken connection", new errors.ConnectionError(`other side closed ${url}`, meta(0, secret))],
  ["no answer in time", new errors.TimeoutError(`timeout of ${url}`, meta(0, secret))],
  ["an abort", new errors.RequestAbortedError(`aborted ${url}`, meta(0, secret))],
  ["no connection", new ConnectFailed("ECONNREFUSED", `connect ECONNREFUSED ${url}`)],
  ["another server", new NotElasticsearch({ kind: "redirect", location: `https://u:${secret}@sso/` }, 302)],
  ["something else", new TypeError(`cannot read ${secret} of undefined`)],
  ["a chain", inner(new Error(secret), inner(new Error(url), refused(401, `no ${apiKey}`)))],
  ["a text", `thrown: ${secret}`],
  ["a name that is secret", Object.assign(new Error("x"), { name: secret, code: apiKey })]
]

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

describe("the causes of errors of Elasticsearch", () => {
  it.each(thrown)("keeps %s as the cause, without any secret", (_what, error) => {
    const failed = classifyError(error, circumstances)
    expect(failed.cause).toBeInstanceOf(Error)
    expect(leaks(failed)).toEqual([])
    expect(everyView(failed)).not.toContain(secret.slice(0, 9))
  })

  it("shows neither headers nor bodies nor requests, secret or not", () => {
    const body = { error: { type: "bad", reason: "because", root_cause: [] }, marker: "body-marker" }
    const failed = classifyError(refused(400, body), circumstances)
    expect(everyView(failed)).not.toMatch(/body-marker|www-authenticate|x-echo|authorization|password=/)
    expect(failed.cause).toMatchObject({ name: "ResponseError", message: "400 bad" })
  })

  it("keeps codes and causes of causes, as deep as five", () => {
    const deep = inner(coded("a", "A"), inner(coded("b", "B"), coded("c", "ECONNRESET")))
    expect(codes(classifyError(deep, circumstances))).toEqual(["A", "B", "ECONNRESET"])
    const deeper = Array.from({ length: 20 }, (_, i) => coded(`${i}`, `${i}`)).reduce((a, b) => inner(b, a))
    expect(codes(classifyError(deeper, circumstances))).toHaveLength(5)
    const own = coded("own cause", "X")
    expect(codes(classifyError(inner(own, own), circumstances))).toHaveLength(5)
  })

  it("cuts a long message, and cuts it where no half of a secret is left", () => {
    const failed = classifyError(new Error(`${"x".repeat(295)}${secret}${"y".repeat(5000)}`), circumstances)
    expect((failed.cause as Error).message.length).toBeLessThan(400)
    expect((failed.cause as Error).message).not.toContain("S3c")
  })

  it("is not part of what is told over HTTP, and is not compared", () => {
    const failed = classifyError(new ConnectFailed("ECONNREFUSED", "connect"), circumstances)
    expect(Object.keys(failed)).not.toContain("cause")
    expect(ErrorDto.factsOf(failed)).toEqual({
      operation: "testing",
      reason: expect.any(String),
      ambiguous: false
    })
  })

  it("has the code of a connection that was refused, of one node and of several", async () => {
    const auth = { username: "elastic", password: Redacted.make(secret) }
    const one = await failure({ urls: [await closedPort()], auth })
    expect(one).toMatchObject({ _tag: "StoreUnavailable", ambiguous: false })
    expect(codes(one)).toContain("ECONNREFUSED")
    expect(leaks(one)).toEqual([])
    const several = await failure({ urls: [await closedPort(), await closedPort()], auth })
    expect(several.cause).toBeInstanceOf(AggregateError)
    expect(several.cause).toMatchObject({ errors: [{ code: "ECONNREFUSED" }, { code: "ECONNREFUSED" }] })
    expect(leaks(several)).toEqual([])
  })

  it("has the code of a connection that broke", async () => {
    const server = createServer((socket) => socket.once("data", () => socket.resetAndDestroy()))
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))
    const { port } = server.address() as AddressInfo
    const broken = await failure({ urls: [`http://127.0.0.1:${port}`] })
    await new Promise((resolve) => server.close(resolve))
    expect(codes(broken)).toEqual(["ECONNRESET"])
  })
})
