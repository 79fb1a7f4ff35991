import { gzipSync } from "node:zlib"
import { describe, expect, it } from "vitest"
import { testEmulator } from "./testEmulator.ts"

describe("HTTP", () => {
  it.each([
    [
      "GET",
      "/_snapshot/r/s/_nope",
      400,
      '{"error":"no handler found for uri [/_snapshot/r/s/_nope] and method [GET]"}'
    ],
    [
      "PATCH",
      "/_snapshot/r?x=1",
      405,
      '{"error":"Incorrect HTTP method for uri [/_snapshot/r?x=1] and method [PATCH], allowed: [GET, POST, PUT, DELETE]","status":405}'
    ],
    ["PUT", "/_snapshot/r/_status", 405, "allowed: [GET]"],
    ["PUT", "/", 405, "allowed: [GET, DELETE, HEAD]"],
    ["GET", "/_nope", 400, "Invalid index name [_nope], must not start with '_'."],
    [
      "GET",
      "/_snapshot/r/*?verbos=1",
      400,
      "contains unrecognized parameter: [verbos] -> did you mean [verbose]?"
    ],
    ["GET", "/_snapshot/r/*?foo=1&bar=2", 400, "contains unrecognized parameters: [bar], [foo]"],
    [
      "GET",
      "/_snapshot/r/*?verbose=foo",
      400,
      "Failed to parse value [foo] as only [true] or [false] are allowed."
    ],
    ["GET", "/_snapshot/r/*?size=foo", 400, "Failed to parse int parameter [size] with value [foo]"],
    [
      "GET",
      "/_snapshot?master_timeout=foo",
      400,
      "failed to parse setting [master_timeout] with value [foo] as a time value"
    ]
  ])("answers %s %s with %i", async (method, path, status, text) => {
    const { call } = await testEmulator()
    const reply = await call(method, path)
    expect(reply.status).toBe(status)
    expect(reply.text).toContain(text)
    expect(reply.headers.get("x-elastic-product")).toBe("Elasticsearch")
  })

  it("refuses a request line of more than 4096 bytes", async () => {
    const { call } = await testEmulator()
    const path = (bytes: number) => `/_snapshot/r/${"x".repeat(bytes - 13)}`
    expect((await call("GET", path(4083))).status).toBe(404)
    expect((await call("GET", path(4084))).json).toMatchObject({
      error: { type: "too_long_http_line_exception", reason: "An HTTP line is larger than 4096 bytes." }
    })
    expect((await call("GET", path(60_000))).status).toBe(400)
  })

  it("says where a body is no JSON", async () => {
    const { call } = await testEmulator()
    expect((await call("PUT", "/_snapshot/r/s", '{"indices":')).json).toMatchObject({
      error: {
        type: "x_content_e_o_f_exception",
        reason: "[1:12] Unexpected end of file",
        caused_by: { type: "json_e_o_f_exception" }
      }
    })
    expect((await call("PUT", "/_snapshot/r/s", "{i}")).json).toMatchObject({
      error: { type: "x_content_parse_exception" }
    })
  })

  it("reads JSON only", async () => {
    const { call } = await testEmulator()
    expect(await call("PUT", "/_snapshot/r/s", "{}", { "content-type": "text/plain" })).toMatchObject({
      status: 406,
      text: '{"error":"Content-Type header [text/plain] is not supported","status":406}'
    })
  })

  it.each([
    ["8.19", 7, 200],
    ["8.19", 9, 400],
    ["9.5", 7, 400],
    ["9.5", 8, 200]
  ] as const)("%s speaks with clients of version %i: %i", async (personality, version, status) => {
    const { call } = await testEmulator({ personality })
    const accept = `application/vnd.elasticsearch+json; compatible-with=${version}`
    const reply = await call("GET", "/_snapshot", undefined, { accept })
    expect(reply.status).toBe(status)
    // A version that was refused is not answered in.
    const answered = status === 200 ? `compatible-with=${version}` : "application/json"
    expect(reply.headers.get("content-type")).toContain(answered)
  })

  it("filters and lays out answers", async () => {
    const { call } = await testEmulator()
    expect((await call("GET", "/_nodes/_local?filter_path=nodes.*.version&pretty")).text).toContain(
      '"version" : "8.19.21"'
    )
    expect((await call("GET", "/_snapshot?filter_path=nope")).text).toBe("{}")
  })

  it("answers compressed who takes it, and reads what was sent compressed", async () => {
    const { call, url } = await testEmulator()
    const plain = await call("GET", "/b", undefined, { "accept-encoding": "identity" })
    expect(plain.headers.get("content-encoding")).toBeNull()
    const compressed = await call("GET", "/b", undefined, { "accept-encoding": "gzip" })
    expect(compressed.headers.get("content-encoding")).toBe("gzip")
    expect(compressed.json).toEqual(plain.json)
    const put = async (body: Buffer) => {
      const headers = { "content-type": "application/json", "content-encoding": "gzip" }
      return (await fetch(`${url}/a/_doc/7`, { method: "PUT", headers, body: new Uint8Array(body) })).json()
    }
    expect(await put(gzipSync('{"n":7}'))).toMatchObject({ result: "created" })
    expect((await call("GET", "/a/_source/7")).text).toBe('{"n":7}')
    // What is no archive counts as no body.
    expect(await put(Buffer.from('{"n":7}'))).toMatchObject({ error: { reason: "request body is required" } })
  })
})
