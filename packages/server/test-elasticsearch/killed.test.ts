/** The built server ends in the middle of a part: told to, or killed. Elasticsearch goes on; the next process tells the truth and cleans up. */
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

describe.each(versions)("Elasticsearch %s", (version) => {
  const makeBackend = realBackend(version, { documentsPerIndex: 1, datedDays: 1, payloadBytes: 1 })
  let backend: RealBackend
  let repository: SlowRepository

  beforeAll(async () => {
    backend = await makeBackend()
    await Promise.all(Object.values(large).map((index) => makeLarge(backend, index)))
  })

  const start = async (): Promise<BuiltServer> => {
    const server = await startBuiltServer({
      CAMUNDA_BACKUP_ELASTICSEARCH_URL: backend.url,
      CAMUNDA_BACKUP_REPOSITORY: repository.name
    })
    onTestFinished(async () => {
      await server.end("SIGKILL", 5000)
    })
    return server
  }

  const states = async () =>
    (await storedSnapshots(backend, repository.name)).map((x) => [x.metadata.partNo, x.state])

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
    const replaced = async (signal: "SIGTERM" | "SIGKILL"): Promise<string> => {
      repository = await slowRepository(backend)
      onTestFinished(repository.release)
      const { url, end } = await start()
      expect((await create(url, path, 7)).status).toBe(200)
      await until(() => get(url), inSecondPart)
      expect(await end(signal, 8000)).toEqual(
        signal === "SIGTERM" ? { code: 0, signal: null } : { code: null, signal }
      )
      expect(await states()).toEqual([
        [1, "SUCCESS"],
        [2, "IN_PROGRESS"]
      ])
      return (await start()).url
    }

    const takenAgain = async (url: string): Promise<void> => {
      notFound(await get(url))
      expect(await states()).toEqual([])
      expect((await create(url, path, 7)).status).toBe(200)
      await until(() => get(url), isState("COMPLETED"))
      expect(await states()).toEqual([1, 2, 3, 4, 5, 6].map((part) => [part, "SUCCESS"]))
    }

    return { path, get, said, replaced, takenAgain }
  }

  it.each([
    ["SIGTERM", "operate"],
    ["SIGKILL", "tasklist"]
  ] as const)(
    "after %s says IN_PROGRESS while the part of %s runs, INCOMPLETE then, and deletes it",
    async (signal, component) => {
      const { path, get, said, replaced, takenAgain } = on(component)
      const url = await replaced(signal)
      expect(await said(url)).toEqual(["IN_PROGRESS", "IN_PROGRESS", "IN_PROGRESS"])
      await repository.release()
      await until(() => get(url), isState("INCOMPLETE"))
      expect(await said(url)).toEqual(["INCOMPLETE", "INCOMPLETE", "INCOMPLETE"])
      expect(await states()).toEqual([
        [1, "SUCCESS"],
        [2, "SUCCESS"]
      ])
      expect((await send(url, "DELETE", `${path}/7`)).status).toBe(204)
      await takenAgain(url)
    }
  )

  it("after SIGKILL deletes what still runs, and only then says that it is gone", async () => {
    const { path, replaced, takenAgain } = on("operate")
    const url = await replaced("SIGKILL")
    expect((await send(url, "DELETE", `${path}/7`)).status).toBe(204)
    expect(await states()).toEqual([])
    await repository.release()
    await takenAgain(url)
  })
})
