/** The built server as a process: how it starts in a pod, and how it stops. Nothing listens at its Elasticsearch. */
import { once } from "node:events"
import { request } from "node:http"
import type { Socket } from "node:net"
import { describe, expect, it, onTestFinished } from "vitest"
import { type WatchedProcess, watchServer } from "./harness/builtServer.ts"

const start = async (variables: Readonly<Record<string, string>> = {}) => {
  const server = await watchServer({
    CAMUNDA_BACKUP_ELASTICSEARCH_URL: "http://127.0.0.1:1",
    CAMUNDA_BACKUP_REPOSITORY: "camunda",
    ...variables
  })
  onTestFinished(async () => void (await server.end("SIGKILL")))
  return server
}

const lines = (server: WatchedProcess): ReadonlyArray<Readonly<Record<string, unknown>>> =>
  server
    .written()
    .split("\n")
    .filter((x) => x.startsWith("{"))
    .map((x) => JSON.parse(x) as Readonly<Record<string, unknown>>)

const statusOf = async (server: WatchedProcess, path: string): Promise<number> =>
  (await fetch(`${server.url}${path}`)).status

const logged = (server: WatchedProcess, message: string) =>
  lines(server).filter((x) => String(x["message"]).includes(message))

describe("in a pod beside a Service called camunda-backup", () => {
  it("starts on the port that a person set, and says once what it ignored", async () => {
    const server = await start({
      CAMUNDA_BACKUP_PORT: "tcp://10.96.0.1:9600",
      MANAGEMENT_SERVER_PORT: "0",
      CAMUNDA_BACKUP_SERVICE_HOST: "10.96.0.1",
      CAMUNDA_BACKUP_PORT_9600_TCP: "tcp://10.96.0.1:9600"
    })
    expect(server.url).not.toBeNull()
    expect(await statusOf(server, "/actuator/health/liveness")).toBe(200)
    await expect.poll(() => logged(server, "enableServiceLinks: false")).toHaveLength(1)
    expect(logged(server, "CAMUNDA_BACKUP_PORT is ignored")).toMatchObject([{ level: "warn" }])
  })
})

describe("addresses to listen at", () => {
  it.each(["127.0.0.1", "localhost", "::1", "[::1]"])("%s", async (host) => {
    const server = await start({ CAMUNDA_BACKUP_HOST: host })
    expect(server.url).toMatch(/^http:\/\/(127\.0\.0\.1|\[::1\]):[0-9]+$/)
    expect(await statusOf(server, "/actuator/health/liveness")).toBe(200)
  })
})

describe("a time that no timer holds", () => {
  it("is refused at start, with its bounds", async () => {
    const server = await start({ CAMUNDA_BACKUP_REQUEST_TIMEOUT: "30d" })
    expect(server.url).toBeNull()
    expect(await server.end()).toEqual({ code: 2, signal: null })
    expect(server.written()).toContain("CAMUNDA_BACKUP_REQUEST_TIMEOUT: expected a time from 10ms to 1d")
  })
})

describe("told to stop", () => {
  it("on SIGTERM it is not ready any more but answers, until a second signal or the time", async () => {
    const server = await start({ CAMUNDA_BACKUP_DRAIN_TIME: "10m" })
    const ended = server.end("SIGTERM")
    await expect
      .poll(() => logged(server, "stopping"))
      .toMatchObject([{ signal: "SIGTERM", drainMillis: 600_000 }])
    const ready = await fetch(`${server.url}/actuator/health/readiness`)
    expect(ready.status).toBe(503)
    expect(await ready.json()).toMatchObject({ status: "DOWN", components: { server: { status: "DOWN" } } })
    expect(ready.headers.get("connection")).toBe("close")
    expect(await statusOf(server, "/actuator/health/liveness")).toBe(200)
    await server.end("SIGTERM")
    expect(await ended).toEqual({ code: 0, signal: null })
  })

  it("after the time it ends by itself", async () => {
    const server = await start({ CAMUNDA_BACKUP_DRAIN_TIME: "50ms" })
    expect(await server.end("SIGTERM")).toEqual({ code: 0, signal: null })
  })

  it("on SIGINT it does not wait for balancers", async () => {
    const server = await start({ CAMUNDA_BACKUP_DRAIN_TIME: "10m" })
    expect(await server.end("SIGINT")).toEqual({ code: 0, signal: null })
  })

  it("a request under way is answered, and its connection ends", async () => {
    const server = await start()
    const outgoing = request(`${server.url}/actuator/backups`, {
      method: "POST",
      headers: { "content-type": "application/json", "content-length": "2", connection: "keep-alive" }
    })
    const answered = new Promise<{ readonly status: number; readonly connection: string }>(
      (resolve, reject) => {
        outgoing.once("error", reject).once("response", (response) => {
          response.resume()
          resolve({ status: response.statusCode ?? 0, connection: response.headers.connection ?? "" })
        })
      }
    )
    outgoing.write("{")
    const [socket] = (await once(outgoing, "socket")) as [Socket]
    if (socket.connecting) await once(socket, "connect")
    // Whatever was sent before is with the server when it has answered this.
    expect(await statusOf(server, "/actuator/health/liveness")).toBe(200)
    const ended = server.end("SIGTERM")
    await expect.poll(() => logged(server, "stopping")).toHaveLength(1)
    outgoing.end("}")
    expect(await answered).toEqual({ status: 400, connection: "close" })
    expect(await ended).toEqual({ code: 0, signal: null })
  })
})
