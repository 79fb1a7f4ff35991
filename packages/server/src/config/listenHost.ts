import { Result } from "effect"
import { isIPv6 } from "node:net"

const refuse = (reason: string): Result.Result<never, string> =>
  Result.fail(`${reason}. Expected: a name or an address such as 127.0.0.1, 0.0.0.0, :: or [::1].`)

/** A name or an address to listen at; IPv6 with and without brackets. Not repeated when it is refused, as little as any address. */
export const listenHost = (text: string): Result.Result<string, string> => {
  if (text.includes("/")) return refuse("it is a URL or a path, not a host")
  if (text === "*") return refuse("* is not an address; use 0.0.0.0 or :: for every interface")
  const bare = text.startsWith("[") && text.endsWith("]") ? text.slice(1, -1) : text
  if (isIPv6(bare)) return Result.succeed(bare)
  if (bare !== text) return refuse("the text in brackets is not an IPv6 address")
  if (text.includes(":")) return refuse("it includes a port, which is set with CAMUNDA_BACKUP_PORT")
  return /^[a-z0-9_.-]+$/i.test(text) ? Result.succeed(text) : refuse("it is not a host name")
}
