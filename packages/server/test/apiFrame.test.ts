/** The HTTP frame of `/api/v1`: what is refused before any operation is asked. No Elasticsearch is behind it. */
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { json, send } from "./harness/http.ts"
import { apiProblem } from "./harness/problems.ts"
import { startServer, type TestServer } from "./harness/server.ts"

let server: TestServer
beforeAll(async () => {
  // Nothing listens on port 1.
  server = await startServer("http://127.0.0.1:1", { repository: "r" })
})
afterAll(() => server.close())

const request = (method: string, path: string, sent: Parameters<typeof send>[3] = {}) =>
  send(server.url, method, `/api/v1${path}`, sent)

describe("/api/v1", () => {
  it.each([
    ["?limit=0", "limit"],
    ["?limit=1001", "limit"],
    ["?limit=ten", "limit"],
    ["?state=DONE", "state"],
    ["?component=optimize", "component"],
    ["?component=operate&component=tasklist", "component"],
    ["?after=nonsense", "after"]
  ])("refuses the list %s with 400 and says what %s takes", async (query, parameter) => {
    const problem = apiProblem(await request("GET", `/backups${query}`), 400)
    expect(problem.code).toBe("parameter-invalid")
    expect(problem.detail).toContain(`'${parameter}'`)
  })

  it.each([
    ["{", "body-malformed"],
    ["[]", "body-invalid"],
    ['{"components":[]}', "body-invalid"],
    ['{"components":["optimize"]}', "body-invalid"],
    ['{"components":["operate","operate"]}', "body-invalid"],
    ['{"backupID":"5"}', "body-invalid"],
    ['{"backupId":true}', "body-invalid"],
    ['{"backupId":"-1"}', "backup-id-invalid"],
    ['{"backupId":1.5}', "backup-id-invalid"],
    ['{"backupId":"9223372036854775808"}', "backup-id-invalid"]
  ])("refuses the body %s", async (body, code) => {
    expect(apiProblem(await request("POST", "/backups", { headers: json, body }), 400).code).toBe(code)
  })

  it("refuses ids and components that are none", async () => {
    expect(apiProblem(await request("GET", "/backups/operate/abc"), 400).code).toBe("backup-id-invalid")
    expect(apiProblem(await request("GET", "/backups/optimize/1"), 400).code).toBe("parameter-invalid")
    expect(apiProblem(await request("GET", "/backups/operate/%zz"), 400).code).toBe("path-malformed")
  })

  it("answers other methods with 405 and says which there are", async () => {
    for (const [path, allowed] of [
      ["/backups", "GET, POST"],
      ["/backups/operate/1", "GET, DELETE"],
      ["/backups/operate/1/attempts", "GET"],
      ["/backups/operate/1/resume", "POST"],
      ["/backups/operate/1/cancel", "POST"]
    ] as const) {
      const reply = await request("PUT", path)
      expect(apiProblem(reply, 405).code).toBe("method-not-allowed")
      expect(reply.headers["allow"]).toBe(allowed)
      const options = await request("OPTIONS", path)
      expect([options.status, options.headers["allow"]]).toEqual([200, `${allowed}, OPTIONS`])
    }
  })

  it("knows no other path, and says where backups are", async () => {
    for (const path of ["", "/", "/backups/", "/backups/operate", "/backups/operate/1/", "/nothing"])
      expect(apiProblem(await request("GET", path), 404).detail).toContain("/api/v1/backups")
  })

  it("refuses media types it does not speak", async () => {
    expect(apiProblem(await request("GET", "/backups", { headers: { accept: "text/html" } }), 406).code).toBe(
      "not-acceptable"
    )
    const plain = { headers: { "content-type": "text/plain" }, body: "{}" }
    expect(apiProblem(await request("POST", "/backups", plain), 415).code).toBe("media-type-unsupported")
    const long = { headers: json, body: `{"components":["${"x".repeat(65_536)}"]}` }
    expect(apiProblem(await request("POST", "/backups", long), 413).code).toBe("body-too-large")
  })

  it("answers HEAD as GET, without a body", async () => {
    const head = await request("HEAD", "/backups")
    expect([head.status, head.text]).toEqual([503, ""])
  })
})
