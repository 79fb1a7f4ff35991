/** Elasticsearch where its address is not only host and port. */
import { createServer, request } from "node:http"
import type { AddressInfo } from "node:net"
import { describe, expect, it, onTestFinished } from "vitest"
import { startElasticsearch } from "../harness/startInstallation.ts"
import { runCli } from "../runCli.ts"

/** Passes on what is below `/prefix/elasticsearch`, and nothing else. */
const startGateway = async (host: string, target: string) => {
  const prefix = "/prefix/elasticsearch"
  const authorizations = new Set<string>()
  const gateway = createServer((incoming, response) => {
    const { headers, method, url = "" } = incoming
    authorizations.add(headers.authorization ?? "")
    if (!url.startsWith(`${prefix}/`)) {
      response.writeHead(421).end(url)
      return
    }
    incoming.pipe(
      request(`${target}${url.slice(prefix.length)}`, { method, headers }, (answer) => {
        response.writeHead(answer.statusCode ?? 500, answer.headers)
        answer.pipe(response)
      })
    )
  })
  await new Promise<void>((resolve) => gateway.listen(0, host, resolve))
  onTestFinished(() => {
    gateway.closeAllConnections()
    gateway.close()
  })
  return { port: (gateway.address() as AddressInfo).port, authorizations }
}

describe("Elasticsearch behind a gateway", () => {
  it.each([
    ["127.0.0.1", (port: number) => `http://127.0.0.1:${port}/prefix/elasticsearch`],
    ["127.0.0.1", (port: number) => `http://127.0.0.1:${port}/prefix/elasticsearch/`],
    ["127.0.0.1", (port: number) => `HTTP://localhost:${port}/prefix/elasticsearch`],
    ["::1", (port: number) => `http://[::1]:${port}/prefix/elasticsearch`]
  ])("at %s, with a path", async (host, urlOf) => {
    const { emulator, environment } = await startElasticsearch()
    const { authorizations, port } = await startGateway(host, emulator.url)
    const url = urlOf(port).replace("//", "//elastic:p%2Fw@")
    const direct = (words: string) =>
      runCli(`${words} --direct`, { environment: { ...environment, CAMUNDA_BACKUP_ELASTICSEARCH_URL: url } })
    expect(await direct("create 7 --refresh 10ms")).toMatchObject({ code: 0, out: "7\n" })
    expect(await direct("list -o name")).toMatchObject({ code: 0, out: "7\n" })
    expect(await direct("delete 7 --yes")).toMatchObject({ code: 0 })
    expect([...authorizations]).toEqual([`Basic ${btoa("elastic:p/w")}`])
  })
})
