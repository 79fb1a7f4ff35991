/** The journal is an index like others: it can be lost, blocked, closed, forbidden, or be somebody else's. Reading goes on, writing says why not. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest"
import { elasticsearch, putCamundaBackup } from "./harness/Backend.ts"
import { type EmulatorBackend, emulatorBackend } from "./harness/emulatorBackend.ts"
import { create, type Reply, send } from "./harness/http.ts"
import { internalError } from "./harness/problems.ts"
import { startServer, type TestServer } from "./harness/server.ts"
import { isState, until } from "./harness/until.ts"

const isPossible = ({ json }: Reply): boolean =>
  (json as { readonly plans: ReadonlyArray<{ readonly accepted: boolean }> }).plans.every((x) => x.accepted)

const path = "/operate/actuator/backups"

describe("the journal index", () => {
  let backend: EmulatorBackend
  let server: TestServer
  let journal: string
  let journals = 0

  beforeAll(async () => {
    backend = await emulatorBackend()
  })
  afterAll(() => backend.close())
  beforeEach(() => {
    journal = `journal-${++journals}`
  })

  const during = async (work: () => Promise<void>): Promise<void> => {
    const repository = await backend.newRepository()
    await putCamundaBackup(backend, repository, "camunda_operate_", 1, "8.7.2")
    server = await startServer(backend.url, { repository, journalIndex: journal, retryBudget: "2 seconds" })
    try {
      await work()
    } finally {
      await server.close()
    }
  }
  const get = (id: number) => send(server.url, "GET", `${path}/${id}`)
  const completed = async (id: number) => {
    expect((await create(server.url, path, id)).status).toBe(200)
    await until(() => get(id), isState("COMPLETED"))
    // Its lease is given back a moment later, and until then another create is refused for that.
    await until(
      () => send(server.url, "GET", `/api/v1/plan?component=operate&backupId=${id + 1000}`),
      isPossible
    )
  }
  const ask = (method: string, at: string, body?: unknown) => elasticsearch(backend, method, at, body)
  const states = async () =>
    ((await send(server.url, "GET", path)).json as ReadonlyArray<{ backupId: number; state: string }>)
      .map((x) => [x.backupId, x.state] as const)
      .toSorted(([a], [b]) => a - b)
  const healthOfJournal = async () =>
    (
      (await send(server.url, "GET", "/actuator/health")).json as {
        components: { journal: { details: Record<string, string> } }
      }
    ).components.journal.details

  it("is made on the first write, strict and with a version", () =>
    during(async () => {
      expect((await ask("HEAD", `/${journal}`).catch(() => ({ status: 404 }))).status).toBe(404)
      await completed(2)
      const { body } = await ask("GET", `/${journal}/_mapping`)
      expect(body).toMatchObject({
        [journal]: { mappings: { dynamic: "strict", _meta: { camunda_backup_journal: 1 } } }
      })
    }))

  it("may be lost: what is in the repository reads as before, and the next backup makes it again", () =>
    during(async () => {
      await completed(2)
      await ask("DELETE", `/${journal}`)
      expect(await states()).toEqual([
        [1, "COMPLETED"],
        [2, "COMPLETED"]
      ])
      await completed(3)
      expect((await send(server.url, "DELETE", `${path}/2`)).status).toBe(204)
    }))

  it("may be read-only: reading goes on, and a create says what blocks it", () =>
    during(async () => {
      await completed(2)
      const blocked = backend.emulator.faults.next({
        method: "PUT",
        path: new RegExp(`^/${journal}/`),
        times: Infinity,
        respond: {
          status: 403,
          body: {
            error: {
              type: "cluster_block_exception",
              reason: `index [${journal}] blocked by: [FORBIDDEN/8/index write (api)];`
            },
            status: 403
          }
        }
      })
      expect(await states()).toEqual([
        [1, "COMPLETED"],
        [2, "COMPLETED"]
      ])
      const message = internalError(await create(server.url, path, 3))
      expect(message).toContain(journal)
      expect(message).toContain("index.blocks")
      blocked.cancel()
      await until(
        () => create(server.url, path, 3),
        (reply) => reply.status === 200
      )
      await until(() => get(3), isState("COMPLETED"))
    }))

  it("may be forbidden: reading goes on and says so, also in the health", () =>
    during(async () => {
      await completed(2)
      const forbidden = backend.emulator.faults.next({
        path: new RegExp(`^/${journal}(/|$)`),
        times: Infinity,
        respond: {
          status: 403,
          body: { error: { type: "security_exception", reason: "unauthorized for [r]" }, status: 403 }
        }
      })
      try {
        expect(await states()).toEqual([
          [1, "COMPLETED"],
          [2, "COMPLETED"]
        ])
        expect(JSON.stringify(await healthOfJournal())).toContain("unauthorized for [r]")
        expect(internalError(await create(server.url, path, 3))).toContain("unauthorized for [r]")
      } finally {
        forbidden.cancel()
      }
    }))

  it("may be closed: reading goes on", () =>
    during(async () => {
      await completed(2)
      await ask("POST", `/${journal}/_close`)
      expect(await states()).toEqual([
        [1, "COMPLETED"],
        [2, "COMPLETED"]
      ])
      expect((await get(2)).json).toMatchObject({ state: "COMPLETED" })
    }))

  it("is not written into when it is somebody else's, or of a newer version", () =>
    during(async () => {
      await ask("PUT", `/${journal}`, { mappings: { properties: { n: { type: "long" } } } })
      expect(internalError(await create(server.url, path, 3))).toContain("CAMUNDA_BACKUP_JOURNAL_INDEX")
      await ask("DELETE", `/${journal}`)
      await ask("PUT", `/${journal}`, { mappings: { _meta: { camunda_backup_journal: 2 } } })
      expect(internalError(await create(server.url, path, 3))).toContain("newer camunda-backup")
    }))
})
