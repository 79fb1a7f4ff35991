/** What Node's HTTP parser refuses before there is a request: answered and logged like every other. */
import { connect } from "node:net"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { startServer, type TestServer } from "./harness/server.ts"

let server: TestServer
beforeAll(async () => {
  server = await startServer("http://127.0.0.1:1", { repository: "r" })
})
afterAll(() => server.close())

/** Everything the server says to these bytes until it closes the connection. */
const exchange = (bytes: string | Buffer): Promise<string> =>
  new Promise((resolve, reject) => {
    const socket = connect(Number(new URL(server.url).port), "127.0.0.1", () => socket.write(bytes))
    let text = ""
    socket.setTimeout(5000, () => socket.destroy(new Error(`not closed; so far: ${text}`)))
    socket.on("data", (chunk) => (text += chunk.toString()))
    socket.on("error", reject)
    socket.on("close", () => resolve(text))
  })

const parts = (reply: string) => {
  const [head = "", body = ""] = reply.split("\r\n\r\n")
  const [line = "", ...headers] = head.split("\r\n")
  const fields = new Map(
    headers.map((x) => [x.slice(0, x.indexOf(":")).toLowerCase(), x.slice(x.indexOf(":") + 2)])
  )
  return {
    line,
    fields,
    body: JSON.parse(body) as Readonly<Record<string, unknown>>,
    length: Buffer.byteLength(body)
  }
}

const rest = "Host: x\r\nUser-Agent: t\r\n\r\n"

describe("what the parser refuses", () => {
  it.each<readonly [string, string | Buffer, number, string]>([
    ["raw UTF-8 in the path", `GET /actuator/backups/é HTTP/1.1\r\n${rest}`, 400, "Invalid request"],
    ["a broken header", `GET /actuator HTTP/1.1\r\nBad Header: 1\r\n${rest}`, 400, "Invalid request"],
    ["a header without a name", `GET /actuator HTTP/1.1\r\n: 1\r\n${rest}`, 400, "Invalid request"],
    ["no method", `NONSENSE\r\n\r\n`, 400, "Invalid request"],
    ["TLS", Buffer.from([0x16, 0x03, 0x01, 0x02, 0x00, 0x01, 0x00]), 400, "Invalid request"],
    ["another version", `GET /actuator HTTP/9.1\r\n${rest}`, 400, "Invalid request"],
    [
      "a bad length",
      `POST /actuator/backups HTTP/1.1\r\nContent-Length: x\r\n${rest}`,
      400,
      "Invalid request"
    ],
    [
      "a broken chunk",
      `POST /actuator/backups HTTP/1.1\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\nHost: x\r\n\r\nzz\r\n`,
      400,
      "Invalid request"
    ],
    [
      "too long a path",
      `GET /${"a".repeat(20_000)} HTTP/1.1\r\n${rest}`,
      431,
      "Request header fields too large"
    ],
    [
      "too long headers",
      `GET / HTTP/1.1\r\nX: ${"a".repeat(20_000)}\r\n${rest}`,
      431,
      "Request header fields too large"
    ],
    ["no Host", "GET /actuator HTTP/1.1\r\nConnection: close\r\n\r\n", 400, "Invalid request"],
    ["CONNECT", "CONNECT es:9200 HTTP/1.1\r\nHost: es\r\n\r\n", 405, "Method not allowed"]
  ])("%s has a problem and a line in the log", async (_what, bytes, status, type) => {
    const before = server.logs.length
    const { body, fields, length, line } = parts(await exchange(bytes))
    expect(line).toContain(`HTTP/1.1 ${status} `)
    expect(fields.get("content-type")).toBe("application/problem+json")
    expect(fields.get("connection")).toBe("close")
    expect(Number(fields.get("content-length"))).toBe(length)
    expect(body).toMatchObject({ status, type, instance: expect.stringMatching(/^[0-9a-f-]{36}$/) })
    await expect
      .poll(() => server.logs.slice(before).filter((x) => x["message"] === "request"))
      .toMatchObject([{ level: "info", status, requestId: fields.get("x-request-id"), remote: "127.0.0.1" }])
  })

  it("below /api/v1 it is a problem of that API", async () => {
    const { body, line } = parts(await exchange(`GET /api/v1/backups/é HTTP/1.1\r\n${rest}`))
    expect(line).toContain("400")
    expect(body).toMatchObject({ code: "request-unreadable", status: 400, retryable: false })
  })

  it("of the whole address as of its path", async () => {
    const { body } = parts(await exchange(`GET http://x/api/v1/backups/é HTTP/1.1\r\n${rest}`))
    expect(body).toMatchObject({ code: "request-unreadable", status: 400 })
  })

  it.each(["/actuator/info", "http://x/api/v1/backups", "*"])(
    "an answer to HEAD %s has a length and no body",
    async (target) => {
      const reply = await exchange(`HEAD ${target} HTTP/1.1\r\nContent-Length: x\r\n${rest}`)
      expect(reply).toMatch(/^HTTP\/1\.1 400 Bad Request\r\n/)
      expect(reply).toMatch(/\r\nContent-Length: \d{3}\r\n/)
      expect(reply.endsWith("\r\n\r\n")).toBe(true)
    }
  )

  it("an answer that is under way is not disturbed by what follows it", async () => {
    const reply = await exchange(`GET /actuator/info HTTP/1.1\r\nHost: x\r\n\r\nGARBAGE\r\n\r\n`)
    expect(reply.startsWith("HTTP/1.1 200 OK")).toBe(true)
    expect(reply).toContain('"camunda-backup"')
    expect(reply.indexOf("HTTP/1.1 400 Bad Request")).toBeGreaterThan(reply.indexOf('"camunda-backup"'))
  })

  it("an unknown expectation is no reason to refuse", async () => {
    const reply = await exchange(
      "GET /actuator/info HTTP/1.1\r\nHost: x\r\nExpect: miracles\r\nConnection: close\r\n\r\n"
    )
    expect(reply).toContain("200 OK")
  })

  it("an upgrade that is not offered is an ordinary request", async () => {
    const reply = await exchange(
      "GET /actuator/info HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade, close\r\n\r\n"
    )
    expect(reply).toContain("200 OK")
  })

  it("a connection that said nothing is closed without a line", async () => {
    const before = server.logs.length
    const socket = connect(Number(new URL(server.url).port), "127.0.0.1")
    await new Promise((resolve) => socket.once("connect", resolve))
    socket.resetAndDestroy()
    await new Promise((resolve) => socket.once("close", resolve))
    await exchange("NONSENSE\r\n\r\n")
    await expect.poll(() => server.logs.slice(before).length).toBe(1)
  })
})
