/**
 * An Elasticsearch for tests and for the embedded mode: one node, in this process, in memory, spoken to over HTTP.
 *
 * Nothing is ever written to a disk: a snapshot in here is no backup. What a real server answers wins; where this differs, it is a bug.
 */
import { Cluster } from "./cluster/Cluster.ts"
import { Faults } from "./http/Faults.ts"
import { HttpServer } from "./http/HttpServer.ts"
import { RequestLog } from "./http/RequestLog.ts"
import { Router } from "./http/Router.ts"
import { IndexControl } from "./indices/IndexControl.ts"
import type { Personality } from "./Personality.ts"
import { RepositoryControl } from "./repositories/RepositoryControl.ts"
import { routes } from "./routes.ts"
import { SnapshotControl } from "./snapshots/SnapshotControl.ts"

export interface EmulatorOptions {
  /** A free one unless given. */
  readonly port?: number
  readonly host?: string
  readonly personality?: Personality
  /** The emulated cluster's clock, in milliseconds; timers run in real time all the same. */
  readonly now?: () => number
  /** How long a snapshot takes, in milliseconds of real time; 0 unless given. */
  readonly snapshotDuration?: number
  readonly clusterName?: string
}

export interface Emulator {
  readonly url: string
  /** As kill -9: connections are cut, what runs vanishes, what is finished stays; then connections are refused. */
  readonly stop: () => Promise<void>
  /** Up again, on the same port. */
  readonly start: () => Promise<void>
  readonly close: () => Promise<void>
  readonly faults: Faults
  readonly requests: RequestLog
  readonly snapshots: SnapshotControl
  readonly indices: IndexControl
  readonly repositories: RepositoryControl
  /** Everything it knows, for what the controls do not offer. */
  readonly state: Cluster
}

const router = new Router(routes)

export const startEmulator = async (options: EmulatorOptions = {}): Promise<Emulator> => {
  const state = new Cluster({
    personality: options.personality ?? "8.19",
    now: options.now ?? Date.now,
    snapshotDuration: options.snapshotDuration ?? 0,
    clusterName: options.clusterName ?? "emulator"
  })
  const faults = new Faults()
  const requests = new RequestLog()
  const exchange = { cluster: state, router, faults, requests }
  const server = new HttpServer(options.host ?? "127.0.0.1", options.port ?? 0, exchange)
  await server.start()
  const stop = async () => {
    const stopped = server.stop()
    state.crash()
    await stopped
  }
  return {
    url: server.url,
    stop,
    start: () => server.start(),
    close: async () => {
      await stop()
      faults.clear()
    },
    faults,
    requests,
    snapshots: new SnapshotControl(state),
    indices: new IndexControl(state),
    repositories: new RepositoryControl(state),
    state
  }
}
