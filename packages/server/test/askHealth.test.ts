/** A container that is well must not be restarted, and one that is not must not be called well. */
import { Result } from "effect"
import { once } from "node:events"
import { createServer, type RequestListener } from "node:http"
import type { AddressInfo } from "node:net"
import { describe, expect, it, onTestFinished } from "vitest"
import { askHealth, ownUrl } from "../src/askHealth.ts"

const serve = async (listener: RequestListener): Promise<string> => {
  const server = createServer(listener).listen(0, "127.0.0.1")
  await once(server, "listening")
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

describe("the address of a server", () => {
  it.each([
    ["127.0.0.1", false, "http://127.0.0.1:9600"],
    ["0.0.0.0", true, "https://127.0.0.1:9600"],
    ["::", false, "http://[::1]:9600"],
    ["fd00::1", false, "http://[fd00::1]:9600"],
    ["backup.example.org", true, "https://backup.example.org:9600"]
  ])("that listens at %s, with TLS: %s", (host, tls, expected) => {
    expect(ownUrl({ host, port: 9600, tls })).toEqual(Result.succeed(expected))
  })

  it("is not known for a free port", () => {
    expect(Result.isFailure(ownUrl({ host: "127.0.0.1", port: 0, tls: false }))).toBe(true)
  })
})

describe("asked how it is", () => {
  it.each([
    [false, 200, "/actuator/health/liveness: UP"],
    [true, 200, "/actuator/health/readiness: UP"]
  ])("with ready: %s, %d", async (ready, status, end) => {
    const url = await serve((request, response) => {
      expect(request.headers.authorization).toBeUndefined()
      response.writeHead(status).end("{}")
    })
    expect(await askHealth(url, ready)).toEqual(Result.succeed(`${url}${end}`))
  })

  it.each([503, 401, 301])("%d is not well", async (status) => {
    const url = await serve((_request, response) => void response.writeHead(status).end())
    expect(await askHealth(url, true)).toEqual(
      Result.fail(`${url}/actuator/health/readiness: DOWN (HTTP ${status})`)
    )
  })

  it("one that does not answer is not well", async () => {
    const url = await serve(() => {})
    expect(await askHealth(url, false, 50)).toEqual(
      Result.fail(`${url}/actuator/health/liveness: no answer within 50 ms`)
    )
  })

  it("one that is not there is not well", async () => {
    expect(await askHealth("http://127.0.0.1:1", false)).toMatchObject({
      failure: expect.stringContaining("ECONNREFUSED") as string
    })
  })

  it.each(["127.0.0.1:9600", "file:///etc/passwd", "http://u:S3cret@127.0.0.1:1", ""])(
    "%s is no address, and is not repeated",
    async (url) => {
      expect(await askHealth(url, false)).toEqual(
        Result.fail("health takes one URL such as http://127.0.0.1:9600.")
      )
    }
  )
})
