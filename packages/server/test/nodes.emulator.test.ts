/** Several addresses of Elasticsearch, of which some do not answer. */
import { createServer, type Server } from "node:net"
import { afterEach, beforeEach, describe, expect, it } from "vitest"
import { snapshotNames } from "./harness/Backend.ts"
import { type EmulatorBackend, emulatorBackend } from "./harness/emulatorBackend.ts"
import { create, send } from "./harness/http.ts"
import { badGateway } from "./harness/problems.ts"
import { startServer, type TestServer, type TestSettings } from "./harness/server.ts"
import { isState, until } from "./harness/until.ts"

const listening = (server: Server): Promise<string> =>
  new Promise((resolve) => {
    server.listen(0, "127.0.0.1", () => {
      const address = server.address()
      resolve(`http://127.0.0.1:${typeof address === "object" ? address?.port : 0}`)
    })
  })

const closing = (server: Server): Promise<unknown> => new Promise((resolve) => server.close(resolve))

/** An address at which nothing listens. */
const deadAddress = async (): Promise<string> => {
  const server = createServer()
  const url = await listening(server)
  await closing(server)
  return url
}

const path = "/operate/actuator/backups"

describe("several nodes", () => {
  let backend: EmulatorBackend
  let dead: string
  let repository: string
  let server: TestServer | undefined

  beforeEach(async () => {
    backend = await emulatorBackend()
    repository = await backend.newRepository()
    dead = await deadAddress()
  })
  afterEach(async () => {
    await server?.close()
    await backend.close()
  })

  const start = async (urls: ReadonlyArray<string>, settings: TestSettings = {}): Promise<TestServer> =>
    (server = await startServer(urls, { repository, ...settings }))

  it.each([
    ["first", () => [dead, backend.url]],
    ["second", () => [backend.url, dead]],
    ["two of three", () => [dead, backend.url, dead]]
  ])("answers 200 reads and makes 50 writes without a failure when the %s is down", async (_which, urls) => {
    const { logs, url } = await start(urls())
    for (let i = 0; i < 200; i++) expect((await send(url, "GET", `${path}?verbose=false`)).status).toBe(200)
    for (let id = 1; id <= 4; id++) {
      expect((await create(url, path, id)).status).toBe(200)
      await until(() => send(url, "GET", `${path}/${id}`), isState("COMPLETED"))
      expect((await send(url, "DELETE", `${path}/${id}`)).status).toBe(204)
    }
    const writes = backend.emulator.requests.matching((x) => x.method === "PUT" || x.method === "DELETE")
    expect(writes.length).toBeGreaterThan(50)
    expect(logs.filter((x) => x["level"] !== "info")).toEqual([])
  })

  it("asks a healthy node no more often than when it is the only one", async () => {
    const asked = async (urls: ReadonlyArray<string>): Promise<number> => {
      const running = await startServer(urls, { repository })
      backend.emulator.requests.clear()
      for (let i = 0; i < 20; i++) await send(running.url, "GET", `${path}?verbose=false`)
      const count = backend.emulator.requests.matching((x) => x.path.startsWith("/_snapshot/")).length
      await running.close()
      return count
    }
    expect(await asked([dead, backend.url])).toBe(await asked([backend.url]))
  })

  it("shares the work between nodes that answer", async () => {
    const other = await emulatorBackend()
    other.emulator.repositories.put(repository, {})
    const { url } = await start([backend.url, other.url])
    for (let i = 0; i < 20; i++) await send(url, "GET", `${path}?verbose=false`)
    const counts = [backend, other].map((x) => x.emulator.requests.matching(() => true).length)
    expect(Math.min(...counts)).toBeGreaterThanOrEqual(5)
    await other.close()
  })

  it("is UP and reads although a node takes connections and never answers the handshake", async () => {
    // Nothing of TLS ever comes back: the connection is there and is of no use.
    const silent = createServer((socket) => socket.on("error", () => {}).resume())
    const hanging = (await listening(silent)).replace("http:", "https:")
    const { url } = await start([hanging, backend.url], { requestTimeout: "3 seconds" })
    const replies = await Promise.all(
      Array.from({ length: 10 }, () => send(url, "GET", `${path}?verbose=false`))
    )
    expect(replies.map((x) => x.status)).toEqual(Array.from({ length: 10 }, () => 200))
    expect((await send(url, "GET", "/actuator/health")).status).toBe(200)
    await server?.close()
    server = undefined
    await closing(silent)
  })

  it("names every node in one 502 when none answers, and is well again when one is back", async () => {
    const other = await deadAddress()
    const { url } = await start([dead, other, backend.url], { requestTimeout: "2 seconds" })
    await backend.down()
    const message = badGateway(await send(url, "GET", path))
    for (const address of [dead, other, backend.url]) expect(message).toContain(address)
    expect(message).toContain("CAMUNDA_BACKUP_ELASTICSEARCH_URL")
    await backend.up()
    expect((await send(url, "GET", path)).status).toBe(200)
  })

  it("goes on with a backup whose node dies in the middle of a part", async () => {
    const proxy = await emulatorBackend()
    await proxy.close()
    const hold = backend.emulator.snapshots.hold(/part_3_of_6$/)
    const { url } = await start([proxy.url, backend.url])
    await create(url, path, 1)
    await hold.arrived
    backend.emulator.faults.next({ method: "GET", dropBefore: true })
    hold.release()
    await until(() => send(url, "GET", `${path}/1`), isState("COMPLETED"))
    expect(await snapshotNames(backend, repository)).toHaveLength(6)
  })

  it("reads from another node when the connection breaks under a read, and never repeats a write so", async () => {
    const { url } = await start([backend.url, backend.url])
    await send(url, "GET", path)
    const lost = backend.emulator.faults.next({ method: "GET", path: /^\/_snapshot\//, dropBefore: true })
    expect((await send(url, "GET", path)).status).toBe(200)
    await lost.arrived
    backend.emulator.faults.next({ method: "PUT", path: /part_2_of_6$/, dropAfter: true })
    await create(url, path, 7)
    await until(() => send(url, "GET", `${path}/7`), isState("COMPLETED"))
    const second = backend.emulator.requests.matching(
      (x) => x.method === "PUT" && x.path.endsWith("part_2_of_6")
    )
    expect(second).toHaveLength(1)
  })
})
