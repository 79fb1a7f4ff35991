/** A wrong address: the operator is told what answers there, and where backups are served instead. */
import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import { createServer } from "node:http"
import type { AddressInfo } from "node:net"
import * as CamundaClient from "../../../src/adapters/http/CamundaClient.ts"
import * as ServerClient from "../../../src/adapters/http/ServerClient.ts"
import * as BackupId from "../../../src/domain/BackupId.ts"
import * as ListPattern from "../../../src/domain/ListPattern.ts"

/** Answers of paths; all others are 404 with `otherwise`. */
const site = (
  pages: Readonly<Record<string, unknown>>,
  otherwise: unknown = { status: 404, error: "Not Found" }
) =>
  Effect.acquireRelease(
    Effect.promise(async () => {
      const server = createServer((request, response) => {
        const page = pages[request.url ?? ""]
        const said = page ?? otherwise
        response
          .writeHead(page === undefined ? 404 : 200)
          .end(typeof said === "string" ? said : JSON.stringify(said))
      })
      await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))
      return { server, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` }
    }),
    ({ server }) => Effect.sync(() => void server.close())
  )

const elasticsearch = {
  "/": { name: "n", cluster_name: "prod", version: { number: "8.19.21" }, tagline: "You Know, for Search" }
}
const opensearch = {
  "/": { cluster_name: "prod", version: { distribution: "opensearch", number: "2.19.1" } }
}
const camunda = { "/actuator": { _links: { self: { href: "x" }, backups: { href: "y" } } } }
const spring = { "/actuator": { _links: { self: { href: "x" }, health: { href: "y" } } } }
const ours = { "/openapi.json": { openapi: "3.1.0", info: { title: "camunda-backup", version: "1.2.3" } } }
const page = "<!doctype html><html><head><title>Camunda Operate</title></head></html>"

const options = { requestTimeout: "10 seconds" } as const
const listWith = {
  ours: (url: string) => ServerClient.make({ url, ...options }).client,
  camunda: (url: string) => {
    const at = `${url}/actuator/backups`
    return CamundaClient.make({ baseUrls: { operate: at, tasklist: at }, ...options }).client
  }
}

describe("a wrong address", () => {
  it.effect.each([
    ["ours", elasticsearch, {}, "WrongServer", "Elasticsearch 8.19.21 (cluster prod) answers there."],
    ["ours", opensearch, {}, "WrongServer", "OpenSearch 2.19.1 (cluster prod) answers there."],
    ["ours", camunda, {}, "WrongServer", "Camunda's own server answers there. It serves backups at http"],
    ["ours", spring, {}, "WrongServer", "without the endpoint of backups answers there."],
    ["ours", {}, page, "ServerRefused", 'answered 404 with a web page, "Camunda Operate"'],
    ["ours", {}, {}, "ServerRefused", "answered 404 in JSON without a message"],
    [
      "camunda",
      elasticsearch,
      { error: "no handler found" },
      "WrongServer",
      "Elasticsearch 8.19.21 (cluster prod)"
    ],
    ["camunda", ours, {}, "WrongServer", "camunda-backup-server 1.2.3 answers there."],
    ["camunda", camunda, {}, "ServerRefused", "answered 404 in JSON without a message"]
  ] as const)("for %s: %o", ([client, pages, otherwise, tag, words]) =>
    Effect.gen(function* () {
      const { url } = yield* site(pages, otherwise)
      const asked = listWith[client](url)
      const listed = yield* Effect.flip(
        asked.list("operate", { pattern: ListPattern.everything, verbose: true })
      )
      assert.strictEqual(listed._tag, tag)
      assert.include(listed.message, words)
      assert.notInclude(listed.message, "{")
      const got = yield* Effect.flip(asked.get("operate", BackupId.MAX))
      assert.strictEqual(got._tag, tag)
    })
  )

  it.effect("below a path of our server names the address to type", () =>
    Effect.gen(function* () {
      const { url } = yield* site(ours)
      const error = yield* Effect.flip(listWith.ours(`${url}/backups`).attempts("operate", BackupId.MAX))
      assert.deepInclude(error, { _tag: "WrongServer", kind: "camunda-backup-server", instead: url })
    })
  )
})
