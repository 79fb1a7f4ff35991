/** Idle connections, and how the port closes. No Elasticsearch is behind it. */
import { Agent, request } from "node:http"
import { connect } from "node:net"
import { afterEach, describe, expect, it } from "vitest"
import { send } from "./harness/http.ts"
import { startServer, type TestServer } from "./harness/server.ts"

let server: TestServer
afterEach(() => server.close())

const start = async (): Promise<void> => {
  server = await startServer("http://127.0.0.1:1", { repository: "r" })
}

/** A GET over a connection that is kept. */
const kept = (
  agent: Agent,
  path: string
): Promise<{ readonly status: number; readonly connection: string }> =>
  new Promise((resolve, reject) => {
    request(`${server.url}${path}`, { agent }, (response) => {
      response.resume()
      response.once("end", () =>
        resolve({ status: response.statusCode ?? 0, connection: response.headers.connection ?? "" })
      )
    })
      .once("error", reject)
      .end()
  })

describe("idle connections", () => {
  it("are kept as long as the setting says, which clients are told", async () => {
    await start()
    const agent = new Agent({ keepAlive: true })
    expect(await kept(agent, "/actuator/health/liveness")).toEqual({ status: 200, connection: "keep-alive" })
    const { headers } = await send(server.url, "GET", "/actuator/info", {
      headers: { connection: "keep-alive" }
    })
    expect(headers["keep-alive"]).toBe("timeout=60")
    agent.destroy()
  })
})

describe("while it drains", () => {
  it("readiness and health are DOWN, liveness is UP, and connections end with their answers", async () => {
    await start()
    const agent = new Agent({ keepAlive: true })
    await kept(agent, "/actuator/info")
    server.drain()
    for (const path of ["/actuator/health/readiness", "/actuator/health"]) {
      const reply = await send(server.url, "GET", path)
      expect(reply.status).toBe(503)
      expect(reply.json).toMatchObject({ status: "DOWN", components: { server: { status: "DOWN" } } })
    }
    expect((await send(server.url, "GET", "/actuator/health/liveness")).json).toEqual({ status: "UP" })
    expect(await kept(agent, "/actuator/info")).toEqual({ status: 200, connection: "close" })
    agent.destroy()
  })
})

describe("closing the port", () => {
  it("ends idle connections at once, and takes no new ones", async () => {
    await start()
    const socket = connect(Number(new URL(server.url).port), "127.0.0.1")
    socket.write("GET /actuator/info HTTP/1.1\r\nHost: x\r\n\r\n")
    await new Promise((resolve) => socket.once("data", resolve))
    const ended = new Promise((resolve) => socket.once("close", resolve))
    socket.resume()
    await server.closeWithin(60_000)
    await ended
    await expect(send(server.url, "GET", "/actuator/info")).rejects.toThrow(/ECONNREFUSED/)
  })

  it("lets a request under way end, and its connection with it", async () => {
    await start()
    const socket = connect(Number(new URL(server.url).port), "127.0.0.1")
    let text = ""
    socket.on("data", (chunk) => (text += chunk.toString()))
    const ended = new Promise((resolve) => socket.once("close", resolve))
    socket.write(
      "POST /actuator/backups HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{"
    )
    await expect.poll(async () => (await send(server.url, "GET", "/actuator/info")).status).toBe(200)
    const closed = server.closeWithin(60_000)
    socket.write("}")
    await closed
    await ended
    expect(text).toMatch(/^HTTP\/1.1 400 /)
    expect(text).toMatch(/^connection: close\r$/im)
  })

  it("cuts what does not end within its time", async () => {
    await start()
    const socket = connect(Number(new URL(server.url).port), "127.0.0.1")
    const ended = new Promise((resolve) => socket.once("close", resolve))
    socket.on("error", () => {})
    socket.write(
      "POST /actuator/backups HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{"
    )
    await expect.poll(async () => (await send(server.url, "GET", "/actuator/info")).status).toBe(200)
    await server.closeWithin(50)
    await ended
  })
})
