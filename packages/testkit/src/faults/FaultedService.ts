import type { Clock } from "../clock/Clock.ts"
import type { Faults } from "./Faults.ts"
import type { RequestLog } from "./RequestLog.ts"
import type { WireAnswer, WireRequest } from "./Wire.ts"

/** What answers behind a port, and what goes wrong on the way. */
export interface FaultedService {
  readonly faults: Faults
  readonly requests: RequestLog
  readonly clock: Clock
  /** Carries a request out. Undefined cuts the connection: there is no answer. */
  readonly apply: (request: WireRequest) => Promise<WireAnswer | undefined>
  /** Answers what is asked of the emulator itself; undefined for what is asked of Elasticsearch. */
  readonly control?: (request: WireRequest) => Promise<WireAnswer | undefined>
  /** The answer to what never becomes a request, such as a line beyond every limit. */
  readonly unreadable: (received: string) => WireAnswer
}
