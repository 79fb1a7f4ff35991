/** What a backup holds, with what an operator sees of it: over the emulator and over real servers. */
import { Component } from "@camunda-backup/core"
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest"
import { type Backend, elasticsearch, makeIndices, snapshotNames } from "../harness/Backend.ts"
import { create, send } from "../harness/http.ts"
import { badRequest } from "../harness/problems.ts"
import { startServer, type TestServer, type TestSettings } from "../harness/server.ts"
import { isState, until } from "../harness/until.ts"

const path = "/operate/actuator/backups"

export const coverageSuite = (makeBackend: () => Promise<Backend>): void => {
  describe("what a backup holds", () => {
    let backend: Backend
    let prefixes = 0

    beforeAll(async () => {
      backend = await makeBackend()
    })
    afterAll(() => backend?.close())

    const ask = async (method: string, at: string, body?: unknown): Promise<never> => {
      const answer = await elasticsearch(backend, method, at, body)
      expect([answer.status, JSON.stringify(answer.body)]).toEqual([200, expect.any(String)])
      return answer.body
    }
    const put = (name: string, settings: object = {}) =>
      ask("PUT", `/${name}`, { settings: { number_of_replicas: 0, ...settings } })
    const alias = (index: string, name: string, options: object = {}) =>
      ask("POST", "/_aliases", { actions: [{ add: { index, alias: name, ...options } }] })
    const write = (index: string, id: string) =>
      elasticsearch(backend, "PUT", `/${index}/_doc/${id}?refresh=true`, { n: 1 })
    const countOf = async (index: string): Promise<number> =>
      ((await ask("GET", `/${index}/_count`)) as { count: number }).count

    /** An installation under a prefix of its own, and a server for it. */
    const install = async (settings: TestSettings = {}) => {
      const prefix = `cov${++prefixes}`
      await makeIndices(backend, "operate", prefix)
      const repository = await backend.newRepository()
      const indexPrefixes = Component.record((x) => (x === "operate" ? prefix : "tasklist"))
      const server = await startServer(backend.url, { repository, indexPrefixes, ...settings })
      onTestFinished(async () => {
        await server.close()
        const { body } = await elasticsearch(
          backend,
          "GET",
          `/_resolve/index/${prefix}-*?expand_wildcards=all`
        )
        const names = (body as { indices: ReadonlyArray<{ name: string }> }).indices.map((x) => x.name)
        if (names.length > 0) await ask("DELETE", `/${names.join()}`)
      })
      return { prefix, repository, server }
    }
    const take = async (server: TestServer, id: number) => {
      expect((await create(server.url, path, id)).status).toBe(200)
      return until(
        () => send(server.url, "GET", `${path}/${id}`),
        (x) => !isState("IN_PROGRESS")(x)
      )
    }
    interface Answer {
      readonly inNoPart: unknown
      readonly parts: ReadonlyArray<{ readonly indices: ReadonlyArray<string> }>
      readonly plans: ReadonlyArray<{ readonly accepted: boolean; readonly inNoPart: unknown }>
      readonly findings: ReadonlyArray<Record<"what" | "severity" | "component" | "symptom", string>>
    }
    const api = async (server: TestServer, at: string): Promise<Answer> =>
      (await send(server.url, "GET", `/api/v1/${at}`)).json as Answer
    const found = async (server: TestServer, what: string) => {
      const { findings } = await api(server, "check")
      return findings.find((x) => x.what === what && x.component === "operate")
    }

    it.each([
      ["inside the prefix", (main: string) => `${main}reindexed`],
      ["outside the prefix", (main: string) => `reindexed-v8-${main}`]
    ])("is refused when a main index was reindexed %s: nothing is taken", async (_, nameOf) => {
      const { prefix, repository, server } = await install()
      const main = `${prefix}-variable-8.3.0_`
      const index = nameOf(main)
      await put(index)
      await ask("DELETE", `/${main}`)
      await alias(index, main)
      await alias(index, `${main}alias`)
      onTestFinished(async () => void (await elasticsearch(backend, "DELETE", `/${index}`)))

      const posted = await create(server.url, path, 101)
      expect(badRequest(posted)).toContain(`index [${index}] would come into parts 4 and 5`)
      expect(await snapshotNames(backend, repository)).toEqual([])
      expect((await api(server, "plan?component=operate&backupId=101")).plans[0]?.accepted).toBe(false)
      expect(await found(server, "index-in-several-parts")).toMatchObject({ severity: "error" })
    })

    it("holds a hidden dated index, behind a hidden alias too, and gives it back", async () => {
      const { prefix, repository, server } = await install()
      const main = `${prefix}-event-8.3.0_`
      const hidden = [`${main}2024-06-01`, `${main}2024-06-02`]
      for (const name of hidden) {
        await put(name, { "index.hidden": true })
        await write(name, "1")
      }
      await alias(hidden[1] ?? "", `${main}hidden`, { is_hidden: true })
      expect((await take(server, 7)).json).toMatchObject({ state: "COMPLETED", failureReason: null })
      const details = await api(server, "backups/operate/7")
      expect(details.parts[4]?.indices.toSorted()).toEqual(hidden)
      expect(details.inNoPart).toEqual([])

      const all = details.parts.flatMap((x) => x.indices)
      expect(new Set(all).size).toBe(all.length)
      await ask("DELETE", `/${all.join()}`)
      for (const name of await snapshotNames(backend, repository))
        await ask("POST", `/_snapshot/${repository}/${name}/_restore?wait_for_completion=true`, {
          include_global_state: false
        })
      expect(await Promise.all(hidden.map(countOf))).toEqual([1, 1])
    })

    it("is told of what is in no part, everywhere, or refused for it", async () => {
      const { prefix, repository, server } = await install()
      const left = [`${prefix}-flownode-instance-8.2.0_`, `${prefix}-metric-8.3.0_2024-06-01`]
      await put(left[0] ?? "")
      await put(left[1] ?? "", { "index.hidden": true })
      for (const id of ["1", "2", "3"]) await write(left[0] ?? "", id)
      const inNoPart = [
        { index: left[0], documents: 3 },
        { index: left[1], documents: 0 }
      ]
      expect((await api(server, "plan?component=operate&backupId=8")).plans[0]).toMatchObject({
        accepted: true,
        inNoPart
      })
      expect(await found(server, "indices-in-no-part")).toMatchObject({ severity: "warning" })
      expect((await take(server, 8)).json).toMatchObject({ state: "COMPLETED" })
      expect((await api(server, "backups/operate/8")).inNoPart).toEqual(inNoPart)
      const said = server.logs.filter((x) => JSON.stringify(x).includes("indices in no part"))
      expect(JSON.stringify(said)).toContain(`${left[0]} (3 documents), ${left[1]} (0 documents)`)

      const indexPrefixes = Component.record((x) => (x === "operate" ? prefix : "tasklist"))
      const strict = await startServer(backend.url, {
        repository,
        indexPrefixes,
        indicesInNoPart: "refuse"
      })
      onTestFinished(strict.close)
      const taken = await snapshotNames(backend, repository)
      expect(badRequest(await create(strict.url, path, 9))).toContain(`[${left[0]} (3 documents), `)
      expect(await snapshotNames(backend, repository)).toEqual(taken)
      expect(await found(strict, "indices-in-no-part")).toMatchObject({ severity: "error" })
      expect(await found(strict, "create")).toBeUndefined()
    })
  })
}
