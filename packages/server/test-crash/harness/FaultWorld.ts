/** One server over an emulator of its own, where one named call meets one fault. */
import type { Fault, FaultAction, RecordedRequest } from "@camunda-backup/testkit/faults"
import { Duration } from "effect"
import { type EmulatorBackend, emulatorBackend } from "../../test/harness/emulatorBackend.ts"
import { create, type Reply, send } from "../../test/harness/http.ts"
import { isState, until } from "../../test/harness/until.ts"
import { startServer, type TestServer } from "../../test/harness/server.ts"
import { storedSnapshots } from "../../test-elasticsearch/harness/storedSnapshots.ts"
import { within } from "@camunda-backup/testkit/processes"
import { callOf, callsOf } from "./CrashPoint.ts"
import { id, path } from "./CrashWorld.ts"

export const requestTimeoutMillis = 500

/** What happens to the call, by name. */
export const faults: Readonly<Record<string, FaultAction>> = {
  "never arrives": { dropBefore: true },
  "is carried out, the answer lost": { dropAfter: true },
  "is answered with 429": { retryAfter: 1 },
  "meets a proxy's 503 page": { html: 503 },
  "is carried out behind a proxy's 503 page": { html: 503, applied: true },
  "is answered with half a body": { truncate: true },
  "is cut in the middle of the answer": { truncate: "connection" },
  "is carried out after the request timeout": { delay: requestTimeoutMillis + 200 },
  "meets a closed port": { refuse: 300 }
}

export interface FaultWorld {
  readonly backend: EmulatorBackend
  readonly repository: string
  readonly server: TestServer
  readonly post: (id: number) => Promise<Reply>
  readonly get: () => Promise<Reply>
  readonly remove: () => Promise<Reply>
  /** Calls so far that no fault struck, of this name. */
  readonly intact: (call: string) => ReadonlyArray<RecordedRequest>
  /** How many attempts, and the names and states of what they left. */
  readonly left: () => Promise<{
    readonly attempts: number
    readonly snapshots: ReadonlyArray<readonly [name: string, state: string]>
  }>
  readonly arm: (point: FaultPoint) => Fault
  readonly close: () => Promise<void>
}

export interface FaultPoint {
  readonly call: string
  readonly occurrence: number
  readonly fault: string
}

export const describeFault = ({ call, occurrence, fault }: FaultPoint): string =>
  `${call}${occurrence > 0 ? ` (${occurrence + 1})` : ""} ${fault}`

export const faultWorld = async (): Promise<FaultWorld> => {
  const backend = await emulatorBackend()
  const repository = await backend.newRepository()
  const server = await startServer(backend.url, {
    repository,
    requestTimeout: Duration.millis(requestTimeoutMillis),
    // A lease that a refused request leaves behind is waited for; none is beaten in the short time that a backup takes here.
    leaseTtl: "3 seconds",
    masterTimeout: "300 millis",
    retryBudget: "30 seconds"
  })
  const { requests } = backend.emulator
  return {
    backend,
    repository,
    server,
    post: (id) => create(server.url, path, id),
    get: () => send(server.url, "GET", `${path}/${id}`),
    remove: () => send(server.url, "DELETE", `${path}/${id}`),
    intact: (call) => requests.matching((x) => x.fault === undefined && callOf(x) === call),
    left: async () => {
      const stored = await storedSnapshots(backend, repository)
      return {
        attempts: new Set(stored.map((x) => x.metadata.attempt)).size,
        snapshots: stored.map((x) => [x.snapshot, x.state])
      }
    },
    arm: ({ call, occurrence, fault }) =>
      backend.emulator.faults.next({
        when: (request) => callOf(request) === call,
        skip: occurrence,
        ...(faults[fault] ?? { dropBefore: true })
      }),
    close: async () => {
      await server.close()
      await backend.close()
    }
  }
}

/** A whole backup, and its owner has given the lease back. */
export const withBackup = async (world: FaultWorld): Promise<void> => {
  const released = world.backend.emulator.faults.next({
    when: (request) => callOf(request) === "write lease" && request.body.includes('"finished"'),
    drip: { bytes: 1 << 20, every: 1 }
  })
  await world.post(id)
  await until(world.get, isState("COMPLETED"))
  await within(released.arrived, 20_000, () => "the lease is given back")
}

/** Every call that the work makes, with every fault. `last`: the call that ends the work, and how often it is made in it. */
export const faultPoints = async (
  arrange: (world: FaultWorld) => Promise<unknown>,
  work: (world: FaultWorld) => Promise<unknown>,
  last: readonly [call: string, times: number]
): Promise<ReadonlyArray<FaultPoint>> => {
  const world = await faultWorld()
  try {
    await arrange(world)
    world.backend.emulator.requests.clear()
    const [call, times] = last
    const { arrived } = world.backend.emulator.faults.next({
      when: (request) => callOf(request) === call,
      skip: times - 1,
      hold: true
    })
    const worked = work(world)
    await within(arrived, 20_000, () => `the last call, ${call}`)
    world.backend.emulator.faults.clear()
    await worked
    return callsOf(world.backend.emulator.requests.all).flatMap((x) =>
      Object.keys(faults).map((fault) => ({ ...x, fault }))
    )
  } finally {
    await world.close()
  }
}
