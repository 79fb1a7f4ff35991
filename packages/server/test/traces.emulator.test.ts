/** Traces of the built server at a collector: what arrives, and that the id of an attempt is that of its trace. */
import { startBuiltServer } from "@camunda-backup/testkit/processes"
import { once } from "node:events"
import { createServer } from "node:http"
import type { AddressInfo } from "node:net"
import { fileURLToPath } from "node:url"
import { expect, it, onTestFinished } from "vitest"
import { emulatorBackend } from "./harness/emulatorBackend.ts"
import { json, send } from "./harness/http.ts"
import { isState, until } from "./harness/until.ts"

interface Span {
  readonly name: string
  readonly traceId: string
  readonly spanId: string
  readonly parentSpanId?: string
}

interface Traces {
  readonly resourceSpans: ReadonlyArray<{
    readonly resource: {
      readonly attributes: ReadonlyArray<{ readonly key: string; readonly value: object }>
    }
    readonly scopeSpans: ReadonlyArray<{ readonly spans: ReadonlyArray<Span> }>
  }>
}

const startCollector = async () => {
  const received: Array<Traces> = []
  const server = createServer((request, response) => {
    const chunks: Array<Buffer> = []
    request.on("data", (chunk: Buffer) => chunks.push(chunk))
    request.on("end", () => {
      if (request.url === "/v1/traces") received.push(JSON.parse(Buffer.concat(chunks).toString()) as Traces)
      response.setHeader("content-type", "application/json").end("{}")
    })
  }).listen(0, "127.0.0.1")
  await once(server, "listening")
  onTestFinished(() => void server.close())
  return { received, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` }
}

it("tells a collector of a request and of the attempt, by whose id its trace is found", async () => {
  const backend = await emulatorBackend()
  backend.emulator.repositories.put("r")
  const collector = await startCollector()
  const server = await startBuiltServer({
    entry: fileURLToPath(new URL("../dist/main.js", import.meta.url)),
    environment: {
      CAMUNDA_BACKUP_ELASTICSEARCH_URL: backend.url,
      CAMUNDA_BACKUP_REPOSITORY: "r",
      CAMUNDA_BACKUP_OTLP_ENDPOINT: collector.url,
      CAMUNDA_BACKUP_REPLICA: "one"
    }
  })
  onTestFinished(async () => {
    await backend.close()
  })
  await send(server.url, "POST", "/api/v1/backups", {
    headers: json,
    body: JSON.stringify({ backupId: "7", components: ["operate"] })
  })
  const path = "/api/v1/backups/operate/7"
  await until(() => send(server.url, "GET", path), isState("COMPLETED"))
  const { json: attempts } = await send(server.url, "GET", `${path}/attempts`)
  // What waits to be sent is sent at the end.
  await server.end()
  const [attempt = ""] = /[0-9a-f]{32}/.exec(JSON.stringify(attempts)) ?? []
  const resources = collector.received.flatMap((x) => x.resourceSpans)
  const spans = resources.flatMap((x) => x.scopeSpans).flatMap((x) => x.spans)
  const ofAttempt = spans.filter((x) => x.traceId === attempt)
  const root = ofAttempt.find((x) => x.name === "Backup.attempt")
  expect(ofAttempt.filter((x) => x.name === "Backup.part").map((x) => x.parentSpanId)).toEqual(
    [1, 2, 3, 4, 5, 6].map(() => root?.spanId)
  )
  expect(spans.filter((x) => x.name === "Backup.create")).toHaveLength(1)
  expect(JSON.stringify(resources[0]?.resource)).toContain("camunda-backup")
  expect(JSON.stringify(resources[0]?.resource)).toContain('"one"')
})
