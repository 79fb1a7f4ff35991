/** How often one address may ask, what a port of its own answers, and that a server that is open to all says so. */
import { afterAll, beforeAll, expect, it, onTestFinished } from "vitest"
import { makeApp, makeManagementApp } from "../src/app.ts"
import { listen } from "../src/listen.ts"
import { makeCalls, makeRegistry } from "../src/metrics/Metrics.ts"
import { type EmulatorBackend, emulatorBackend } from "./harness/emulatorBackend.ts"
import { send } from "./harness/http.ts"
import { startServer, type TestServer } from "./harness/server.ts"

let backend: EmulatorBackend
let server: TestServer

beforeAll(async () => {
  backend = await emulatorBackend()
  server = await startServer(backend.url, {}, undefined, undefined, 3)
})
afterAll(async () => {
  await server.close()
  await backend.close()
})

it("says with 429 when to ask again, in the words of each API; probes and Prometheus are answered all the same", async () => {
  const get = (path: string) => send(server.url, "GET", path)
  const allowed = [await get("/actuator/info"), await get("/nothing"), await get("/api/v1/nothing")]
  expect(allowed.map((x) => x.status)).toEqual([200, 404, 404])
  const refused = await get("/api/v1/backups")
  expect(refused.json).toMatchObject({
    status: 429,
    code: "too-many-requests",
    retryable: true,
    detail: "More than 3 requests a minute came from this address."
  })
  expect(Number(refused.headers["retry-after"])).toBeGreaterThan(0)
  expect((await get("/operate/actuator/backups")).json).toMatchObject({
    status: 429,
    type: "Too many requests"
  })
  const answered = [await get("/metrics"), await get("/actuator/health/liveness")]
  expect(answered.map((x) => x.status)).toEqual([200, 200])
})

it("has health and metrics at a port of their own, and nothing else", async () => {
  const paths = [
    "/actuator/health/liveness",
    "/metrics",
    "/actuator/info",
    "/operate/actuator/backups",
    "/nothing",
    "/"
  ]
  const { runtime } = server
  const register = makeRegistry(runtime, { calls: makeCalls(), process: false, version: "1" })
  const identity = { version: "1", embedded: false, component: "operate" } as const
  const port = await listen(makeManagementApp(runtime, identity, register), "127.0.0.1", 0, {
    keepAliveMillis: 1000,
    log: () => {}
  })
  onTestFinished(() => port.close(1000))
  const answers = await Promise.all(paths.map((x) => send(port.url, "GET", x)))
  expect(answers.map((x) => x.status)).toEqual([200, 200, 200, 404, 404, 404])
})

it("answers with 421 to a name that is not of this machine, on every path and in the words of each API", async () => {
  const app = makeApp(
    server.runtime,
    { version: "1", embedded: false, component: "operate" },
    { hosts: ["backup"] }
  )
  const port = await listen(app, "127.0.0.1", 0, { keepAliveMillis: 1000, log: () => {} })
  onTestFinished(() => port.close(1000))
  const ask = (path: string, host: string, method = "GET") =>
    send(port.url, method, path, { headers: { host } })
  const paths = ["/", "/metrics", "/actuator/health/liveness", "/openapi.json", "/nothing"]
  const refused = await Promise.all(paths.map((x) => ask(x, "evil.example:9600")))
  expect(refused.map((x) => x.status)).toEqual(paths.map(() => 421))
  expect((await ask("/api/v1/backups/operate/1", "evil.example", "DELETE")).json).toMatchObject({
    status: 421,
    code: "host-not-allowed",
    detail: "This server answers to names of this machine, and not to 'evil.example'."
  })
  expect((await ask("/operate/actuator/backups", "evil.example")).json).toMatchObject({
    status: 421,
    type: "Misdirected request"
  })
  const page = await send(port.url, "GET", "/", { headers: { host: "<b>.example", accept: "text/html" } })
  expect(page.status).toBe(421)
  expect(page.text).toContain("and not to &#39;&lt;b&gt;.example&#39;.")
  const taken = await Promise.all(["localhost", "backup:80"].map((x) => ask("/actuator/health/liveness", x)))
  expect(taken.map((x) => x.status)).toEqual([200, 200])
})

it("says in check that it asks nobody who they are, where other machines reach it", async () => {
  const serve = async (exposed: boolean) => {
    const app = makeApp(server.runtime, { version: "1", embedded: false, component: "operate" }, { exposed })
    const port = await listen(app, "127.0.0.1", 0, { keepAliveMillis: 1000, log: () => {} })
    onTestFinished(() => port.close(1000))
    return JSON.stringify((await send(port.url, "GET", "/api/v1/check")).json)
  }
  expect(await serve(true)).toContain("CAMUNDA_BACKUP_AUTH=none")
  expect(await serve(false)).not.toContain("CAMUNDA_BACKUP_AUTH=none")
})
