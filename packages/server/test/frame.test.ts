/** The HTTP frame: media types, methods, sizes, paths, request ids; alike for both components. No Elasticsearch is behind it. */
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { json, send } from "./harness/http.ts"
import { badGateway, expectProblem, notFound } from "./harness/problems.ts"
import { startServer, type TestServer } from "./harness/server.ts"

let server: TestServer
beforeAll(async () => {
  // Nothing listens on port 1.
  server = await startServer("http://127.0.0.1:1", { repository: "r" })
})
afterAll(() => server.close())

const sized = (bytes: number): string => {
  const empty = '{"backupId":1,"x":""}'
  return empty.replace('""', `"${"x".repeat(bytes - empty.length)}"`)
}

describe.each(["/operate/actuator/backups", "/tasklist/actuator/backups", "/actuator/backups"])(
  "%s",
  (path) => {
    it.each([
      [{ "content-type": "text/plain" }],
      [{ "content-type": "application/x-www-form-urlencoded" }],
      [{ "content-type": "application/json;charset=iso-8859-1" }],
      [{ "content-type": "application/json", "content-encoding": "gzip" }],
      [{ "content-type": "nonsense" }],
      [{}]
    ])("refuses a body under %j with 415", async (headers) => {
      expectProblem(
        await send(server.url, "POST", path, { headers, body: '{"backupId":1}' }),
        415,
        "Unsupported media type"
      )
    })

    it("takes every form of application/json", async () => {
      for (const type of [
        "application/json",
        "application/json; charset=UTF-8",
        "Application/JSON",
        "application/problem+json"
      ])
        badGateway(
          await send(server.url, "POST", path, { headers: { "content-type": type }, body: '{"backupId":1}' })
        )
    })

    it("wants a body when there is neither body nor media type", async () => {
      expectProblem(await send(server.url, "POST", path), 400, "Invalid request")
    })

    it("takes a body of 64 KiB and refuses a longer one with 413, whether its length is announced or not", async () => {
      badGateway(await send(server.url, "POST", path, { headers: json, body: sized(64 * 1024) }))
      const chunked = { ...json, "transfer-encoding": "chunked" }
      for (const headers of [json, chunked])
        expectProblem(
          await send(server.url, "POST", path, { headers, body: sized(64 * 1024 + 1) }),
          413,
          "Payload too large"
        )
    })

    it("refuses bytes that are no UTF-8", async () => {
      expectProblem(
        await send(server.url, "POST", path, { headers: json, body: Buffer.from([0x7b, 0xff, 0x7d]) }),
        400,
        "Invalid request"
      )
    })

    it("refuses an Accept it cannot serve with 406, and takes the usual ones", async () => {
      for (const [method, target] of [
        ["GET", path],
        ["GET", `${path}/1`],
        ["POST", path]
      ] as const)
        expectProblem(
          await send(server.url, method, target, { headers: { ...json, accept: "text/html" } }),
          406,
          "Not acceptable"
        )
      for (const accept of ["application/json", "*/*", "application/*", "text/html, application/json;q=0.5"])
        badGateway(await send(server.url, "GET", path, { headers: { accept } }))
    })

    it("answers other methods with 405 and says which are allowed", async () => {
      for (const method of ["PUT", "PATCH", "DELETE"]) {
        const reply = await send(server.url, method, path)
        expectProblem(reply, 405, "Method not allowed")
        expect(reply.headers["allow"]).toBe("GET, POST")
      }
      const reply = await send(server.url, "POST", `${path}/1`)
      expectProblem(reply, 405, "Method not allowed")
      expect(reply.headers["allow"]).toBe("GET, DELETE")
    })

    it("knows no path with a slash at the end, and says where backups are", async () => {
      for (const other of [`${path}/`, `${path}/1/`, `${path}/1/2`, path.replace("backups", "backup")])
        expect(notFound(await send(server.url, "GET", other))).toContain("/operate/actuator/backups")
    })

    it("answers 502 while nothing listens, and names the setting", async () => {
      for (const [method, target] of [
        ["GET", path],
        ["GET", `${path}/1`],
        ["DELETE", `${path}/1`]
      ] as const)
        expect(badGateway(await send(server.url, method, target))).toContain(
          "CAMUNDA_BACKUP_ELASTICSEARCH_URL"
        )
    })
  }
)

describe("request ids and logs", () => {
  it("keeps a request id that was sent and writes one log line with it", async () => {
    const before = server.logs.length
    const reply = await send(server.url, "GET", "/operate/actuator/backups/abc", {
      headers: { "x-request-id": "night-shift-7", "user-agent": "test" }
    })
    expect(reply.headers["x-request-id"]).toBe("night-shift-7")
    await expect
      .poll(() => server.logs.slice(before))
      .toMatchObject([
        {
          level: "info",
          message: "request",
          requestId: "night-shift-7",
          method: "GET",
          path: "/operate/actuator/backups/abc",
          status: 400,
          userAgent: "test"
        }
      ])
  })

  it("makes one where none or a bad one was sent", async () => {
    for (const headers of [{}, { "x-request-id": "a b" }])
      expect((await send(server.url, "GET", "/actuator/info", { headers })).headers["x-request-id"]).toMatch(
        /^[0-9a-f-]{36}$/
      )
  })
})

describe("the actuator", () => {
  it("has Spring's links, info and liveness", async () => {
    const links = (await send(server.url, "GET", "/actuator")).json as {
      _links: Record<string, { href: string }>
    }
    expect(links._links["backups"]?.href).toBe(`${server.url}/actuator/backups`)
    expect((await send(server.url, "GET", "/actuator/info")).json).toMatchObject({
      camunda: { version: "8.7.2" }
    })
    expect((await send(server.url, "GET", "/actuator/health/liveness")).json).toEqual({ status: "UP" })
  })

  it("is DOWN while Elasticsearch is, except for liveness", async () => {
    const health = await send(server.url, "GET", "/actuator/health")
    expect(health.status).toBe(503)
    expect(health.json).toMatchObject({ status: "DOWN", components: { elasticsearch: { status: "DOWN" } } })
  })
})
