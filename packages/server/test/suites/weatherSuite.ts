/** Bad weather that a real Elasticsearch can have, through HTTP, for both components. Runs over the emulator and over real servers. */
import { Component } from "@camunda-backup/core"
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest"
import {
  type Backend,
  elasticsearch,
  makeIndices,
  putCamundaBackup,
  snapshotNames
} from "../harness/Backend.ts"
import { create, type Reply, send } from "../harness/http.ts"
import { badGateway, badRequest, internalError, notFound } from "../harness/problems.ts"
import { startServer, type TestServer, type TestSettings } from "../harness/server.ts"
import { isState, until } from "../harness/until.ts"

export const weatherSuite = (makeBackend: () => Promise<Backend>): void => {
  describe.each(Component.all)("/%s/actuator/backups", (component) => {
    const path = `/${component}/actuator/backups`
    const prefix = Component.snapshotPrefix(component)
    const name = (id: number, part: number) => `${prefix}${id}_8.7.2_part_${part}_of_6`
    let backend: Backend
    let server: TestServer | undefined

    beforeAll(async () => {
      backend = await makeBackend()
    })
    afterEach(async () => {
      await server?.close()
      server = undefined
    })
    afterAll(() => backend?.close())

    const start = async (settings: TestSettings): Promise<string> => {
      server = await startServer(backend.url, settings)
      return server.url
    }
    const all = async (
      url: string,
      id = 1
    ): Promise<Readonly<Record<"post" | "get" | "list" | "delete", Reply>>> => ({
      post: await create(url, path, id),
      get: await send(url, "GET", `${path}/${id}`),
      list: await send(url, "GET", path),
      delete: await send(url, "DELETE", `${path}/${id}`)
    })
    const state = (url: string, id: number) => send(url, "GET", `${path}/${id}`)

    it.each([[undefined], [""], ["  "]])(
      "answers 404 everywhere while no repository is configured (%j)",
      async (repository) => {
        const url = await start(repository === undefined ? {} : { repository })
        for (const reply of Object.values(await all(url)))
          expect(notFound(reply)).toBe("No backup repository configured.")
        badRequest(await create(url, path, -1))
      }
    )

    it("answers 500, and 404 on the list, when Elasticsearch does not know the repository", async () => {
      const replies = await all(await start({ repository: "nowhere" }))
      const message = "No repository with name [nowhere] could be found."
      expect(internalError(replies.post)).toBe(message)
      expect(internalError(replies.get)).toBe(message)
      expect(notFound(replies.list)).toBe(message)
      expect(internalError(replies.delete)).toBe(message)
    })

    it("reads a read-only repository and says so when asked to write", async () => {
      const repository = await backend.newRepository()
      await putCamundaBackup(backend, repository, prefix, 1, "8.7.2")
      await backend.changeRepository(repository, { readonly: true })
      const url = await start({ repository })
      expect((await state(url, 1)).json).toMatchObject({ state: "COMPLETED" })
      expect(internalError(await create(url, path, 2))).toContain("is read-only")
      expect(internalError(await send(url, "DELETE", `${path}/1`))).toContain("is read-only")
      expect(await snapshotNames(backend, repository)).toHaveLength(6)
    })

    it("takes nothing when a required index is missing, and names it", async () => {
      const repository = await backend.newRepository()
      const missing = component === "operate" ? "m1-user-task-8.5.0_" : "m1-task-variable-8.3.0_"
      await makeIndices(backend, component, "m1", [missing])
      const url = await start({ repository, indexPrefixes: Component.record(() => "m1") })
      expect(badRequest(await create(url, path, 1))).toContain(`[${missing}]`)
      notFound(await state(url, 1))
      expect(await snapshotNames(backend, repository)).toEqual([])
      await elasticsearch(backend, "PUT", `/${missing}`, { settings: { number_of_replicas: 0 } })
      expect((await create(url, path, 1)).status).toBe(200)
      await until(() => state(url, 1), isState("COMPLETED"))
    })

    it("makes empty snapshots of dated parts without an index, never of everything", async () => {
      const repository = await backend.newRepository()
      const own = `e${component.slice(0, 1)}`
      await makeIndices(backend, component, own)
      const url = await start({ repository, indexPrefixes: Component.record(() => own) })
      await create(url, path, 1)
      await until(() => state(url, 1), isState("COMPLETED"))
      const { body } = await elasticsearch(backend, "GET", `/_snapshot/${repository}/*?index_names=true`)
      const { snapshots } = body as {
        snapshots: ReadonlyArray<{ snapshot: string; indices: ReadonlyArray<string> }>
      }
      const held = new Map(snapshots.map((x) => [x.snapshot, x.indices]))
      expect(held.get(name(1, 3))).toEqual([])
      expect(held.get(name(1, 5))).toEqual([])
      for (const indices of held.values())
        for (const index of indices) expect(index.startsWith(`${own}-`), index).toBe(true)
    })

    it("takes nothing when an alias would bring an index into two parts", async () => {
      const repository = await backend.newRepository()
      const own = `t${component.slice(0, 1)}`
      await makeIndices(backend, component, own)
      const [from, to] =
        component === "operate"
          ? [`${own}-event-8.3.0_old`, `${own}-process-8.3.0_`]
          : [`${own}-task-8.5.0_old`, `${own}-process-8.4.0_`]
      await elasticsearch(backend, "PUT", `/${to}/_alias/${from}`)
      const url = await start({ repository, indexPrefixes: Component.record(() => own) })
      const message = badRequest(await create(url, path, 1))
      expect(message).toContain(`index [${to}] would come into parts`)
      expect(await snapshotNames(backend, repository)).toEqual([])
    })

    it("is INCOMPLETE with a part deleted by hand, and can be deleted", async () => {
      const repository = await backend.newRepository()
      const url = await start({ repository })
      await create(url, path, 1)
      await until(() => state(url, 1), isState("COMPLETED"))
      await elasticsearch(backend, "DELETE", `/_snapshot/${repository}/${name(1, 4)}`)
      expect((await state(url, 1)).json).toMatchObject({ state: "INCOMPLETE", failureReason: null })
      badRequest(await create(url, path, 1))
      expect((await send(url, "DELETE", `${path}/1`)).status).toBe(204)
      expect(await snapshotNames(backend, repository)).toEqual([])
    })

    it("still lists when one snapshot is damaged, says which, and deletes it", async () => {
      const repository = await backend.newRepository()
      await putCamundaBackup(backend, repository, prefix, 1, "8.7.2")
      await putCamundaBackup(backend, repository, prefix, 2, "8.7.2")
      await backend.damage(repository, name(1, 3))
      const url = await start({ repository })
      const listed = (await send(url, "GET", path)).json as ReadonlyArray<Record<string, unknown>>
      const found = new Map(listed.map((x) => [x["backupId"], x]))
      expect(found.get(2)).toMatchObject({ state: "COMPLETED" })
      expect(found.get(1)).toMatchObject({
        state: "FAILED",
        failureReason: `The repository is damaged, these snapshots cannot be read: ${name(1, 3)}`
      })
      expect((await state(url, 1)).json).toMatchObject({ state: "FAILED" })
      expect((await state(url, 2)).json).toMatchObject({ state: "COMPLETED" })
      badRequest(await create(url, path, 1))
      expect((await send(url, "DELETE", `${path}/1`)).status).toBe(204)
      expect(await snapshotNames(backend, repository)).toHaveLength(6)
    })

    it("is FAILED with a PARTIAL part, in both modes of the list", async () => {
      const repository = await backend.newRepository()
      await elasticsearch(backend, "PUT", "/nowhere-1?wait_for_active_shards=0", {
        settings: { number_of_replicas: 0, "index.routing.allocation.require._name": "nowhere" }
      })
      await putCamundaBackup(backend, repository, prefix, 1, "8.7.2")
      await elasticsearch(backend, "DELETE", `/_snapshot/${repository}/${name(1, 2)}`)
      await elasticsearch(backend, "PUT", `/_snapshot/${repository}/${name(1, 2)}?wait_for_completion=true`, {
        indices: ["nowhere-1"],
        partial: true,
        include_global_state: false,
        feature_states: ["none"]
      })
      await elasticsearch(backend, "DELETE", "/nowhere-1")
      const url = await start({ repository })
      const shown = (await state(url, 1)).json as {
        details: ReadonlyArray<{ state: string; failures: ReadonlyArray<string> }>
      }
      expect(shown).toMatchObject({
        state: "FAILED",
        failureReason: `Some of the snapshots are partial: ${name(1, 2)}`
      })
      expect(shown.details.flatMap((x) => x.failures).join()).toMatch(
        /^SnapshotShardFailure\{shardId=\[nowhere-1\]\[0\], reason='/
      )
      const quick = (await send(url, "GET", `${path}?verbose=false`)).json as ReadonlyArray<{ state: string }>
      expect(quick.map((x) => x.state)).toEqual(["FAILED"])
    })

    it("answers 502 while Elasticsearch is down, also from the start, and works when it is back", async () => {
      const repository = await backend.newRepository()
      await backend.down()
      const url = await start({ repository })
      for (const reply of Object.values(await all(url)))
        expect(badGateway(reply)).toContain("CAMUNDA_BACKUP_ELASTICSEARCH_URL")
      const health = await send(url, "GET", "/actuator/health")
      expect([health.status, (health.json as { status: string }).status]).toEqual([503, "DOWN"])
      expect((await send(url, "GET", "/actuator/health/liveness")).status).toBe(200)
      expect((await send(url, "GET", "/actuator/health/readiness")).status).toBe(503)
      await backend.up()
      await until(
        () => create(url, path, 1),
        (reply) => reply.status === 200
      )
      await until(() => state(url, 1), isState("COMPLETED"))
      expect((await send(url, "GET", "/actuator/health")).json).toMatchObject({ status: "UP" })
    })
  })
}
