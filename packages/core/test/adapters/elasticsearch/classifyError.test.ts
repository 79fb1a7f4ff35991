import { errors } from "@elastic/elasticsearch"
import { describe, expect, it } from "vitest"
import { classifyError, missingSnapshot } from "../../../src/adapters/elasticsearch/classifyError.ts"
import { ConnectFailed } from "../../../src/adapters/elasticsearch/ConnectFailed.ts"

const circumstances = {
  operation: "testing",
  repository: "r",
  requestTimeoutMillis: 30_000,
  node: "http://es:9200",
  redact: (text: string) => text.replaceAll("S3cret", "(not shown)")
}

type Meta = ConstructorParameters<typeof errors.ResponseError>[0]

const response = (statusCode: number, body: unknown) =>
  classifyError(
    new errors.ResponseError({ statusCode, body, headers: {}, warnings: null, meta: {} } as unknown as Meta),
    circumstances
  )

const refusal = (status: number, type: string, reason: string | null = "because") =>
  response(status, { error: { root_cause: [{ type, reason }], type, reason }, status })

describe("classifyError", () => {
  it("knows a missing repository by its type", () => {
    expect(refusal(404, "repository_missing_exception")).toMatchObject({
      _tag: "RepositoryMissing",
      repository: "r"
    })
  })

  it.each([
    [400, "illegal_argument_exception", "[r] cannot create snapshot in a readonly repository"],
    [500, "repository_exception", "[r] cannot create snapshot in a readonly repository"],
    [400, "illegal_argument_exception", "[r] repository is readonly"]
  ])("knows a read-only repository in every version's words (%s %s)", (status, type, reason) => {
    expect(refusal(status, type, reason)._tag).toBe("RepositoryReadOnly")
  })

  it.each([
    [429, "circuit_breaking_exception", false],
    [503, "master_not_discovered_exception", true],
    [503, "concurrent_snapshot_execution_exception", true],
    [504, "http_error", true]
  ])("takes %s for passing", (status, type, ambiguous) => {
    expect(refusal(status, type)).toMatchObject({ _tag: "StoreUnavailable", ambiguous })
  })

  it("takes a master that steps down for passing and ambiguous", () => {
    expect(refusal(500, "snapshot_exception", "[r:s/u] no longer master")).toMatchObject({
      _tag: "StoreUnavailable",
      ambiguous: true
    })
  })

  it("accepts an error that is a string, a null reason, and a page of HTML", () => {
    expect(response(405, { error: "Incorrect HTTP method", status: 405 })).toMatchObject({
      _tag: "StoreRejected",
      status: 405,
      reason: "Incorrect HTTP method"
    })
    expect(refusal(500, "null_pointer_exception", null)).toMatchObject({ reason: "no reason given" })
    expect(response(502, "<html>\n  <h1>Bad Gateway</h1></html>")).toMatchObject({
      _tag: "StoreUnavailable",
      reason: "http_error (502): <html> <h1>Bad Gateway</h1></html>"
    })
  })

  it("shows the chain of causes", () => {
    const body = {
      error: {
        type: "snapshot_exception",
        reason: "[r:s/u] failed to update snapshot in repository",
        caused_by: { type: "repository_exception", reason: "[r] holds up to [5] snapshots only." }
      },
      status: 500
    }
    expect(response(500, body)).toMatchObject({
      _tag: "StoreRejected",
      reason:
        "[r:s/u] failed to update snapshot in repository Caused by repository_exception: [r] holds up to [5] snapshots only."
    })
  })

  it("points at privileges on 401 and 403", () => {
    expect(refusal(403, "security_exception").message).toContain("privileges")
  })

  it("tells a refused connection, where nothing happened, from a cut one, where it may have", () => {
    expect(
      classifyError(new ConnectFailed("ECONNREFUSED", "connect ECONNREFUSED 127.0.0.1:9200"), circumstances)
    ).toMatchObject({
      _tag: "StoreUnavailable",
      ambiguous: false
    })
    expect(classifyError(new errors.ConnectionError("other side closed"), circumstances)).toMatchObject({
      ambiguous: true
    })
  })

  it("names the setting that bounds a request", () => {
    const error = classifyError(new errors.TimeoutError("Request timed out"), circumstances)
    expect(error).toMatchObject({ _tag: "StoreUnavailable", ambiguous: true })
    expect(error.message).toContain("CAMUNDA_BACKUP_REQUEST_TIMEOUT")
  })

  it("says when something else than Elasticsearch answers", () => {
    for (const error of [
      new errors.DeserializationError("Unexpected token <", "<"),
      new errors.ProductNotSupportedError("x")
    ])
      expect(classifyError(error, circumstances)._tag).toBe("StoreAnswerInvalid")
  })
})

describe("what another service says", () => {
  it.each([
    [404, { timestamp: "2026-01-01", path: "/_snapshot" }],
    [404, { message: "no Route matched with those values" }],
    [404, "<html>not here</html>"],
    [404, ""],
    [404, { found: false }],
    [409, { conflict: true }],
    [500, { error: { reason: "no type" } }],
    [400, "The plain HTTP request was sent to HTTPS port"]
  ])("is not an error of Elasticsearch: %s %j", (status, body) => {
    expect(response(status, body)._tag).toBe("StoreAnswerInvalid")
  })

  it("is told apart from a document that Elasticsearch does not have", () => {
    expect(response(404, { _index: "i", _id: "1", found: false })).toMatchObject({ type: "document_missing" })
    expect(
      response(404, { _index: "i", _id: "1", _version: 1, result: "not_found", _shards: {} })
    ).toMatchObject({ type: "document_missing" })
  })
})

describe("missingSnapshot", () => {
  const missing = (reason: string) => missingSnapshot(refusal(404, "snapshot_missing_exception", reason))
  it("tells absent from damaged", () => {
    expect(missing("[r:camunda_operate_1_8.7.2_part_1_of_6] is missing")).toBe("absent")
    expect(missing("[r:camunda_operate_1_8.7.2_part_1_of_6/dKb54xw67gvdRctLCxSket] is missing")).toBe(
      "damaged"
    )
    expect(missing("[default:r:s/dKb54xw67gvdRctLCxSket] is missing")).toBe("damaged")
    expect(missingSnapshot(refusal(404, "index_not_found_exception"))).toBe(null)
  })
})

describe("secrets that an answer repeats", () => {
  const secret = "S3cret"

  it.each([
    [401, { error: { type: "security_exception", reason: `unable to authenticate [Basic ${secret}]` } }],
    [400, { error: { type: `odd_${secret}`, reason: "x", caused_by: { type: "y", reason: secret } } }],
    [503, { error: `proxy: https://elastic:${secret}@es` }],
    [502, `${"x".repeat(197)}${secret} and more`],
    [500, `<html>Authorization: ${secret}</html>`]
  ])("are not in the error of a %d", (status, body) => {
    const error = response(status, body)
    expect(`${error.message} ${JSON.stringify(error)}`).not.toMatch(/S3c/)
  })

  it("are not in what the client threw", () => {
    for (const thrown of [
      new errors.ConnectionError(`connect https://elastic:${secret}@es`),
      new errors.DeserializationError(`Unexpected token 'B', "Basic S3c"... is not valid JSON`, "{"),
      new TypeError(`Invalid URL: ${secret}`),
      secret
    ]) {
      const error = classifyError(thrown, circumstances)
      expect(`${error.message} ${JSON.stringify(error)}`).not.toMatch(/S3c/)
    }
  })
})
