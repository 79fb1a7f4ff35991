/** `fetch` with certificates of its own: the runtime's takes neither authorities nor a certificate of the client. */
import { Readable } from "node:stream"
import { Pool } from "undici"
import type { Fetch } from "./request.ts"

/** PEM texts; what is left out is as the system has it. */
export interface Certificates {
  /** Authorities in place of the system's. */
  readonly ca?: string
  /** Of the client, and its key. */
  readonly cert?: string
  readonly key?: string
}

/** Requests to one server share its connections; redirects are not followed. Fails with what TLS says when it cannot be spoken. */
export const tlsFetch = (certificates: Certificates): Fetch => {
  const pools = new Map<string, Pool>()
  const poolOf = (origin: string): Pool => {
    const pool = pools.get(origin) ?? new Pool(origin, { connect: { ...certificates } })
    pools.set(origin, pool)
    return pool
  }
  return async (address, { body, headers, method = "GET", signal }) => {
    const { origin, pathname, search } = new URL(address)
    const answer = await poolOf(origin).request({
      path: `${pathname}${search}`,
      method,
      headers,
      signal,
      // An answer that is a stream of events may be silent for as long as it likes; requests are bounded by who sends them.
      bodyTimeout: 0,
      body: body ?? null
    })
    return {
      status: answer.statusCode,
      headers: {
        get: (name) => {
          const value = answer.headers[name.toLowerCase()]
          return value === undefined ? null : String(value)
        }
      },
      get body() {
        return Readable.toWeb(answer.body)
      },
      text: () => answer.body.text()
    }
  }
}
