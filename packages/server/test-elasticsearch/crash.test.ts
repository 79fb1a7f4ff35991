/** What happens to a backup when Elasticsearch crashes, is slow, or is changed by another hand in the middle of a part. */
import { Component } from "@camunda-backup/core"
import {
  compareInstallations,
  deleteInstallation,
  readInstallation
} from "@camunda-backup/testkit/installation"
import { beforeAll, describe, expect, it, onTestFinished } from "vitest"
import { Duration } from "effect"
import { elasticsearch, snapshotNames } from "../test/harness/Backend.ts"
import { create, type Reply, send } from "../test/harness/http.ts"
import { badGateway, badRequest, internalError } from "../test/harness/problems.ts"
import { type RealBackend, realBackend, versions } from "../test/harness/realBackend.ts"
import { startServer, type TestServer, type TestSettings } from "../test/harness/server.ts"
import { isState, until } from "../test/harness/until.ts"
import { makeLarge, type SlowRepository, slowRepository } from "./harness/slow.ts"
import { restoreInOrder, storedSnapshots } from "./harness/storedSnapshots.ts"

const partNumbers = [1, 2, 3, 4, 5, 6]
const pathOf = (component: Component.Component) => `/${component}/actuator/backups`
const nameOf = (component: Component.Component, id: number, part: number) =>
  `${Component.snapshotPrefix(component)}${id}_8.7.2_part_${part}_of_6`
const namesOf = (component: Component.Component, id: number) =>
  partNumbers.map((part) => nameOf(component, id, part))

const prefixes = { operate: "slow-operate", tasklist: "slow-tasklist" }

/** Of the second part, and of the last one. */
const largeIndices = {
  operate: ["slow-operate-list-view-8.3.0_", "slow-operate-process-8.3.0_"],
  tasklist: ["slow-tasklist-task-8.5.0_", "slow-tasklist-process-8.4.0_"]
}

describe.each(versions)("Elasticsearch %s", (version) => {
  const makeBackend = realBackend(version, { prefixes, documentsPerIndex: 2, datedDays: 1, payloadBytes: 1 })
  let backend: RealBackend
  let repository: SlowRepository
  let server: TestServer

  beforeAll(async () => {
    backend = await makeBackend()
    await Promise.all(
      Object.values(largeIndices)
        .flat()
        .map((index) => makeLarge(backend, index))
    )
  })

  const start = async (settings: TestSettings = {}, rate?: string): Promise<void> => {
    repository = await slowRepository(backend, rate)
    onTestFinished(repository.release)
    server = await startServer(backend.url, {
      repository: repository.name,
      indexPrefixes: prefixes,
      ...settings
    })
    onTestFinished(server.close)
  }
  const post = (component: Component.Component, id: number) => create(server.url, pathOf(component), id)
  const get = (component: Component.Component, id: number) =>
    send(server.url, "GET", `${pathOf(component)}/${id}`)
  const remove = (component: Component.Component, id: number) =>
    send(server.url, "DELETE", `${pathOf(component)}/${id}`)
  const runs = (component: Component.Component, id: number, part: number) =>
    until(
      () => get(component, id),
      ({ text }: Reply) =>
        text.includes(`{"snapshotName":"${nameOf(component, id, part)}","state":"IN_PROGRESS"`)
    )
  const completes = (component: Component.Component, id: number) =>
    until(() => get(component, id), isState("COMPLETED"), 60_000)
  const uuidOf = async (name: string) =>
    (await storedSnapshots(backend, repository.name)).find((x) => x.snapshot === name)?.uuid
  const logged = (message: string) => server.logs.filter((x) => x["message"] === message)
  const tryingAgain = (name: string) =>
    logged("Elasticsearch did not carry out a step; trying again").filter((x) => x["snapshot"] === name)

  it("goes on when Elasticsearch is killed in the middle of a part: every part once, and restorable", async () => {
    await start()
    const ofTasklist = { prefixes: { ...prefixes, operate: "none" } }
    const before = await readInstallation(backend.url, ofTasklist)
    for (const component of Component.all) expect((await post(component, 1)).status).toBe(200)
    for (const component of Component.all) await runs(component, 1, 2)
    await backend.down()
    const meanwhile = await get("operate", 1)
    await backend.up()
    badGateway(meanwhile)
    await repository.release()
    for (const component of Component.all) await completes(component, 1)

    const stored = await storedSnapshots(backend, repository.name)
    for (const component of Component.all) {
      const parts = stored.filter((x) => x.snapshot.startsWith(Component.snapshotPrefix(component)))
      expect(parts.map((x) => x.snapshot)).toEqual(namesOf(component, 1))
      expect(parts.map((x) => x.metadata.partNo)).toEqual(partNumbers)
      expect(new Set(parts.map((x) => x.metadata.attempt)).size).toBe(1)
    }
    expect(stored).toHaveLength(12)
    expect(await deleteInstallation(backend.url, ofTasklist)).toEqual(Object.keys(before))
    await restoreInOrder(backend, repository.name, namesOf("tasklist", 1))
    expect(compareInstallations(before, await readInstallation(backend.url, ofTasklist))).toEqual([])
    expect(Object.keys(before)).toContain("slow-tasklist-task-8.5.0_")
  })

  it("polls a part that outlasts the request timeout", async () => {
    await start({ requestTimeout: "1 second" })
    expect((await post("operate", 1)).status).toBe(200)
    await runs("operate", 1, 2)
    const part = nameOf("operate", 1, 2)
    const uuid = await uuidOf(part)
    await expect.poll(() => tryingAgain(part), { timeout: 20_000 }).not.toHaveLength(0)
    expect((await get("operate", 1)).json).toMatchObject({ state: "IN_PROGRESS" })
    await repository.release()
    await completes("operate", 1)
    expect(await uuidOf(part)).toBe(uuid)
    expect(await snapshotNames(backend, repository.name)).toEqual(namesOf("operate", 1))
  })

  it("deletes a running backup in a part whose end outlasts the request timeout, and no part comes after", async () => {
    // The thread that copies notices the end after its pause: 128 KB take 2.5 s.
    await start({ requestTimeout: "1 second" }, "50kb")
    expect((await post("tasklist", 1)).status).toBe(200)
    await runs("tasklist", 1, 2)
    const asked = performance.now()
    expect((await remove("tasklist", 1)).status).toBe(204)
    expect(performance.now() - asked).toBeGreaterThan(1000)
    expect(await snapshotNames(backend, repository.name)).toEqual([])
    expect((await post("tasklist", 2)).status).toBe(200)
    await repository.release()
    await completes("tasklist", 2)
    expect(await snapshotNames(backend, repository.name)).toEqual(namesOf("tasklist", 2))
  })

  it.each([
    ["waits for", 10_000],
    ["polls", 1000]
  ])(
    "takes a part again that somebody deletes while it %s it, and is free",
    async (_, requestTimeoutMillis) => {
      await start({ requestTimeout: Duration.millis(requestTimeoutMillis) })
      await post("operate", 1)
      await runs("operate", 1, 2)
      const part = nameOf("operate", 1, 2)
      const uuid = await uuidOf(part)
      const polled = requestTimeoutMillis === 1000
      await expect.poll(() => tryingAgain(part).length > 0, { timeout: 20_000 }).toBe(polled)
      expect((await elasticsearch(backend, "DELETE", `/_snapshot/${repository.name}/${part}`)).status).toBe(
        200
      )
      await repository.release()
      await completes("operate", 1)
      expect(await uuidOf(part)).not.toBe(uuid)
      const parts = await storedSnapshots(backend, repository.name)
      expect(parts.map((x) => [x.snapshot, x.state])).toEqual(
        namesOf("operate", 1).map((name) => [name, "SUCCESS"])
      )
      expect(new Set(parts.map((x) => x.metadata.attempt)).size).toBe(1)
      expect((await post("operate", 2)).status).toBe(200)
      await completes("operate", 2)
    }
  )

  it("deletes a finished backup later, by itself, when another part is being copied, and says so until then", async () => {
    // Elasticsearch deletes nothing from a repository as long as a snapshot is being copied into it.
    await start({ requestTimeout: "1 second", retryBudget: "2 seconds" }, "400kb")
    await post("tasklist", 1)
    await runs("tasklist", 1, 2)
    await repository.release()
    await completes("tasklist", 1)
    await repository.throttle("100kb")
    await post("operate", 1)
    await runs("operate", 1, 2)
    const message = badGateway(await remove("tasklist", 1))
    expect(message).toContain("CAMUNDA_BACKUP_RETRY_BUDGET")
    for (const name of namesOf("tasklist", 1)) expect(message).toContain(name)
    const { state, failureReason } = (await get("tasklist", 1)).json as Readonly<Record<string, unknown>>
    expect([state, failureReason]).toEqual(["INCOMPLETE", expect.stringContaining("It is being deleted")])
    expect(badRequest(await post("tasklist", 1))).toContain("Backup [1] is being deleted at the moment.")
    await repository.release()
    await completes("operate", 1)
    await until(
      () => get("tasklist", 1),
      (reply) => reply.status === 404
    )
    expect(await snapshotNames(backend, repository.name)).toEqual(namesOf("operate", 1))
  })

  it("ends with a reason when the repository is unregistered between two parts, and is free", async () => {
    await start()
    await post("operate", 1)
    await runs("operate", 1, 2)
    // Another snapshot, and no more than one at a time: after the second part there is a gap as long as this test wants.
    const blocker = await slowRepository(backend)
    await elasticsearch(backend, "PUT", `/_snapshot/${blocker.name}/blocker`, {
      indices: largeIndices.tasklist
    })
    const atMost = (operations: number | null) =>
      elasticsearch(backend, "PUT", "/_cluster/settings", {
        persistent: { "snapshot.max_concurrent_operations": operations }
      })
    try {
      expect((await atMost(1)).status).toBe(200)
      await repository.release()
      await expect.poll(() => tryingAgain(nameOf("operate", 1, 3)), { timeout: 20_000 }).not.toHaveLength(0)
      expect((await get("operate", 1)).json).toMatchObject({ state: "IN_PROGRESS" })
      expect((await elasticsearch(backend, "DELETE", `/_snapshot/${repository.name}`)).status).toBe(200)
      await expect.poll(() => logged("backup not completed"), { timeout: 20_000 }).toHaveLength(1)
      internalError(await get("operate", 1))
    } finally {
      await atMost(null)
      await blocker.release()
      await elasticsearch(backend, "DELETE", `/_snapshot/${blocker.name}/blocker`)
    }
    await repository.release()
    const shown = (await get("operate", 1)).json as Readonly<Record<string, unknown>>
    expect(shown["state"]).toBe("INCOMPLETE")
    expect(shown["failureReason"]).toContain(`No repository with name [${repository.name}] could be found.`)
    expect(shown["details"]).toHaveLength(2)
    expect((await post("operate", 2)).status).toBe(200)
    await completes("operate", 2)
  })

  it.each([
    ["operate", "tasklist"],
    ["tasklist", "operate"]
  ] as const)("takes one backup of %s at a time, until its last part is done", async (component, other) => {
    await start()
    // What is in the repository already is not copied again: only the last part remains slow.
    await repository.release()
    const earlier = `/_snapshot/${repository.name}/earlier?wait_for_completion=true`
    await elasticsearch(backend, "PUT", earlier, {
      indices: [largeIndices.operate[0], largeIndices.tasklist[0]]
    })
    await repository.throttle("200kb")
    const replies = await Promise.all([post(component, 1), post(component, 2)])
    const winner = replies.findIndex((x) => x.status === 200) + 1
    const loser = 3 - winner
    const refused = replies[loser - 1]
    expect(refused && badRequest(refused)).toBe("Another backup is running at the moment")
    await runs(component, winner, 6)
    expect(badRequest(await post(component, 3))).toBe("Another backup is running at the moment")
    expect((await post(other, 3)).status).toBe(200)
    await repository.release()
    await completes(component, winner)
    await completes(other, 3)
    const names = [...namesOf(component, winner), ...namesOf(other, 3), "earlier"].toSorted()
    expect(await snapshotNames(backend, repository.name)).toEqual(names)
    expect((await post(component, loser)).status).toBe(200)
    await completes(component, loser)
  })
})
