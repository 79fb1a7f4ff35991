/** `fetch` with certificates of its own, or through a proxy: the runtime's takes neither. */
import { Option } from "effect"
import { Readable } from "node:stream"
import { Pool } from "undici"
import type { Proxy } from "./Proxy.ts"
import type { Fetch } from "./request.ts"
import { type Ask, throughProxy } from "./throughProxy.ts"

/** PEM texts; what is left out is as the system has it. */
export interface Certificates {
  /** Authorities in place of the system's. */
  readonly ca?: string
  /** Of the client, and its key. */
  readonly cert?: string
  readonly key?: string
}

/** Requests to one server share its connections. */
const directly = (certificates: Certificates): Ask => {
  const pools = new Map<string, Pool>()
  const poolOf = (origin: string): Pool => {
    const pool = pools.get(origin) ?? new Pool(origin, { connect: { ...certificates } })
    pools.set(origin, pool)
    return pool
  }
  return ({ origin, pathname, search }, options) =>
    poolOf(origin).request({ ...options, path: `${pathname}${search}` })
}

/** Redirects are not followed. Fails with what TLS says when it cannot be spoken, and with `ProxyFailed` when the proxy fails. */
export const tlsFetch = (certificates: Certificates, proxy: Option.Option<Proxy> = Option.none()): Fetch => {
  const ask = Option.match(proxy, {
    onNone: () => directly(certificates),
    onSome: (x) => throughProxy(x, certificates)
  })
  const own: Fetch = async (address, { body, headers, method = "GET", signal }) => {
    const answer = await ask(new URL(address), {
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
  return Option.match(proxy, { onNone: () => own, onSome: (x) => Object.assign(own, { proxy: x }) })
}
