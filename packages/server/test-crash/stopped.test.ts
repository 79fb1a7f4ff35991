/** A process that is stopped for longer than its lease lasts, and wakes up when another one has done its work: it changes nothing any more. */
import { type FaultProxy, type RecordedRequest, startFaultProxy } from "@camunda-backup/testkit/faults"
import { describe, expect, it, onTestFinished } from "vitest"
import { putCamundaBackup } from "../test/harness/Backend.ts"
import { type EmulatorBackend, emulatorBackend } from "../test/harness/emulatorBackend.ts"
import { create, type Reply, send } from "../test/harness/http.ts"
import { isState, until } from "../test/harness/until.ts"
import { type BuiltServer, startBuiltServer } from "../test-elasticsearch/harness/builtServer.ts"
import { storedSnapshots } from "../test-elasticsearch/harness/storedSnapshots.ts"
import { callOf } from "./harness/CrashPoint.ts"
import { id, names, path, variables } from "./harness/CrashWorld.ts"
import { journalOf } from "./harness/journal.ts"

interface Replica extends BuiltServer {
  /** What it asks of Elasticsearch goes through here. */
  readonly proxy: FaultProxy
}

const replicas = async (
  backend: EmulatorBackend,
  repository: string
): Promise<readonly [Replica, Replica]> => {
  const start = async (): Promise<Replica> => {
    const proxy = await startFaultProxy({ target: backend.url })
    onTestFinished(proxy.close)
    const server = await startBuiltServer(variables(proxy.url, repository))
    onTestFinished(async () => {
      server.signal("SIGCONT")
      await server.end("SIGKILL", 5000)
    })
    return { ...server, proxy }
  }
  return [await start(), await start()]
}

const setUp = async () => {
  const backend = await emulatorBackend()
  onTestFinished(backend.close)
  const repository = await backend.newRepository()
  const [first, second] = await replicas(backend, repository)
  const journal = journalOf(backend, `journal-${repository}`, repository)
  const stored = () => storedSnapshots(backend, repository)
  return { backend, repository, first, second, journal, stored }
}

const get = ({ url }: BuiltServer, id: number): Promise<Reply> => send(url, "GET", `${path}/${id}`)
const completes = (server: BuiltServer, id: number) =>
  until(() => get(server, id), isState("COMPLETED"), 30_000)
const says = (server: BuiltServer, message: string) =>
  expect.poll(() => server.logs.map((x) => x["message"]), { timeout: 20_000 }).toContain(message)

const changesSnapshots = ({ method, path }: RecordedRequest): boolean =>
  method !== "GET" && path.startsWith("/_snapshot/")

describe("the owner of a backup is stopped beyond its lease", () => {
  it.each([1, 2, 3, 4, 5, 6])("in part %i", async (part) => {
    const { backend, first, second, journal, stored } = await setUp()
    const hold = backend.emulator.snapshots.hold(names[part - 1] ?? "")
    expect((await create(first.url, path, id)).status).toBe(200)
    await hold.arrived
    first.signal("SIGSTOP")
    await says(second, "going on with a backup that another process began")
    hold.release()
    await completes(second, id)
    await says(second, "backup completed")
    const before = [await stored(), await journal.entry(id)]
    first.proxy.requests.clear()
    first.signal("SIGCONT")
    await says(first, "another process has taken over the backup (CAMUNDA_BACKUP_LEASE_TTL)")
    expect([await stored(), await journal.entry(id)]).toEqual(before)
    expect(first.proxy.requests.matching(changesSnapshots)).toEqual([])
    expect(first.proxy.requests.matching((x) => x.method === "PUT")).toEqual([])
    expect((await stored()).map((x) => [x.snapshot, x.state])).toEqual(names.map((name) => [name, "SUCCESS"]))
    expect(await journal.events(id)).toEqual(["TakenOver", "Ended"])

    expect((await send(first.url, "GET", "/actuator/health")).json).toMatchObject({ status: "UP" })
    expect((await create(first.url, path, id + 1)).status).toBe(200)
    await completes(first, id + 1)
    expect(await stored()).toHaveLength(12)
  })
})

it("just before it asks for a part, whose backup is deleted meanwhile: no part comes after", async () => {
  const { first, second, stored } = await setUp()
  const { faults, requests } = first.proxy
  // What part 3 must hold is looked up in the moment before it is asked for, when the look-up during part 2 failed.
  const looksUp = { when: (request: RecordedRequest) => callOf(request) === "GET indices", skip: 1 }
  faults.next({ ...looksUp, dropBefore: true })
  const held = faults.next({ ...looksUp, hold: "after" })
  expect((await create(first.url, path, id)).status).toBe(200)
  await held.arrived
  first.signal("SIGSTOP")
  held.release()
  await completes(second, id)
  expect((await send(second.url, "DELETE", `${path}/${id}`)).status).toBe(204)
  requests.clear()
  first.signal("SIGCONT")
  await says(first, "another process has taken over the backup (CAMUNDA_BACKUP_LEASE_TTL)")
  expect(requests.matching(changesSnapshots)).toEqual([])
  expect(await stored()).toEqual([])
})

describe("the owner of a deletion is stopped beyond its lease", () => {
  it("between two DELETEs: a backup that was made meanwhile under the same id survives", async () => {
    const { backend, repository, first, second, stored } = await setUp()
    // As many as fill the first request; the names that the new backup will have are in the second one alone.
    await putCamundaBackup(backend, repository, "camunda_operate_", id, "8.7.1", 99)
    await putCamundaBackup(backend, repository, "camunda_operate_", id, "8.7.2")
    const held = first.proxy.faults.next({ method: "DELETE", path: /^\/_snapshot/, hold: "after" })
    const removed = send(first.url, "DELETE", `${path}/${id}`)
    await held.arrived
    first.signal("SIGSTOP")
    held.release()
    await says(second, "backup deleted")
    expect(await stored()).toEqual([])
    expect((await create(second.url, path, id)).status).toBe(200)
    await completes(second, id)
    const made = await stored()
    first.proxy.requests.clear()
    first.signal("SIGCONT")
    expect([204, 502]).toContain((await removed).status)
    expect(await stored()).toEqual(made)
    expect(made.map((x) => [x.snapshot, x.state])).toEqual(names.map((name) => [name, "SUCCESS"]))
    expect(first.proxy.requests.matching(changesSnapshots)).toEqual([])
    expect((await get(first, id)).json).toMatchObject({ state: "COMPLETED" })
  })
})
