/** `/api/v1` over real servers: the suite of the emulator, and what only a real one has. */
import { type Finding } from "@camunda-backup/core"
import { afterEach, beforeEach, describe, expect, it } from "vitest"
import { listen } from "../test/harness/eventStream.ts"
import { create, send } from "../test/harness/http.ts"
import { type RealBackend, realBackend, versions } from "../test/harness/realBackend.ts"
import { startServer, type TestServer } from "../test/harness/server.ts"
import { isState, until } from "../test/harness/until.ts"
import { apiSuite } from "../test/suites/apiSuite.ts"

describe.each(versions)("Elasticsearch %s", (version) => {
  const backend = realBackend(version)
  apiSuite(backend)

  describe("/api/v1", () => {
    const path = "/operate/actuator/backups"
    let real: RealBackend
    let repository: string
    let server: TestServer

    beforeEach(async () => {
      real = await backend()
      // Slow enough to be seen at work.
      repository = await real.newRepository({ max_snapshot_bytes_per_sec: "40kb" })
      server = await startServer(real.url, {
        repository,
        journalIndex: `journal-${repository.toLowerCase()}`
      })
    })
    afterEach(() => server.close())

    it("checks the installation: all that can be asked is answered", async () => {
      const reply = await send(server.url, "GET", "/api/v1/check")
      const { findings } = reply.json as { findings: ReadonlyArray<Finding.Finding> }
      const unanswered = findings.filter((x) => /could not be checked|not looked at/.test(x.symptom))
      expect(unanswered).toEqual([])
      const errors = findings.filter((x) => x.severity === "error" && x.what !== "disk")
      expect(errors).toEqual([])
    })

    it("shows the progress of a running part, and tells it as events", async () => {
      const stream = await listen(server.url)
      await create(server.url, path, 1)
      const get = () => send(server.url, "GET", "/api/v1/backups/operate/1")
      const running = await until(get, (reply) => /"current":\{"part"/.test(reply.text))
      const { progress } = running.json as {
        progress: { current: { shards: { total: number }; files: { total: number } } }
      }
      expect(progress.current.shards.total).toBeGreaterThan(0)
      const done = await until(get, isState("COMPLETED"), 60_000)
      for (const part of (done.json as { parts: ReadonlyArray<{ bytes: number | null }> }).parts)
        expect(part.bytes).toBeTypeOf("number")
      await stream.until("attempt-started", "part-started", "part-finished", "attempt-ended")
      stream.close()
      await stream.ended
    })
  })
})
