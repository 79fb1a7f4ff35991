/**
 * For which names a request is taken. A server that asks nobody who they are is safe on the loopback address only as long as no web page reaches
 * it: a page whose owner lets its name mean this machine (DNS rebinding) is one of the same origin for the browser, and only the header Host tells.
 */
import { Option } from "effect"
import type { RequestHandler } from "express"
import { isIP } from "node:net"
import { refuse } from "../http/refuse.ts"
import { HostNotAllowed } from "../http/RequestError.ts"

/** Lower case, without ports, beside those that mean this machine; `null`: whatever the name. */
export type AllowedHosts = ReadonlyArray<string> | null

const isName = (text: string): boolean => /^[a-z0-9_-]+(?:\.[a-z0-9_-]+)*$/.test(text)

/** `backup.example.org, backup`; `none` where one of them is no name. */
export const parse = (text: string): Option.Option<ReadonlyArray<string>> => {
  const names = text.split(",").map((x) => x.trim().toLowerCase())
  return names.every(isName) ? Option.some(names) : Option.none()
}

/** Without its port; lower case, and an IPv6 address without brackets. */
const nameOf = (host: string): string =>
  host
    .toLowerCase()
    .replace(/:[0-9]*$/, "")
    .replace(/^\[(.*)\]$/, "$1")
    .replace(/\.$/, "")

/** An address cannot be made to mean another machine, and browsers resolve `localhost` by themselves (RFC 6761). */
export const isAllowed = (allowed: AllowedHosts, host: string): boolean => {
  if (allowed === null) return true
  const name = nameOf(host)
  return isIP(name) !== 0 || name === "localhost" || name.endsWith(".localhost") || allowed.includes(name)
}

/** Before anything else is looked at. Only HTTP/1.0 has no such header, which no browser speaks. */
export const allowedHosts =
  (allowed: AllowedHosts): RequestHandler =>
  (request, response, next) => {
    const { host } = request.headers
    if (host === undefined || isAllowed(allowed, host)) next()
    else refuse(response, new HostNotAllowed({ host }))
  }
