/** What clients say they accept and send, the same on every route. No Elasticsearch is behind it: an accepted request is a 502 or 503. */
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { send } from "./harness/http.ts"
import { startServer, type TestServer } from "./harness/server.ts"

let server: TestServer
beforeAll(async () => {
  // Nothing listens on port 1.
  server = await startServer("http://127.0.0.1:1", { repository: "r" })
})
afterAll(() => server.close())

const v3 = "application/vnd.spring-boot.actuator.v3+json"
const v2 = "application/vnd.spring-boot.actuator.v2+json"
const json = "application/json"

/** `/actuator/info` answers without Elasticsearch. */
const answers = ["/actuator/info", "/actuator", "/actuator/health/liveness"]
const asks = [
  "/actuator/backups",
  "/operate/actuator/backups/1",
  "/api/v1/backups",
  "/actuator/health",
  "/actuator/health/readiness"
]

const accepted: ReadonlyArray<readonly [accept: string, contentType: string]> = [
  ["", json],
  ["*/*", json],
  ["application/*", json],
  [json, json],
  ["APPLICATION/JSON", json],
  ["application/json; charset=utf-8", `${json}; charset=utf-8`],
  ["application/json;charset=UTF-8", `${json}; charset=utf-8`],
  ['application/json; charset="utf-8"', `${json}; charset=utf-8`],
  ["application/json; charset=utf-8; q=0.5, text/html", `${json}; charset=utf-8`],
  ["application/json; version=2", json],
  ['application/json; profile="a,b;c"', json],
  [v3, v3],
  [`${v3}; charset=utf-8`, `${v3}; charset=utf-8`],
  [v2, v2],
  [`${v2};q=0.1, ${v3};q=0.9`, v3],
  [`${json};q=0.1, ${v2}`, v2],
  ["application/*+json", v3],
  ["application/json, application/*+json", json],
  ["text/html, application/json;q=0.5", json],
  ["text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", json],
  [`${json};q=0, */*`, v3]
]

const refused = [
  "text/html",
  "application/xml",
  "application/json;q=0",
  "*/*;q=0",
  "application/json; charset=iso-8859-1",
  "application/problem+json",
  "text/*",
  "application/vnd.spring-boot.actuator.v1+json",
  "nonsense"
]

describe.each(answers)("GET %s", (path) => {
  it.each(accepted)("with Accept: %s answers as %s", async (accept, contentType) => {
    for (const method of ["GET", "HEAD"]) {
      const reply = await send(server.url, method, path, { headers: { accept } })
      expect({ status: reply.status, type: reply.headers["content-type"] }).toEqual({
        status: 200,
        type: contentType
      })
      expect(reply.headers["vary"]).toBe("Accept")
    }
  })

  it("without Accept answers JSON", async () => {
    const reply = await send(server.url, "GET", path)
    expect(reply.headers["content-type"]).toBe(json)
  })
})

describe.each([...answers, ...asks])("GET %s", (path) => {
  it.each(refused)("with Accept: %s is 406, as a problem", async (accept) => {
    const reply = await send(server.url, "GET", path, { headers: { accept } })
    expect(reply.status).toBe(406)
    expect(reply.headers["content-type"]).toBe("application/problem+json")
    expect(reply.json).toMatchObject({ status: 406 })
    expect(reply.text).toContain("application/json")
  })

  it("is not 406 with anything that is JSON", async () => {
    for (const [accept] of accepted)
      expect((await send(server.url, "GET", path, { headers: { accept } })).status).not.toBe(406)
  })
})

describe("events", () => {
  it.each([
    "text/event-stream",
    "text/event-stream; charset=utf-8",
    "text/*",
    "*/*",
    "application/json;q=0.1, text/event-stream"
  ])("are sent for Accept: %s", async (accept) => {
    const reply = await send(server.url, "HEAD", "/api/v1/events", { headers: { accept } })
    expect({ status: reply.status, type: reply.headers["content-type"] }).toEqual({
      status: 200,
      type: accept.includes("charset") ? "text/event-stream; charset=utf-8" : "text/event-stream"
    })
  })

  it.each([json, "text/html", "text/event-stream;q=0"])("are not for Accept: %s", async (accept) => {
    expect((await send(server.url, "GET", "/api/v1/events", { headers: { accept } })).status).toBe(406)
  })
})

describe.each(["/actuator/backups", "/tasklist/actuator/backups", "/api/v1/backups"])("POST %s", (path) => {
  const body = path.startsWith("/api") ? '{"backupId":"1"}' : '{"backupId":1}'
  const status = async (contentType: string): Promise<number> =>
    (await send(server.url, "POST", path, { headers: { "content-type": contentType }, body })).status

  it.each([
    json,
    "Application/JSON;charset=UTF-8",
    'application/json; charset="utf-8"',
    "application/json; charset=utf-8; version=1",
    "application/json ; charset=utf-8",
    "application/json;",
    v3,
    v2,
    `${v3}; charset=utf-8`,
    "application/problem+json"
  ])("takes %s", async (contentType) => {
    expect([202, 502, 503]).toContain(await status(contentType))
  })

  it.each([
    "text/plain",
    "application/x-www-form-urlencoded",
    "application/json; charset=iso-8859-1",
    "application/json; charset=utf-16",
    "application/jsonp",
    "application/json-seq",
    "text/json+x",
    "nonsense",
    "multipart/form-data; boundary=x"
  ])("refuses %s with 415", async (contentType) => {
    expect(await status(contentType)).toBe(415)
  })
})
