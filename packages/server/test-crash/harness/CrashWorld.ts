/**
 * Server processes over one Elasticsearch, with a proxy between that can hold any call. A process is killed while its call is held; what the
 * proxy holds is then forgotten, so that a call that was held before it took effect never does.
 */
import { type FaultProxy, startFaultProxy } from "@camunda-backup/testkit/faults"
import {
  compareInstallations,
  deleteInstallation,
  readInstallation
} from "@camunda-backup/testkit/installation"
import type { Backend } from "../../test/harness/Backend.ts"
import { type BuiltServer, startBuiltServer } from "../../test-elasticsearch/harness/builtServer.ts"
import { restoreInOrder, storedSnapshots } from "../../test-elasticsearch/harness/storedSnapshots.ts"
import { within } from "@camunda-backup/testkit/processes"
import { callOf, type CrashPoint, describePoint } from "./CrashPoint.ts"

export const path = "/operate/actuator/backups"
export const id = 5
export const names = [1, 2, 3, 4, 5, 6].map((part) => `camunda_operate_${id}_8.7.2_part_${part}_of_6`)

/** Short enough to be waited for, long enough to be kept on a busy machine. */
const leaseTtl = "1s"

/** How every process of a world is configured. */
export const variables = (
  url: string,
  repository: string
): Readonly<Record<`CAMUNDA_${string}`, string>> => ({
  CAMUNDA_BACKUP_ELASTICSEARCH_URL: url,
  CAMUNDA_BACKUP_REPOSITORY: repository,
  CAMUNDA_BACKUP_JOURNAL_INDEX: `journal-${repository}`,
  CAMUNDA_BACKUP_LEASE_TTL: leaseTtl,
  CAMUNDA_BACKUP_MASTER_TIMEOUT: "300ms",
  CAMUNDA_BACKUP_RETRY_BUDGET: "60s",
  CAMUNDA_BACKUP_WATCH_WRITES: "0ms"
})

export interface Proof {
  readonly snapshots: ReadonlyArray<readonly [name: string, state: string]>
  /** How many attempts made them. */
  readonly attempts: number
  /** Between the indices before and after all were deleted and restored. */
  readonly differences: ReadonlyArray<unknown>
}

/** Six parts of one attempt, nothing else, and a restore that brings back every document. */
export const whole: Proof = {
  snapshots: names.map((name) => [name, "SUCCESS"]),
  attempts: 1,
  differences: []
}

export interface CrashWorld {
  readonly proxy: FaultProxy
  readonly repository: string
  readonly start: () => Promise<BuiltServer>
  /** Arms the point, does the work, kills the process at the point. What the work was answered is unknown, as in life. */
  readonly killAt: (server: BuiltServer, point: CrashPoint, work: () => Promise<unknown>) => Promise<void>
  /** Kills the process when so many requests of anybody's have passed. */
  readonly killAfter: (server: BuiltServer, requests: number, work: () => Promise<unknown>) => Promise<void>
  readonly kill: (server: BuiltServer) => Promise<void>
  /** What is in the repository, and what a restore of it does not bring back. */
  readonly proof: () => Promise<Proof>
  readonly close: () => Promise<void>
}

export interface CrashOptions {
  /** A new one unless given. */
  readonly repository?: string
  readonly variables?: Readonly<Record<`CAMUNDA_${string}`, string>>
}

export const crashWorld = async (backend: Backend, options: CrashOptions = {}): Promise<CrashWorld> => {
  const proxy = await startFaultProxy({ target: backend.url })
  const repository = options.repository ?? (await backend.newRepository())
  const running = new Set<BuiltServer>()
  const kill = async (server: BuiltServer): Promise<void> => {
    running.delete(server)
    await server.end("SIGKILL", 5000)
  }
  return {
    proxy,
    repository,
    start: async () => {
      const server = await startBuiltServer({
        ...variables(proxy.url, repository),
        ...options.variables
      })
      running.add(server)
      return server
    },
    killAt: async (server, point, work) => {
      const fault = proxy.faults.next({
        when: (request) => callOf(request) === point.call,
        skip: point.occurrence,
        hold: point.when === "before" ? true : "after"
      })
      const worked = work().catch(() => {})
      await within(fault.arrived, 20_000, () => `the call ${describePoint(point)}`)
      await kill(server)
      await proxy.stop()
      proxy.faults.clear()
      await proxy.start()
      await worked
    },
    kill,
    killAfter: async (server, requests, work) => {
      const fault = proxy.faults.next({ skip: requests, drip: { bytes: 1 << 20, every: 1 } })
      const worked = work().catch(() => {})
      await within(fault.arrived, 60_000, () => `request ${requests}`)
      await kill(server)
      await worked
    },
    proof: () => prove(backend, repository),
    close: async () => {
      await Promise.all([...running].map(kill))
      await proxy.close()
    }
  }
}

const prove = async (backend: Backend, repository: string): Promise<Proof> => {
  const stored = await storedSnapshots(backend, repository)
  const ofOperate = { prefixes: { operate: "operate", tasklist: "none" } }
  const before = await readInstallation(backend.url, ofOperate)
  await deleteInstallation(backend.url, ofOperate)
  const snapshots = stored.map((x) => [x.snapshot, x.state] as const)
  await restoreInOrder(
    backend,
    repository,
    snapshots.map(([name]) => name)
  )
  const after = await readInstallation(backend.url, ofOperate)
  return {
    snapshots,
    attempts: new Set(stored.map((x) => x.metadata.attempt)).size,
    differences: compareInstallations(before, after)
  }
}
