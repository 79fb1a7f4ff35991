import { Client, errors } from "@elastic/elasticsearch"
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest"
import { registerRepository } from "../../src/installation/registerRepository.ts"
import { expectOk } from "../../src/installation/request.ts"
import {
  type ElasticsearchForTests,
  elasticsearchForTests
} from "../../src/launcher/elasticsearchForTests.ts"
import { type FaultProxy, startFaultProxy } from "../../src/proxy/startFaultProxy.ts"

describe.each(["8.19.21", "9.5.3"])("a fault proxy before Elasticsearch %s", (version) => {
  let server: ElasticsearchForTests
  let proxy: FaultProxy
  let client: Client
  beforeAll(async () => {
    server = await elasticsearchForTests(version)
    proxy = await startFaultProxy({ target: server.url })
    client = new Client({ node: proxy.url, maxRetries: 0 })
    await registerRepository(proxy.url, "r", {
      type: "fs",
      settings: { location: `${server.repositoryPath}/r` }
    })
    await expectOk(proxy.url, "PUT", "/kept/_doc/1?refresh=true", '{"n":9007199254740993}')
  })
  afterAll(async () => {
    await client.close()
    await proxy.close()
    await server.stop()
  })
  beforeEach(() => {
    proxy.faults.clear()
    proxy.requests.clear()
  })

  const create = (snapshot: string) =>
    client.snapshot.create({ repository: "r", snapshot, indices: "kept", wait_for_completion: true })
  const names = async () =>
    (await client.snapshot.get({ repository: "r", snapshot: "*" })).snapshots?.map((one) => one.snapshot)

  it("answers as the server does", async () => {
    const paths = [
      "/kept/_doc/1",
      "/_cat/indices/kept?h=index",
      "/nope/_search",
      "/_snapshot/r/nope",
      "/_nope/_x"
    ]
    for (const path of paths) {
      // oxlint-disable-next-line no-await-in-loop -- one after the other on purpose
      const [behind, direct] = await Promise.all([fetch(proxy.url + path), fetch(server.url + path)])
      const seen = async (answer: Response) => ({
        status: answer.status,
        headers: Object.fromEntries(
          [...answer.headers].filter(
            ([name]) => name !== "date" && name !== "connection" && name !== "keep-alive"
          )
        ),
        text: await answer.text()
      })
      // oxlint-disable-next-line no-await-in-loop -- one after the other on purpose
      const [ours, theirs] = [await seen(behind), await seen(direct)]
      expect({ ...ours, headers: { ...ours.headers, "transfer-encoding": undefined } }).toEqual({
        ...theirs,
        headers: {
          ...theirs.headers,
          "content-length": ours.headers["content-length"],
          "transfer-encoding": undefined
        }
      })
    }
    expect(proxy.requests.all).toHaveLength(paths.length)
  })

  it("loses the answer of a snapshot that was taken, and a request that was not", async () => {
    proxy.faults.next({ method: "PUT", path: "/_snapshot/r/taken", dropAfter: true })
    proxy.faults.next({ method: "PUT", path: "/_snapshot/r/lost", dropBefore: true })
    await expect(create("taken")).rejects.toThrow(errors.ConnectionError)
    await expect(create("lost")).rejects.toThrow(errors.ConnectionError)
    expect(await names()).toEqual(["taken"])
  })

  it("puts a proxy's page, a 429 and half an answer in its place", async () => {
    proxy.faults.next({ html: 502 })
    proxy.faults.next({ retryAfter: 3 })
    proxy.faults.next({ truncate: true })
    await expect(names()).rejects.toMatchObject({ statusCode: 502 })
    await expect(names()).rejects.toMatchObject({ statusCode: 429, headers: { "retry-after": "3" } })
    await expect(names()).rejects.toThrow(errors.DeserializationError)
    expect(await names()).toEqual(["taken"])
  })

  it("holds a delete until it is released", async () => {
    const fault = proxy.faults.next({ method: "DELETE", hold: true })
    const deleting = client.snapshot.delete({ repository: "r", snapshot: "taken" })
    await fault.arrived
    expect(await names()).toEqual(["taken"])
    fault.release()
    await deleting
    expect(await names()).toEqual([])
  })

  it("is as gone as a crashed server, and back with it", async () => {
    await server.process?.kill()
    await expect(names()).rejects.toThrow(errors.ConnectionError)
    await server.process?.restart()
    expect(await names()).toEqual([])
  })
})
