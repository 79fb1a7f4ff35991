/** The built server ends in the middle of a part: told to, or killed. Elasticsearch goes on, and so does the next process, by itself. */
import { Component } from "@camunda-backup/core"
import { beforeAll, describe, expect, it, onTestFinished } from "vitest"
import { create, type Reply, send } from "../test/harness/http.ts"
import { notFound } from "../test/harness/problems.ts"
import { type RealBackend, realBackend, versions } from "../test/harness/realBackend.ts"
import { isState, until } from "../test/harness/until.ts"
import { type BuiltServer, startBuiltServer } from "./harness/builtServer.ts"
import { makeLarge, type SlowRepository, slowRepository } from "./harness/slow.ts"
import { storedSnapshots } from "./harness/storedSnapshots.ts"

const large = { operate: "operate-list-view-8.3.0_", tasklist: "tasklist-task-8.5.0_" }

const takenOver = "going on with a backup that another process began"

describe.each(versions)("Elasticsearch %s", (version) => {
  const makeBackend = realBackend(version, { documentsPerIndex: 1, datedDays: 1, payloadBytes: 1 })
  let backend: RealBackend
  let repository: SlowRepository

  beforeAll(async () => {
    backend = await makeBackend()
    await Promise.all(Object.values(large).map((index) => makeLarge(backend, index)))
  })

  const start = async (leaseTtl: string): Promise<BuiltServer> => {
    const server = await startBuiltServer({
      CAMUNDA_BACKUP_ELASTICSEARCH_URL: backend.url,
      CAMUNDA_BACKUP_REPOSITORY: repository.name,
      CAMUNDA_BACKUP_LEASE_TTL: leaseTtl,
      CAMUNDA_BACKUP_MASTER_TIMEOUT: "1s"
    })
    onTestFinished(async () => {
      await server.end("SIGKILL", 5000)
    })
    return server
  }

  const stored = () => storedSnapshots(backend, repository.name)
  const states = async () => (await stored()).map((x) => [x.metadata.partNo, x.state])
  const allParts = [1, 2, 3, 4, 5, 6].map((part) => [part, "SUCCESS"])

  const on = (component: Component.Component) => {
    const path = `/${component}/actuator/backups`
    const get = (url: string) => send(url, "GET", `${path}/7`)
    const second = `${Component.snapshotPrefix(component)}7_8.7.2_part_2_of_6`
    const inSecondPart = (reply: Reply): boolean =>
      reply.text.includes(`{"snapshotName":"${second}","state":"IN_PROGRESS"`)

    /** What the one backup is said to be: asked for by id, and in both modes of the list. */
    const said = async (url: string): Promise<ReadonlyArray<unknown>> => {
      const one = (await get(url)).json
      const lists = [await send(url, "GET", path), await send(url, "GET", `${path}?verbose=false`)]
      return [one, ...lists.flatMap((x) => x.json as ReadonlyArray<unknown>)].map(
        (x) => (x as { readonly state: string }).state
      )
    }

    /** A process ends by the signal in the middle of the second part; another one takes its place. */
    const replaced = async (signal: "SIGTERM" | "SIGKILL"): Promise<BuiltServer> => {
      repository = await slowRepository(backend)
      onTestFinished(repository.release)
      // Who was told to end hands over at once; a lease that has to expire would outlast the test.
      const leaseTtl = signal === "SIGTERM" ? "10m" : "2s"
      const { url, end } = await start(leaseTtl)
      expect((await create(url, path, 7)).status).toBe(200)
      await until(() => get(url), inSecondPart)
      expect(await end(signal, 8000)).toEqual(
        signal === "SIGTERM" ? { code: 0, signal: null } : { code: null, signal }
      )
      expect(await states()).toEqual([
        [1, "SUCCESS"],
        [2, "IN_PROGRESS"]
      ])
      return start(leaseTtl)
    }

    return { path, get, said, replaced }
  }

  it.each([
    ["SIGTERM", "operate"],
    ["SIGKILL", "tasklist"]
  ] as const)(
    "after %s the next process goes on with %s in the middle of the part, each part once",
    async (signal, component) => {
      const { path, get, said, replaced } = on(component)
      const { url, logs } = await replaced(signal)
      const uuids = (await stored()).map((x) => x.uuid)
      await expect.poll(() => logs.map((x) => x["message"]), { timeout: 20_000 }).toContain(takenOver)
      expect(await said(url)).toEqual(["IN_PROGRESS", "IN_PROGRESS", "IN_PROGRESS"])
      await repository.release()
      await until(() => get(url), isState("COMPLETED"))
      expect(await said(url)).toEqual(["COMPLETED", "COMPLETED", "COMPLETED"])
      const done = await stored()
      expect(await states()).toEqual(allParts)
      expect(done.slice(0, 2).map((x) => x.uuid)).toEqual(uuids)
      expect(new Set(done.map((x) => x.metadata.attempt)).size).toBe(1)
      expect((await send(url, "DELETE", `${path}/7`)).status).toBe(204)
      notFound(await get(url))
      expect(await states()).toEqual([])
    }
  )

  it("after SIGKILL deletes what still runs, and only then says that it is gone", async () => {
    const { path, get, replaced } = on("operate")
    const { url } = await replaced("SIGKILL")
    expect((await send(url, "DELETE", `${path}/7`)).status).toBe(204)
    expect(await states()).toEqual([])
    await repository.release()
    notFound(await get(url))
    expect((await create(url, path, 7)).status).toBe(200)
    await until(() => get(url), isState("COMPLETED"))
    expect(await states()).toEqual(allParts)
  })
})
