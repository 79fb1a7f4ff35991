import { Result } from "effect"
import { isIPv6 } from "node:net"

const refuse = (reason: string): Result.Result<never, string> =>
  Result.fail(`${reason}. Expected: a name or an address such as 127.0.0.1, 0.0.0.0, :: or [::1].`)

/** A name or an address to listen at; IPv6 with and without brackets. Not repeated when it is refused, as little as any address. */
export const listenHost = (text: string): Result.Result<string, string> => {
  if (text.includes("/")) return refuse("it is a URL or a path and no host")
  if (text === "*") return refuse("* is no address; every interface is 0.0.0.0 or ::")
  const bare = text.startsWith("[") && text.endsWith("]") ? text.slice(1, -1) : text
  if (isIPv6(bare)) return Result.succeed(bare)
  if (bare !== text) return refuse("what stands in brackets is no IPv6 address")
  if (text.includes(":")) return refuse("it has a port, which CAMUNDA_BACKUP_PORT sets")
  return /^[a-z0-9_.-]+$/i.test(text) ? Result.succeed(text) : refuse("it is no name of a host")
}
