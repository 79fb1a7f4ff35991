import type { AdvancingClock } from "../clock/Clock.ts"
import { followingClock } from "../clock/followingClock.ts"
import type { FaultedService } from "../faults/FaultedService.ts"
import { faultApi } from "../faults/faultApi.ts"
import { Faults } from "../faults/Faults.ts"
import { HttpPort } from "../faults/HttpPort.ts"
import { RequestLog } from "../faults/RequestLog.ts"
import { errorPage } from "../faults/substituteAnswer.ts"
import { forwarder } from "./forward.ts"

export interface FaultProxyOptions {
  /** Where the real server is, such as `http://127.0.0.1:9200`. */
  readonly target: string
  /** A free one unless given. */
  readonly port?: number
  readonly host?: string
  /** The controls also over HTTP, under `/_emulator`. Off unless asked for. */
  readonly faultApi?: boolean
  /** What delays are measured by; real time unless given. */
  readonly clock?: AdvancingClock
}

export interface FaultProxy {
  readonly url: string
  readonly faults: Faults
  readonly requests: RequestLog
  readonly clock: AdvancingClock
  /** Connections are cut, and refused until `start`; the server behind it goes on. */
  readonly stop: () => Promise<void>
  readonly start: () => Promise<void>
  readonly close: () => Promise<void>
}

/** Stands before a real server and makes the emulator's faults there. A server that gives no answer looks to the client as it does without. */
export const startFaultProxy = async (options: FaultProxyOptions): Promise<FaultProxy> => {
  const faults = new Faults()
  const requests = new RequestLog()
  const clock = options.clock ?? followingClock()
  const behind = forwarder(options.target)
  const service: FaultedService = {
    faults,
    requests,
    clock,
    apply: behind.forward,
    unreadable: () => errorPage(400),
    ...(options.faultApi === true ? { control: faultApi({ faults, requests, clock }) } : {})
  }
  const port = new HttpPort(options.host ?? "127.0.0.1", options.port ?? 0, service)
  await port.start()
  return {
    url: port.url,
    faults,
    requests,
    clock,
    stop: () => port.stop(),
    start: () => port.start(),
    close: async () => {
      await port.stop()
      faults.clear()
      behind.close()
    }
  }
}
