/** Whether an address is asked without a proxy, by what NO_PROXY says. The rules are those of Go, so that kubectl and restic on the same machine decide alike. */
import { BlockList, isIP, isIPv6 } from "node:net"

export interface Host {
  /** As in a URL; an IPv6 address in brackets or without. */
  readonly name: string
  readonly port: number
}

const plainName = (name: string): string =>
  name
    .toLowerCase()
    .replace(/^\[(.*)\]$/, "$1")
    .replace(/\.$/, "")

const familyOf = (address: string): "ipv4" | "ipv6" => (isIPv6(address) ? "ipv6" : "ipv4")

const loopback = new BlockList()
loopback.addSubnet("127.0.0.0", 8)
loopback.addAddress("::1", "ipv6")

/** Requests to this machine itself never leave it, whatever the variables say. */
export const isLoopback = ({ name }: Pick<Host, "name">): boolean => {
  const host = plainName(name)
  return host === "localhost" || (isIP(host) !== 0 && loopback.check(host, familyOf(host)))
}

/** `10.0.0.0/8`, an address without bits being one of its own. */
const holds = (network: string, bits: string | undefined, host: string): boolean => {
  if (isIP(host) === 0) return false
  const most = isIPv6(network) ? 128 : 32
  const prefix = bits === undefined ? most : Number(bits)
  if (prefix > most) return false
  const list = new BlockList()
  list.addSubnet(network, prefix, familyOf(network))
  return list.check(host, familyOf(host))
}

const matches =
  ({ name, port }: Host) =>
  (entry: string): boolean => {
    if (entry === "*") return true
    const host = plainName(name)
    const [, network = "", bits] = /^([^/]*)\/([0-9]{1,3})$/.exec(entry) ?? []
    if (isIP(network) !== 0) return holds(network, bits, host)
    if (isIP(plainName(entry)) !== 0) return holds(plainName(entry), undefined, host)
    const [, named = entry, onlyPort] = /^(.*):([0-9]+)$/.exec(entry) ?? []
    if (onlyPort !== undefined && Number(onlyPort) !== port) return false
    const wanted = plainName(named)
    if (isIP(wanted) !== 0) return holds(wanted, undefined, host)
    const domain = wanted.replace(/^\*?\./, "")
    if (domain === "") return false
    return host.endsWith(`.${domain}`) || (host === domain && wanted === domain)
  }

/** `noProxy`: names (with their subdomains), `.name` (its subdomains alone), addresses, networks, each with a port or without, or `*`; between them commas or spaces. */
export const isExempt = (noProxy: string, host: Host): boolean =>
  noProxy
    .split(/[\s,]+/)
    .filter((entry) => entry !== "")
    .some(matches(host))
