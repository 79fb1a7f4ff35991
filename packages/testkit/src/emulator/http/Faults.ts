import type { RecordedRequest } from "./RequestLog.ts"

/** What goes wrong with a request. */
export type FaultAction =
  /** Another answer in place of Elasticsearch's. With `applied`, the request takes effect all the same. */
  | {
      readonly respond: {
        readonly status: number
        readonly body: unknown
        readonly headers?: Readonly<Record<string, string>>
      }
      readonly applied?: boolean
    }
  /** The connection is cut, nothing happened. */
  | { readonly dropBefore: true }
  /** It happened, but the connection is cut in place of the answer. */
  | { readonly dropAfter: true }
  /** Applied and answered that much later. */
  | { readonly delay: number }
  /** Nothing happens until `release()`; with "after", it happens at once and the answer waits. */
  | { readonly hold: true | "after" }
  /** Applied; half of the answer comes, as if it were whole, or with "connection" until the connection breaks. */
  | { readonly truncate: true | "connection" }
  /** A proxy's error page with this status. With `applied`, the request takes effect all the same. */
  | { readonly html: number; readonly applied?: boolean }

export interface FaultMatch {
  readonly method?: string
  /** A text is the whole decoded path, without the query. */
  readonly path?: RegExp | string
  readonly when?: (request: RecordedRequest) => boolean
  /** How many requests it strikes; 1 unless given. */
  readonly times?: number
}

export type FaultRule = FaultMatch & FaultAction

export interface Fault {
  /** Resolves when the first request is struck. */
  readonly arrived: Promise<void>
  /** Lets held requests go on. */
  readonly release: () => void
  /** Strikes no further requests. */
  readonly cancel: () => void
}

export interface StruckRequest {
  readonly action: FaultAction
  readonly released: Promise<void>
}

interface ActiveRule {
  readonly rule: FaultRule
  left: number
  readonly arrive: () => void
  readonly release: () => void
  readonly released: Promise<void>
}

/** Rules for coming requests, in the order they were made: the first that matches strikes, once unless told otherwise. */
export class Faults {
  private rules: ActiveRule[] = []

  next(rule: FaultRule): Fault {
    const arrived = Promise.withResolvers<void>()
    const released = Promise.withResolvers<void>()
    const active: ActiveRule = {
      rule,
      left: rule.times ?? 1,
      arrive: arrived.resolve,
      release: released.resolve,
      released: released.promise
    }
    this.rules.push(active)
    return {
      arrived: arrived.promise,
      release: released.resolve,
      cancel: () => {
        active.left = 0
      }
    }
  }

  /** Forgets every rule and releases what is held. */
  clear(): void {
    for (const active of this.rules.splice(0)) active.release()
  }

  strike(request: RecordedRequest): StruckRequest | undefined {
    const active = this.rules.find((candidate) => candidate.left > 0 && matches(candidate.rule, request))
    if (active === undefined) return undefined
    active.left--
    active.arrive()
    return { action: active.rule, released: active.released }
  }
}

const matches = ({ method, path, when }: FaultMatch, request: RecordedRequest): boolean =>
  (method === undefined || method === request.method) &&
  (path === undefined ||
    (typeof path === "string" ? path === request.path : request.path.search(path) >= 0)) &&
  (when === undefined || when(request))
