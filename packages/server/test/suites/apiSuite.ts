/** `/api/v1` as users see it. Runs over the emulator and over real servers. */
import { Component } from "@camunda-backup/core"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { type Backend, putCamundaBackup, snapshotNames } from "../harness/Backend.ts"
import { json, type Reply, send } from "../harness/http.ts"
import { apiProblem, refusedCreate } from "../harness/problems.ts"
import { startServer, type TestServer } from "../harness/server.ts"
import { isState, until } from "../harness/until.ts"

interface Listed {
  readonly backups: ReadonlyArray<{ readonly component: string; readonly backupId: string }>
  readonly next: string | null
}

export const apiSuite = (makeBackend: () => Promise<Backend>): void => {
  describe("/api/v1", () => {
    let backend: Backend
    let repository: string
    let server: TestServer

    beforeAll(async () => {
      backend = await makeBackend()
    })
    afterAll(() => backend?.close())

    const start = async (): Promise<void> => {
      await server?.close()
      repository = await backend.newRepository()
      server = await startServer(backend.url, { repository })
    }
    beforeAll(start)
    afterAll(() => server?.close())

    const request = (method: string, path: string, body?: unknown): Promise<Reply> =>
      send(
        server.url,
        method,
        `/api/v1${path}`,
        body === undefined ? {} : { headers: json, body: JSON.stringify(body) }
      )
    const get = (component: string, id: bigint | number | string) =>
      request("GET", `/backups/${component}/${id}`)
    const completed = (component: string, id: bigint | number | string) =>
      until(() => get(component, id), isState("COMPLETED"))
    const listed = async (query = ""): Promise<Listed> =>
      (await request("GET", `/backups${query}`)).json as Listed

    it("takes a backup of both components under an id that is the time, and tells all of it", async () => {
      const before = Math.floor(Date.now() / 1000)
      const created = await request("POST", "/backups", { components: ["operate", "tasklist"] })
      expect(created.status).toBe(202)
      const { backupId, backups } = created.json as { backupId: string; backups: ReadonlyArray<unknown> }
      expect(Number(backupId)).toBeGreaterThanOrEqual(before)
      expect(created.headers["location"]).toBe(`/api/v1/backups/operate/${backupId}`)
      expect(backups).toMatchObject(
        Component.all.map((component) => ({ component, accepted: true, problem: null }))
      )
      for (const component of Component.all) {
        const name = (part: number) => `camunda_${component}_${backupId}_8.7.2_part_${part}_of_6`
        const shown = (await completed(component, backupId)).json as {
          parts: ReadonlyArray<Record<string, unknown>>
        }
        expect(shown).toMatchObject({
          component,
          backupId,
          state: "COMPLETED",
          reason: null,
          version: "8.7.2",
          progress: { parts: { done: 6, total: 6 }, current: null, stalledSince: null },
          attempt: { state: "ended", ended: { how: "Completed" } }
        })
        expect(shown.parts.map((x) => [x["part"], x["snapshot"], x["state"]])).toEqual(
          [1, 2, 3, 4, 5, 6].map((part) => [part, name(part), "SUCCESS"])
        )
        for (const part of shown.parts) {
          expect(String(part["startedAt"])).toMatch(/^\d{4}-\d\d-\d\dT.*Z$/)
          expect(String(part["finishedAt"])).toMatch(/^\d{4}-\d\d-\d\dT.*Z$/)
          expect(part["bytes"]).toBeTypeOf("number")
        }
        const { attempts } = (await request("GET", `/backups/${component}/${backupId}/attempts`)).json as {
          attempts: ReadonlyArray<Record<string, unknown>>
        }
        expect(attempts).toMatchObject([
          {
            component,
            backupId,
            state: "ended",
            transitions: [{ type: "Ended", how: { type: "Completed" } }]
          }
        ])
      }
      for (const component of Component.all)
        expect((await request("DELETE", `/backups/${component}/${backupId}`)).status).toBe(204)
      expect(await snapshotNames(backend, repository)).toEqual([])
      expect(apiProblem(await get("operate", backupId), 404).code).toBe("backup-not-found")
    })

    it("keeps a description and labels, shows them everywhere, and finds backups by them", async () => {
      await start()
      const description = "before 8.7.3"
      const labels = { env: "prod", "app.io/team": "a b" }
      const body = { components: ["operate"], backupId: "7", description, labels }
      expect((await request("POST", "/backups", body)).status).toBe(202)
      expect((await get("operate", 7)).json).toMatchObject({ description, labels })
      expect((await completed("operate", 7)).json).toMatchObject({ description, labels })
      await request("POST", "/backups", { components: ["operate"], backupId: "8" })
      expect((await completed("operate", 8)).json).toMatchObject({ description: null, labels: {} })
      expect((await request("GET", "/backups/operate/7/attempts")).json).toMatchObject({
        attempts: [{ description, labels }]
      })
      const found = async (query: string) => (await listed(query)).backups.map((x) => x.backupId)
      expect(await found("?label=env%3Dprod&label=app.io/team")).toEqual(["7"])
      expect(await found("?label=env&snapshots=true")).toEqual(["7"])
      expect(await found("?label=env%3Dprod&label=nothing")).toEqual([])
      expect((await listed("?label=env")).backups).toMatchObject([{ description, labels }])
      expect(apiProblem(await request("GET", "/backups?label=%3Dx"), 400).code).toBe("parameter-invalid")
    })

    it("refuses a description that does not fit, and labels that are none, and takes nothing", async () => {
      await start()
      const long = { components: ["operate"], backupId: "9", description: "ä".repeat(500) }
      const refused = await request("POST", "/backups", long)
      expect(refusedCreate(refused, 422).code).toBe("annotation-too-large")
      const query = `backupId=9&component=operate&description=${encodeURIComponent(long.description)}`
      expect(JSON.stringify((await request("GET", `/plan?${query}`)).json)).toContain("annotation-too-large")
      for (const body of [{ labels: { "-": "x" } }, { labels: { a: 1 } }, { labels: [] }, { description: 1 }])
        expect(apiProblem(await request("POST", "/backups", body), 400).code).toBe("body-invalid")
      expect(await snapshotNames(backend, repository)).toEqual([])
    })

    it("does not use a second that another backup has", async () => {
      await start()
      const now = Math.floor(Date.now() / 1000)
      const taken = Array.from({ length: 8 }, (_, i) => now + i)
      for (const id of taken) await putCamundaBackup(backend, repository, "camunda_tasklist_", id, "8.7.2", 1)
      const created = await request("POST", "/backups", { components: ["operate", "tasklist"] })
      const { backupId } = created.json as { backupId: string }
      expect(created.status).toBe(202)
      expect(taken).not.toContain(Number(backupId))
      for (const component of Component.all) await completed(component, backupId)
    })

    it("keeps ids exact, as strings", async () => {
      await start()
      const id = "9223372036854775807"
      const created = await request("POST", "/backups", { components: ["operate"], backupId: id })
      expect(created.json).toMatchObject({
        backupId: id,
        backups: [{ component: "operate", accepted: true }]
      })
      await completed("operate", id)
      expect(await listed()).toMatchObject({ backups: [{ component: "operate", backupId: id }], next: null })
    })

    it("says of each component what became of it, and the problem when none accepted", async () => {
      await start()
      await putCamundaBackup(backend, repository, "camunda_operate_", 7, "8.7.2")
      const both = { components: ["operate", "tasklist"], backupId: "7" }
      const created = await request("POST", "/backups", both)
      expect(created.status).toBe(202)
      expect(created.headers["location"]).toBe("/api/v1/backups/tasklist/7")
      expect(created.json).toMatchObject({
        backups: [
          {
            component: "operate",
            accepted: false,
            location: null,
            problem: { code: "backup-exists", status: 409 }
          },
          { component: "tasklist", accepted: true }
        ]
      })
      await completed("tasklist", 7)
      const refused = refusedCreate(await request("POST", "/backups", both), 409)
      expect(refused).toMatchObject({
        code: "backup-exists",
        retryable: false,
        details: { backupId: "7" },
        backups: [
          { component: "operate", accepted: false, problem: { code: "backup-exists" } },
          { component: "tasklist", accepted: false, problem: { code: "backup-exists" } }
        ]
      })
    })

    it("lists newest first over both components, in pages that stay while backups come and go", async () => {
      await start()
      for (const id of [1, 2, 3])
        for (const component of Component.all)
          await putCamundaBackup(backend, repository, `camunda_${component}_`, id, "8.7.2", 1)
      const rows = ({ backups }: Listed) => backups.map((x) => `${x.component} ${x.backupId}`)
      const all = rows(await listed())
      expect(all).toHaveLength(6)
      expect(rows(await listed("?component=tasklist"))).toEqual(["tasklist 3", "tasklist 2", "tasklist 1"])
      expect(rows(await listed("?state=FAILED,INCOMPLETE"))).toEqual([])
      expect(rows(await listed("?state=COMPLETED"))).toEqual(all)
      const first = await listed("?limit=2")
      expect(rows(first)).toEqual(all.slice(0, 2))
      await putCamundaBackup(backend, repository, "camunda_operate_", 9, "8.7.2", 1)
      const [component = "", id = ""] = all[1]?.split(" ") ?? []
      expect((await request("DELETE", `/backups/${component}/${id}`)).status).toBe(204)
      const second = await listed(`?limit=2&after=${first.next}`)
      expect(rows(second)).toEqual(all.slice(2, 4))
      const third = await listed(`?limit=2&after=${second.next}`)
      expect(rows(third)).toEqual(all.slice(4))
      expect(third.next).toBeNull()
    })

    it("tells a backup that somebody else made, with the parts that are missing", async () => {
      await start()
      await putCamundaBackup(backend, repository, "camunda_operate_", 5, "8.6.1", 2)
      const gone = "camunda_operate_5_8.6.1_part_2_of_2"
      await fetch(`${backend.url}/_snapshot/${repository}/${gone}`, { method: "DELETE" })
      expect((await get("operate", 5)).json).toMatchObject({
        state: "INCOMPLETE",
        version: "8.6.1",
        progress: { parts: { done: 1, total: 2 } },
        parts: [
          { part: 1, state: "SUCCESS" },
          { part: 2, state: "MISSING", snapshot: gone, indices: null }
        ],
        attempt: null
      })
      expect((await request("GET", "/backups/operate/5/attempts")).json).toMatchObject({ attempts: [] })
      expect(apiProblem(await request("POST", "/backups/operate/5/cancel"), 409).code).toBe(
        "backup-not-running"
      )
      expect(apiProblem(await request("POST", "/backups/operate/5/resume"), 409).code).toBe("resume-refused")
    })

    it("knows nothing of an id that nobody asked for", async () => {
      for (const [method, path] of [
        ["GET", "/backups/operate/404"],
        ["DELETE", "/backups/operate/404"],
        ["GET", "/backups/operate/404/attempts"],
        ["POST", "/backups/operate/404/resume"]
      ] as const)
        expect(apiProblem(await request(method, path), 404).code).toBe("backup-not-found")
    })
  })
}
