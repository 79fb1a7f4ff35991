/** Every read over every kind of answer that is not Elasticsearch's or not whole: an error in words, never "there is no such thing". */
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest"
import {
  anywhere,
  atJournal,
  atSearch,
  atSnapshots,
  begin,
  type Broken,
  notOurs,
  ofDocuments,
  learned,
  ofSnapshots,
  ok,
  path
} from "./harness/brokenAnswers.ts"
import { send } from "./harness/http.ts"

const reads: ReadonlyArray<readonly [what: string, path: string]> = [
  ["one backup", "/operate/actuator/backups/1"],
  ["all backups", "/operate/actuator/backups"],
  ["all backups, not verbose", "/operate/actuator/backups?verbose=false"],
  ["a page", "/api/v1/backups?component=operate"],
  ["the details of one", "/api/v1/backups/operate/1"]
]

describe("reads that are answered with what cannot be understood", () => {
  let broken: Broken
  beforeAll(async () => {
    broken = await begin()
    await broken.take()
  })
  afterEach(() => broken.backend.emulator.faults.clear())
  afterAll(() => broken.end())

  it.each(
    reads.flatMap(([read, at]) =>
      [...anywhere, ...ofSnapshots].map(([what, fault]) => [read, what, at, fault] as const)
    )
  )("%s: %s in place of snapshots is an error in words", async (_read, _what, at, fault) => {
    broken.backend.emulator.faults.next({ ...atSnapshots, ...fault })
    expect(learned(await send(broken.server.url, "GET", at))).toBe("an error in words")
  })

  it.each([...anywhere, ...ofDocuments])(
    "%s in place of the journal hides no backup",
    async (_what, fault) => {
      for (const match of [atJournal, atSearch]) broken.backend.emulator.faults.next({ ...match, ...fault })
      for (const [, at] of reads) {
        const reply = await send(broken.server.url, "GET", at)
        // What the journal would tell is unknown then, and the repository still tells of the backup.
        expect(["COMPLETED", "an error in words"]).toContain(learned(reply))
      }
    }
  )

  it.each(anywhere)("%s in place of everything is DOWN, and an error of the check", async (_what, fault) => {
    broken.backend.emulator.faults.next({ times: 1000, ...fault })
    const health = await send(broken.server.url, "GET", "/actuator/health")
    expect(health.status).toBe(503)
    const check = (await send(broken.server.url, "GET", "/api/v1/check")).json as {
      readonly findings: ReadonlyArray<{ readonly what: string; readonly severity: string }>
    }
    expect(check.findings.find((x) => x.what === "elasticsearch-reachable")?.severity).toBe("error")
  })

  it("says where a redirect leads to, and which setting to change", async () => {
    const location = "https://user:secret@es.example:443/es/_snapshot/x?token=1"
    for (const status of [301, 302, 307, 308]) {
      broken.backend.emulator.faults.next({
        times: 1000,
        respond: { status, body: "", headers: { location } }
      })
      for (const at of [
        `${path}/1`,
        path,
        "/actuator/health",
        "/actuator/health/readiness",
        "/api/v1/check"
      ]) {
        const { text } = await send(broken.server.url, "GET", at)
        expect(text).toContain("https://es.example")
        expect(text).toContain("CAMUNDA_BACKUP_ELASTICSEARCH_URL")
        expect(text).not.toMatch(/secret|token/)
      }
      broken.backend.emulator.faults.clear()
    }
  })

  it("says that OpenSearch answers", async () => {
    const banner = { version: { distribution: "opensearch", number: "2.19.0" } }
    broken.backend.emulator.faults.next({ path: "/", times: 100, ...ok(banner, notOurs) })
    broken.backend.emulator.faults.next({ path: /^\/./, times: 100, ...ok({}, notOurs) })
    expect((await send(broken.server.url, "GET", "/actuator/health")).text).toContain("OpenSearch")
    expect((await send(broken.server.url, "GET", "/api/v1/check")).text).toContain("OpenSearch")
  })
})
