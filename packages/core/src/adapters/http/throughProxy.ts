/**
 * Requests through a proxy: a tunnel (CONNECT) to a server over TLS, which nothing on the way can read, and the request itself, with the whole
 * address, where there is no TLS to the server: many proxies allow a tunnel to port 443 alone.
 */
import { Option, Redacted } from "effect"
import { isIP } from "node:net"
import { getCACertificates } from "node:tls"
import { buildConnector, type Dispatcher, Pool, ProxyAgent } from "undici"
import { ProxyFailed } from "./ProxyFailed.ts"
import type { Proxy } from "./Proxy.ts"
import type { Certificates } from "./tlsFetch.ts"

/** Of a request and its answer, what differs with a proxy is what is asked, and of whom. */
export type Ask = (
  address: URL,
  options: Omit<Dispatcher.RequestOptions, "origin" | "path" | "headers"> & {
    readonly headers: Record<string, string>
  }
) => Promise<Dispatcher.ResponseData>

/** The proxy's certificate may be of the system's authorities, or of those for the server. It is never shown the certificate of the client. */
const connectTo = (proxy: Proxy, { ca }: Certificates): buildConnector.connector => {
  const trusted = ca === undefined ? {} : { ca: [...getCACertificates(), ca] }
  const connect = buildConnector(trusted)
  return ({ servername = "", ...options }, callback) =>
    // TLS has no name for an address, and undici gives one.
    connect({ ...options, ...(isIP(servername) === 0 ? { servername } : {}) }, (...[error, socket]) =>
      error === null ? callback(null, socket) : callback(new ProxyFailed(proxy, null, error), null)
    )
}

const authorization = ({ authorization }: Proxy): string | undefined =>
  Option.getOrUndefined(Option.map(authorization, Redacted.value))

/** The connections to the proxy on which tunnels begin. An answer other than 200 is no tunnel. */
const tunnels = (proxy: Proxy, certificates: Certificates): Dispatcher => {
  const pool = new Pool(proxy.url, { connect: connectTo(proxy, certificates) })
  const failed = (error: unknown) =>
    Promise.reject(error instanceof ProxyFailed ? error : new ProxyFailed(proxy, null, error))
  const connect = pool.connect.bind(pool)
  return Object.assign(pool, {
    connect: async (options: Dispatcher.ConnectOptions) => {
      const answer = await connect(options).catch(failed)
      if (answer.statusCode === 200) return answer
      answer.socket.on("error", () => {}).destroy()
      return Promise.reject(new ProxyFailed(proxy, answer.statusCode))
    }
  })
}

const tunnelled = (proxy: Proxy, certificates: Certificates): Ask => {
  const token = authorization(proxy)
  const agent = new ProxyAgent({
    uri: proxy.url,
    requestTls: { ...certificates },
    clientFactory: () => tunnels(proxy, certificates),
    ...(token === undefined ? {} : { token })
  })
  return ({ origin, pathname, search }, options) =>
    agent.request({ ...options, origin, path: `${pathname}${search}` })
}

const forwarded = (proxy: Proxy, certificates: Certificates): Ask => {
  const token = authorization(proxy)
  const pool = new Pool(proxy.url, { connect: connectTo(proxy, certificates) })
  return async ({ host, origin, pathname, search }, { headers, ...options }) => {
    const answer = await pool.request({
      ...options,
      path: `${origin}${pathname}${search}`,
      headers: { ...headers, host, ...(token === undefined ? {} : { "proxy-authorization": token }) }
    })
    // Only a proxy answers so; what else it refuses cannot be told from what the server answers.
    if (answer.statusCode !== 407) return answer
    await answer.body.dump()
    return Promise.reject(new ProxyFailed(proxy, 407))
  }
}

/** Asks through `proxy`; rejects with `ProxyFailed` where it was the proxy that failed, and the server got nothing. */
export const throughProxy = (proxy: Proxy, certificates: Certificates): Ask => {
  const tunnel = tunnelled(proxy, certificates)
  const forward = forwarded(proxy, certificates)
  return (address, options) => (address.protocol === "https:" ? tunnel : forward)(address, options)
}
