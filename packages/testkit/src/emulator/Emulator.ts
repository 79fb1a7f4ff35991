/**
 * An Elasticsearch for tests and for the embedded mode: one node, in this process, in memory, spoken to over HTTP.
 *
 * Nothing is ever written to a disk: a snapshot in here is no backup. What a real server answers wins; where this differs, it is a bug.
 */
import type { AdvancingClock } from "../clock/Clock.ts"
import { followingClock } from "../clock/followingClock.ts"
import type { FaultedService } from "../faults/FaultedService.ts"
import { faultApi } from "../faults/faultApi.ts"
import { Faults } from "../faults/Faults.ts"
import { HttpPort } from "../faults/HttpPort.ts"
import { RequestLog } from "../faults/RequestLog.ts"
import { Cluster } from "./cluster/Cluster.ts"
import { dispatch } from "./http/dispatch.ts"
import { emulatorControls } from "./http/emulatorControls.ts"
import { Router } from "./http/Router.ts"
import { unreadable } from "./http/unreadable.ts"
import { IndexControl } from "./indices/IndexControl.ts"
import type { Personality } from "./Personality.ts"
import { RepositoryControl } from "./repositories/RepositoryControl.ts"
import { routes } from "./routes.ts"
import type { Security } from "./security/Security.ts"
import { securityRoutes } from "./security/securityRoutes.ts"
import { SnapshotControl } from "./snapshots/SnapshotControl.ts"

export interface EmulatorOptions {
  /** A free one unless given. */
  readonly port?: number
  readonly host?: string
  readonly personality?: Personality
  /** The emulated cluster's time in milliseconds; what takes time takes real time all the same. */
  readonly now?: () => number
  /** What everything that takes time is measured by, instead of real time: a test advances it, and nothing sleeps. */
  readonly clock?: AdvancingClock
  /** How long a snapshot takes at least, in milliseconds of the clock, spread evenly over its shards; 0 unless given. */
  readonly snapshotDuration?: number
  /** The same of a restore: meanwhile its indices can be neither read nor written; 0 unless given. */
  readonly restoreDuration?: number
  /** Faults, the log of requests, the clock and snapshots also over HTTP, under `/_emulator`. Off unless asked for. */
  readonly faultApi?: boolean
  readonly clusterName?: string
  /** Who may do what; everybody everything unless given. */
  readonly security?: Security
}

export interface Emulator {
  readonly url: string
  /** As kill -9: connections are cut, what runs vanishes, what is finished stays; then connections are refused. */
  readonly stop: () => Promise<void>
  /** As SIGTERM: connections are cut and refused at once, snapshots that run come to their end by the clock before it resolves. */
  readonly shutdown: () => Promise<void>
  /** Up again, on the same port. */
  readonly start: () => Promise<void>
  readonly close: () => Promise<void>
  readonly faults: Faults
  readonly requests: RequestLog
  readonly clock: AdvancingClock
  readonly snapshots: SnapshotControl
  readonly indices: IndexControl
  readonly repositories: RepositoryControl
  /** Changes who may do what, from the next request on; undefined switches security off. */
  readonly secure: (security: Security | undefined) => void
  /** The actions that were let through since then, e.g. `indices:admin/get on operate-*`. */
  readonly granted: ReadonlySet<string>
  /** Everything it knows, for what the controls do not offer. */
  readonly state: Cluster
}

export const startEmulator = async (options: EmulatorOptions = {}): Promise<Emulator> => {
  const clock = options.clock ?? followingClock()
  const state = new Cluster({
    personality: options.personality ?? "8.19",
    clock,
    now: options.now,
    snapshotDuration: options.snapshotDuration ?? 0,
    restoreDuration: options.restoreDuration ?? 0,
    clusterName: options.clusterName ?? "emulator",
    security: options.security
  })
  const served = routes.filter(({ only }) => only?.(state) ?? true)
  const unsecured = new Router(served)
  const secured = new Router([...served, ...securityRoutes])
  const router = () => (state.security === undefined ? unsecured : secured)
  const faults = new Faults()
  const requests = new RequestLog()
  const snapshots = new SnapshotControl(state)
  const service: FaultedService = {
    faults,
    requests,
    clock,
    apply: (request) => dispatch(state, router(), request),
    unreadable: (received) => unreadable(router(), received),
    ...(options.faultApi === true
      ? {
          control: faultApi(
            { faults, requests, clock },
            emulatorControls(snapshots, (millis) => crash(millis))
          )
        }
      : {})
  }
  const port = new HttpPort(options.host ?? "127.0.0.1", options.port ?? 0, service)
  await port.start()
  const stop = async () => {
    const stopped = port.stop()
    state.crash()
    await stopped
  }
  const crash = (millis: number) => {
    state.crash()
    void port.refuse(millis)
  }
  return {
    url: port.url,
    stop,
    shutdown: async () => {
      await port.stop()
      await state.settle()
    },
    start: () => port.start(),
    close: async () => {
      await stop()
      faults.clear()
    },
    faults,
    requests,
    clock,
    snapshots,
    indices: new IndexControl(state),
    repositories: new RepositoryControl(state),
    secure: (security) => {
      state.security = security
      state.granted.clear()
    },
    granted: state.granted,
    state
  }
}
