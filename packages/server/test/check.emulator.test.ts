/** `GET /api/v1/check` over the emulator. */
import { type Finding } from "@camunda-backup/core"
import { afterEach, beforeEach, describe, expect, it } from "vitest"
import { elasticsearch } from "./harness/Backend.ts"
import { type EmulatorBackend, emulatorBackend } from "./harness/emulatorBackend.ts"
import { create, send } from "./harness/http.ts"
import { isState, until } from "./harness/until.ts"
import { startServer, type TestServer, type TestSettings } from "./harness/server.ts"

interface CheckReport {
  readonly severity: string
  readonly checkedAt: string
  readonly findings: ReadonlyArray<Finding.Finding>
}

describe("/api/v1/check", () => {
  let backend: EmulatorBackend
  let repository: string
  let server: TestServer

  const restart = async (settings: TestSettings = {}) => {
    await server?.close()
    server = await startServer(backend.url, { repository, requestTimeout: "1 second", ...settings })
  }
  beforeEach(async () => {
    backend = await emulatorBackend()
    repository = await backend.newRepository()
    await restart()
  })
  afterEach(async () => {
    await server.close()
    await backend.close()
  })

  const check = async (): Promise<CheckReport> => {
    const reply = await send(server.url, "GET", "/api/v1/check")
    expect(reply.status).toBe(200)
    return reply.json as CheckReport
  }
  /** What is worse than ok, as `what: severity`. */
  const wrong = async (): Promise<ReadonlyArray<string>> =>
    (await check()).findings.filter((x) => x.severity !== "ok").map((x) => `${x.what}: ${x.severity}`)
  const refuse = (method: string, path: RegExp, status: number, type: string) =>
    backend.emulator.faults.next({
      method,
      path,
      respond: { status, body: { error: { type, reason: "x" }, status } }
    })

  it("finds an installation that is as it should be", async () => {
    const report = await check()
    expect(report.checkedAt).toMatch(/Z$/)
    expect(report.severity).toBe("ok")
    expect(await wrong()).toEqual([])
    await create(server.url, "/operate/actuator/backups", 1)
    await until(() => send(server.url, "GET", "/operate/actuator/backups/1"), isState("COMPLETED"))
    expect(await wrong()).toEqual([])
  })

  it("finds a missing, a closed and a red index, by name", async () => {
    backend.emulator.indices.delete("operate-list-view-8.3.0_")
    backend.emulator.indices.unassign("tasklist-task-8.5.0_")
    await elasticsearch(backend, "POST", "/tasklist-user-1.4.0_/_close")
    const { findings } = await check()
    const symptoms = findings.filter((x) => x.severity !== "ok").map((x) => `${x.component}: ${x.symptom}`)
    expect(symptoms).toContain("operate: Indices are missing: operate-list-view-8.3.0_.")
    expect(symptoms).toContain("tasklist: Indices are red: tasklist-task-8.5.0_.")
    expect(symptoms).toContain("tasklist: Indices are closed: tasklist-user-1.4.0_.")
  })

  it("finds a journal index that is something else, or read-only", async () => {
    backend.emulator.indices.create("other-journal")
    await restart({ journalIndex: "other-journal" })
    expect(await wrong()).toContain("journal: error")
    await restart()
    await create(server.url, "/operate/actuator/backups", 1)
    expect(await wrong()).not.toContain("journal: error")
    await elasticsearch(backend, "PUT", "/camunda-backup-journal/_settings", {
      "index.blocks.read_only_allow_delete": true
    })
    expect(await wrong()).toContain("journal: error")
  })

  it("finds a repository that is read-only, missing, or has no room", async () => {
    await backend.changeRepository(repository, { readonly: true })
    expect(await wrong()).toContain("repository: error")
    await backend.changeRepository(repository, { readonly: false, max_number_of_snapshots: "5" })
    expect(await wrong()).toContain("repository-room: error")
    await restart({ repository: "nowhere" })
    expect(await wrong()).toContain("repository: error")
  })

  it("goes on although one question fails", async () => {
    refuse("GET", /^\/_cluster\/health/, 500, "illegal_state_exception")
    const { findings } = await check()
    expect(findings.find((x) => x.what === "cluster-health")).toMatchObject({ severity: "warning" })
    expect(findings.find((x) => x.what === "required-indices")).toMatchObject({ severity: "ok" })
  })

  it("is over when its time is up, although a question is never answered", async () => {
    const held = backend.emulator.faults.next({
      method: "GET",
      path: /^\/_resolve\/index\/operate/,
      hold: true,
      times: 4
    })
    const { findings } = await check()
    expect(findings.find((x) => x.what === "index-health")?.symptom).toContain(
      "CAMUNDA_BACKUP_REQUEST_TIMEOUT"
    )
    held.release()
  })

  it("says that Elasticsearch is away, and that is all there is to say", async () => {
    await backend.down()
    const report = await check()
    expect(report.severity).toBe("error")
    expect(await wrong()).toEqual(["elasticsearch-reachable: error"])
  })
})

describe("/actuator/health", () => {
  let backend: EmulatorBackend
  let server: TestServer

  beforeEach(async () => {
    backend = await emulatorBackend()
    server = await startServer(backend.url, { repository: await backend.newRepository() })
  })
  afterEach(async () => {
    await server.close()
    await backend.close()
  })

  const health = async () => {
    const reply = await send(server.url, "GET", "/actuator/health")
    expect(reply.status).toBe(200)
    return reply.json as {
      components: { journal: { status: string; details: Readonly<Record<string, string>> } }
    }
  }

  it("is UP, and says that the journal is not there yet, or is", async () => {
    expect((await health()).components.journal).toMatchObject({
      status: "UP",
      details: { journal: expect.stringContaining("not there yet") }
    })
    await create(server.url, "/operate/actuator/backups", 1)
    expect((await health()).components.journal.details).toEqual({
      journal: "The journal index [camunda-backup-journal] can be used."
    })
  })

  it("is UP with a warning when the journal is forbidden or read-only; readiness is as ever", async () => {
    const body = { error: { type: "security_exception", reason: "no" }, status: 403 }
    const fault = { method: "GET", path: "/camunda-backup-journal", respond: { status: 403, body } }
    backend.emulator.faults.next(fault)
    expect((await health()).components.journal.details["warning"]).toContain("security_exception")
    await create(server.url, "/operate/actuator/backups", 1)
    await elasticsearch(backend, "PUT", "/camunda-backup-journal/_settings", { "index.blocks.write": true })
    expect((await health()).components.journal.details["warning"]).toContain("is blocked: index.blocks.write")
    expect((await send(server.url, "GET", "/actuator/health/readiness")).json).toEqual({
      status: "UP",
      components: { elasticsearch: { status: "UP" } }
    })
  })
})
