/** Requests that do not arrive in time. Node's own clock watches them; here it looks often. */
import { createServer } from "node:http"
import { connect, type AddressInfo } from "node:net"
import { describe, expect, it, onTestFinished } from "vitest"
import { answerParserErrors } from "../src/http/parserErrors.ts"

const start = async () => {
  const log: Array<Readonly<Record<string, unknown>>> = []
  const server = createServer({ headersTimeout: 50, requestTimeout: 100, connectionsCheckingInterval: 10 })
  answerParserErrors(server, (fields) => void log.push(fields))
  server.on("request", (request) => void request.resume())
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  const exchange = (bytes: string): Promise<string> =>
    new Promise((resolve, reject) => {
      const socket = connect((server.address() as AddressInfo).port, "127.0.0.1", () => {
        if (bytes !== "") socket.write(bytes)
      })
      let text = ""
      socket.on("data", (chunk) => (text += chunk.toString()))
      socket.once("error", reject)
      socket.once("close", () => resolve(text))
    })
  return { log, exchange }
}

describe("what does not arrive in time", () => {
  it.each([
    ["headers", "GET /api/v1/backups HTTP/1.1\r\nHost: x\r\n"],
    ["a body", "POST /api/v1/backups HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\n{"]
  ])("%s: 408, as a problem, and the connection ends", async (_what, bytes) => {
    const { exchange } = await start()
    const reply = await exchange(bytes)
    expect(reply).toMatch(/^HTTP\/1\.1 408 Request Timeout\r\n/)
    expect(reply).toMatch(/^content-type: application\/problem\+json\r$/im)
    expect(reply).toMatch(/^connection: close\r$/im)
    expect(JSON.parse(reply.split("\r\n\r\n")[1] ?? "")).toMatchObject({ status: 408 })
  })

  it("a connection on which nothing was ever said ends without an answer and without a line in the log", async () => {
    const { exchange, log } = await start()
    expect(await exchange("")).toBe("")
    expect(log).toEqual([])
  })
})
