import type { RecordedRequest } from "./RequestLog.ts"

/** An answer in place of Elasticsearch's. With `applied`, the request takes effect all the same. */
export type SubstituteAction = (
  | {
      readonly respond: {
        readonly status: number
        /** A text goes out as it is, everything else as JSON. */
        readonly body: unknown
        readonly headers?: Readonly<Record<string, string>>
      }
    }
  /** A proxy's error page with this status. */
  | { readonly html: number }
  /** 429, and how many seconds to wait. */
  | { readonly retryAfter: number }
  /** 302 to a proxy's error page, which has this status. */
  | { readonly redirect: number }
) & { readonly applied?: boolean }

/** What goes wrong with a request. Times are milliseconds on the emulator's, or the proxy's, clock. */
export type FaultAction =
  | SubstituteAction
  /** The connection is reset, nothing happened. */
  | { readonly dropBefore: true }
  /** It happened, but the connection is reset in place of the answer. */
  | { readonly dropAfter: true }
  /** The port closes: this request and all others are cut, connections are refused for that long in real time, or until `release()`. */
  | { readonly refuse: true | number }
  /** Applied and answered that much later. */
  | { readonly delay: number }
  /** Applied; the answer comes in pieces of so many bytes, one each so many milliseconds. */
  | { readonly drip: { readonly bytes: number; readonly every: number } }
  /** Nothing happens until `release()`; with "after", it happens at once and the answer waits. */
  | { readonly hold: true | "after" }
  /** Applied; half of the answer comes, as if it were whole, or with "connection" until the connection breaks. */
  | { readonly truncate: true | "connection" }

export interface FaultMatch {
  readonly method?: string
  /** A text is the whole decoded path, without the query. */
  readonly path?: RegExp | string
  /** To be found in the body. */
  readonly body?: RegExp
  readonly when?: (request: RecordedRequest) => boolean
  /** How many requests it strikes: 1 unless given, with a probability any number. */
  readonly times?: number
  /** How many requests that match it lets pass first. */
  readonly skip?: number
  /** From 0 to 1: of the requests that match, it strikes about this part. */
  readonly probability?: number
  /** The same seed strikes the same ones of a sequence of requests, on every run. */
  readonly seed?: string
}

export type FaultRule = FaultMatch & FaultAction

export const matches = ({ method, path, body, when }: FaultMatch, request: RecordedRequest): boolean =>
  (method === undefined || method === request.method) &&
  (path === undefined ||
    (typeof path === "string" ? path === request.path : request.path.search(path) >= 0)) &&
  (body === undefined || request.body.search(body) >= 0) &&
  (when === undefined || when(request))
