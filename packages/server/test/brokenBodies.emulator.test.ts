/** A request that changes something and whose body breaks off is answered with 400, and has changed nothing. */
import { connect } from "node:net"
import { afterAll, beforeAll, expect, it } from "vitest"
import { type EmulatorBackend, emulatorBackend } from "./harness/emulatorBackend.ts"
import { create, send } from "./harness/http.ts"
import { startServer, type TestServer } from "./harness/server.ts"
import { isState, until } from "./harness/until.ts"

let backend: EmulatorBackend
let server: TestServer
const path = "/operate/actuator/backups/1"

beforeAll(async () => {
  backend = await emulatorBackend()
  backend.emulator.repositories.put("r")
  server = await startServer(backend.url, { repository: "r" })
  await create(server.url, "/operate/actuator/backups", 1)
  await until(() => send(server.url, "GET", path), isState("COMPLETED"))
})
afterAll(async () => {
  await server.close()
  await backend.close()
})

const chunks = (method: string, target: string, body: string): Promise<string> =>
  new Promise((resolve) => {
    const head = `${method} ${target} HTTP/1.1\r\nHost: x\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n\r\n`
    const socket = connect(Number(new URL(server.url).port), "127.0.0.1", () =>
      socket.write(`${head}${body}`)
    )
    let text = ""
    socket.on("data", (chunk) => (text += chunk.toString()))
    socket.on("close", () => resolve(text))
  })

const changes = () => backend.emulator.requests.all.filter((x) => !["GET", "HEAD"].includes(x.method))

it.each([
  ["DELETE", path],
  ["DELETE", "/api/v1/backups/operate/1"],
  ["POST", "/api/v1/backups/operate/1/cancel"],
  ["POST", "/api/v1/backups/operate/1/resume"],
  ["POST", "/api/v1/restores/0123456789abcdef0123456789abcdef/resume"],
  ["POST", "/api/v1/schedules/backup/pause"]
])("%s %s", async (method, target) => {
  backend.emulator.requests.clear()
  expect(await chunks(method, target, "3\r\nabc\r\nzz\r\n")).toMatch(/^HTTP\/1\.1 400 /)
  // It is another connection: what the first one began would be seen by now.
  expect((await send(server.url, "GET", path)).json).toMatchObject({ state: "COMPLETED" })
  expect(changes()).toEqual([])
})

it("a body that nobody wants and that is whole hinders nothing", async () => {
  expect(await chunks("DELETE", path, "3\r\nabc\r\n0\r\n\r\n")).toMatch(/^HTTP\/1\.1 204 /)
})
