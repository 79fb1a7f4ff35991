/** What Prometheus is told: of backups as they are, of an Elasticsearch that goes away, in both formats, and what docs/metrics.md says of each. */
import { readFileSync } from "node:fs"
import { afterEach, beforeEach, describe, expect, it } from "vitest"
import { type EmulatorBackend, emulatorBackend } from "./harness/emulatorBackend.ts"
import { create, json, send } from "./harness/http.ts"
import { startServer, type TestServer } from "./harness/server.ts"
import { isState, until } from "./harness/until.ts"

const path = (component: string) => `/${component}/actuator/backups`

let backend: EmulatorBackend
let server: TestServer

beforeEach(async () => {
  backend = await emulatorBackend()
  backend.emulator.repositories.put("r")
  server = await startServer(backend.url, { repository: "r", readMaxAge: 0 })
})
afterEach(async () => {
  await server.close()
  await backend.close()
})

const scrape = async (headers: Readonly<Record<string, string>> = {}) =>
  send(server.url, "GET", "/metrics", { headers })

/** By name and labels, as they stand in a line. */
const samples = (text: string): ReadonlyMap<string, number> =>
  new Map(
    text
      .split("\n")
      .filter((x) => x !== "" && !x.startsWith("#"))
      .map((x) => [x.slice(0, x.lastIndexOf(" ")), Number(x.slice(x.lastIndexOf(" ") + 1))])
  )

const backup = async (id: number): Promise<void> => {
  for (const component of ["operate", "tasklist"]) {
    await create(server.url, path(component), id)
    await until(() => send(server.url, "GET", `${path(component)}/${id}`), isState("COMPLETED"))
  }
}

describe("GET /metrics", () => {
  it("tells of backups as they are, and of no time that there was not", async () => {
    const before = samples((await scrape()).text)
    expect(before.get("camunda_backup_read_success")).toBe(1)
    expect(before.get('camunda_backup_backups{component="operate",state="COMPLETED"}')).toBe(0)
    expect([...before.keys()].filter((x) => x.includes("last_"))).toEqual([
      'camunda_backup_last_success_verified{component="operate"}',
      'camunda_backup_last_success_verified{component="tasklist"}'
    ])
  })

  it("tells when the last good backup began, how long it took, how large it is, and whether it was proved", async () => {
    await backup(7)
    const { text } = await scrape()
    const found = samples(text)
    const { json: details } = await send(server.url, "GET", "/api/v1/backups/operate/7")
    const { startedAt } = details as { readonly startedAt: string }
    const began = Date.parse(startedAt) / 1000
    expect(found.get('camunda_backup_last_success_timestamp_seconds{component="operate"}')).toBe(began)
    expect(found.get("camunda_backup_last_complete_timestamp_seconds")).toBe(began)
    expect(found.get('camunda_backup_last_success_size_bytes{component="operate"}')).toBeGreaterThan(0)
    expect(
      found.get('camunda_backup_last_success_duration_seconds{component="operate"}')
    ).toBeGreaterThanOrEqual(0)
    expect(found.get('camunda_backup_backups{component="tasklist",state="COMPLETED"}')).toBe(1)
    expect(found.get('camunda_backup_newest_failed{component="operate"}')).toBe(0)
    expect(found.get('camunda_backup_last_success_verified{component="operate"}')).toBe(0)
    expect(
      found.get('camunda_backup_attempts_ended_total{component="operate",end="Completed"}')
    ).toBeGreaterThanOrEqual(1)
    expect(
      found.get(
        'camunda_backup_elasticsearch_request_duration_seconds_count{action="snapshot-create",outcome="2xx"}'
      )
    ).toBe(12)
    expect([...found.keys()].filter((x) => x.includes("other"))).toEqual([])
  })

  it("says so when Elasticsearch is away, and tells nothing that it does not know", async () => {
    await backup(7)
    await backend.down()
    const away = await startServer(backend.url, { repository: "r", requestTimeout: "200 millis" })
    const { text } = await send(away.url, "GET", "/metrics")
    await away.close()
    const found = samples(text)
    expect(found.get("camunda_backup_read_success")).toBe(0)
    expect([...found.keys()].filter((x) => x.includes("last_success"))).toEqual([])
    await backend.up()
  })

  it("names what the check finds, with its severity", async () => {
    backend.emulator.indices.delete("operate-import-position-8.3.0_")
    const found = samples((await scrape()).text)
    expect(found.get("camunda_backup_check_worst")).toBe(3)
    expect(
      [...found.keys()].filter((x) => x.startsWith('camunda_backup_check_findings{severity="error"'))
    ).toEqual([expect.stringContaining('component="operate"')])
  })

  it("speaks OpenMetrics to who asks for it, and the same at the place of Spring", async () => {
    const open = await scrape({ accept: "application/openmetrics-text; version=1.0.0" })
    expect(open.headers["content-type"]).toContain("application/openmetrics-text")
    const accept = "application/openmetrics-text;version=1.0.0;q=0.6,text/plain;version=0.0.4;q=0.5,*/*;q=0.1"
    expect((await scrape({ accept })).headers["content-type"]).toContain("application/openmetrics-text")
    expect(open.text.endsWith("# EOF\n")).toBe(true)
    const plain = await send(server.url, "GET", "/actuator/prometheus")
    expect(plain.headers["content-type"]).toContain("text/plain")
    expect(plain.text).toContain("# TYPE camunda_backup_backups gauge")
    expect((await send(server.url, "POST", "/metrics", { headers: json, body: "{}" })).status).toBe(405)
  })

  it("has every metric that docs/metrics.md names, and no other", async () => {
    const { text } = await scrape()
    const told = [...text.matchAll(/^# TYPE (camunda_backup_\w+) /gm)].map((x) => x[1])
    const page = readFileSync(new URL("../../../docs/metrics.md", import.meta.url), "utf8")
    const documented = [...page.matchAll(/^\| `(camunda_backup_\w+)` /gm)].map((x) => x[1])
    expect(new Set(documented)).toEqual(new Set(told))
    expect(documented).toHaveLength(told.length)
  })
})
