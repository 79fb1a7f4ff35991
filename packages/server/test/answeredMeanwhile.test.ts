/** A request whose body breaks while its answer is being made: it is answered once, by the parser, and the process lives. */
import { connect } from "node:net"
import { afterAll, beforeAll, expect, it, onTestFinished } from "vitest"
import type { AccessPolicy } from "../src/access/AccessPolicy.ts"
import { rows } from "../src/access/routeRules.ts"
import { send } from "./harness/http.ts"
import { startServer, type TestServer } from "./harness/server.ts"

/** As one that asks a provider for its keys. */
const slowly: AccessPolicy = {
  kind: "file",
  identify: async () => {
    await new Promise((resolve) => setImmediate(resolve))
    return { name: "amal", role: "admin", components: null }
  }
}

const servers: Array<TestServer> = []
beforeAll(async () => {
  const at = "http://127.0.0.1:1"
  servers.push(
    await startServer(at, { repository: "r", retryBudget: "1 second" }),
    await startServer(at, { repository: "r", retryBudget: "1 second" }, undefined, slowly, 1_000_000)
  )
})
afterAll(async () => {
  for (const server of servers) await server.close()
})

/** All that is answered until the connection ends. */
const broken = (url: string, method: string, path: string): Promise<string> =>
  new Promise((resolve) => {
    const socket = connect(Number(new URL(url).port), "127.0.0.1", () =>
      socket.write(
        `${method} ${path} HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n`
      )
    )
    let text = ""
    socket.on("data", (chunk) => (text += chunk.toString()))
    socket.on("error", () => {})
    socket.on("close", () => resolve(text))
  })

const rejections: Array<unknown> = []
const onRejection = (reason: unknown): void => void rejections.push(reason)

const routes = rows.map(
  (x) => [x.method, x.path.replace(":component", "operate").replaceAll(/:\w+/g, "7")] as const
)

it.each([
  ["whoever asks", 0],
  ["who is looked up first", 1]
])("ends with one answer on every route, by %s", async (_who, which) => {
  process.on("unhandledRejection", onRejection)
  onTestFinished(() => void process.off("unhandledRejection", onRejection))
  const server = servers[which]
  const url = server?.url ?? ""
  const answers = await Promise.all(
    routes.map(async ([method, path]) => [method, path, await broken(url, method, path)] as const)
  )
  const wrong = answers.filter(([, , text]) => (text.match(/^HTTP\/1\.1 \d{3}/gm) ?? []).length !== 1)
  expect(wrong).toEqual([])
  // What goes on behind them ends later than the answers.
  await expect
    .poll(async () => (await send(url, "GET", "/actuator/health", {})).status, { timeout: 5000 })
    .toBe(503)
  expect(rejections).toEqual([])
  expect(server?.logs.filter((x) => x["message"] === "defect")).toEqual([])
})
