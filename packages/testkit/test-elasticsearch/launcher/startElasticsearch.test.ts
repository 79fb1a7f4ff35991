import { access } from "node:fs/promises"
import { dirname } from "node:path"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { registerRepository } from "../../src/installation/registerRepository.ts"
import { expectOk, request } from "../../src/installation/request.ts"
import { type RunningElasticsearch, startElasticsearch } from "../../src/launcher/startElasticsearch.ts"
import { waitUntil } from "./waitUntil.ts"
import { isRunning } from "./isRunning.ts"

describe.each(["8.19.21", "9.5.3"])("Elasticsearch %s", (version) => {
  let server: RunningElasticsearch
  beforeAll(async () => {
    server = await startElasticsearch({ version, settings: { "snapshot.max_concurrent_operations": "7" } })
  }, 300_000)
  afterAll(() => server.stop())

  it("is the version that was asked for, with the settings that were given", async () => {
    const nodes = await expectOk(server.url, "GET", "/_nodes/_local?flat_settings=true")
    expect(nodes).toContain(`"version":"${version}"`)
    expect(nodes).toContain('"snapshot.max_concurrent_operations":"7"')
  })

  it("takes snapshots into a repository under its repository path", async () => {
    await registerRepository(server.url, "r", {
      type: "fs",
      settings: { location: `${server.repositoryPath}/r` }
    })
    await expectOk(server.url, "PUT", "/kept/_doc/1?refresh=true", '{"a":1}')
    const answer = await expectOk(server.url, "PUT", "/_snapshot/r/s?wait_for_completion=true")
    expect(answer).toContain('"state":"SUCCESS"')
  })

  it("comes back after a crash on the same port with its data", async () => {
    const { pid, url } = server
    await server.kill()
    expect(isRunning(pid)).toBe(false)
    await expect(request(url, "GET", "/_cluster/health")).rejects.toThrow("fetch failed")
    await server.restart()
    expect(server.pid).not.toBe(pid)
    await waitUntil(async () => (await request(url, "GET", "/kept/_doc/1")).status === 200)
    expect(await expectOk(url, "GET", "/_snapshot/r/s")).toContain('"state":"SUCCESS"')
  })

  it("refuses a second server on its port, with the reason", async () => {
    await expect(startElasticsearch({ version, port: Number(new URL(server.url).port) })).rejects.toThrow(
      "another program has its HTTP port"
    )
  })

  it("says what it waited for when it is not ready in time", async () => {
    await expect(startElasticsearch({ version, startTimeoutMillis: 300 })).rejects.toThrow(
      "was not healthy within 300 ms (startTimeoutMillis)"
    )
  })

  it("stops, takes its temporary folder along, and does not start again", async () => {
    await server.stop()
    expect(isRunning(server.pid)).toBe(false)
    await expect(access(dirname(server.dataDirectory))).rejects.toThrow("ENOENT")
    await expect(server.restart()).rejects.toThrow("stopped")
  })
})
