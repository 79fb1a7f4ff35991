/** Which proxy a server is asked through, by the variables that curl, kubectl and restic read too. */
import { Option, Redacted, Result } from "effect"
import * as Base64 from "effect/encoding/Base64"
import type { Environment } from "../../config/Variables.ts"
import { isExempt, isLoopback } from "./noProxy.ts"

/** A proxy as it is named to people. */
export interface NamedProxy {
  /** Without user name and password, e.g. `http://proxy.example:3128`. */
  readonly url: string
  /** The variable that says so. */
  readonly variable: string
}

/** A proxy, and how one proves to it who asks. */
export interface Proxy extends NamedProxy {
  /** The value of `Proxy-Authorization`, from the user name and the password of its URL. */
  readonly authorization: Option.Option<Redacted.Redacted>
}

/** The lower-case name wins, as with curl. Blank means unset. */
const valueOf = (
  environment: Environment,
  name: string
): readonly [variable: string, value: string] | null => {
  for (const variable of [name.toLowerCase(), name]) {
    const value = environment[variable]?.trim() ?? ""
    if (value !== "") return [variable, value]
  }
  return null
}

const decoded = (text: string): Option.Option<string> =>
  Result.getSuccess(Result.try(() => decodeURIComponent(text)))

const authorizationOf = ({ password, username }: URL): Option.Option<Option.Option<Redacted.Redacted>> =>
  username === "" && password === ""
    ? Option.some(Option.none())
    : Option.map(Option.all([decoded(username), decoded(password)]), ([user, secret]) =>
        Option.some(Redacted.make(`Basic ${Base64.encode(`${user}:${secret}`)}`, { label: "proxy" }))
      )

/** Never repeats the value: it may hold a password that nothing tells apart from the rest. */
const read = (variable: string, value: string): Result.Result<Proxy, string> => {
  const url = URL.parse(/^[a-z][a-z0-9+.-]*:\/\//i.test(value) ? value : `http://${value}`)
  const isKnown = url !== null && /^https?:$/.test(url.protocol) && url.hostname !== ""
  const authorization = isKnown ? authorizationOf(url) : Option.none()
  return url === null || Option.isNone(authorization)
    ? Result.fail(
        `${variable} is not the address of a proxy. Expected: http://HOST:PORT or https://HOST:PORT, with USER:PASSWORD@ before the host if the proxy requires them, special characters percent-encoded. Other kinds of proxies, such as SOCKS, are not supported.`
      )
    : Result.succeed({ url: url.origin, variable, authorization: authorization.value })
}

/** The proxy for `address`; none: it is asked directly. Fails with what is wrong with the variable, without its value. */
export const proxyFor = (
  environment: Environment,
  address: string
): Result.Result<Option.Option<Proxy>, string> => {
  const target = URL.parse(address)
  if (target === null) return Result.succeed(Option.none())
  const isSecure = target.protocol === "https:"
  const found = valueOf(environment, isSecure ? "HTTPS_PROXY" : "HTTP_PROXY")
  const port = Number(target.port === "" ? (isSecure ? 443 : 80) : target.port)
  const host = { name: target.hostname, port }
  const [, noProxy] = valueOf(environment, "NO_PROXY") ?? ["", ""]
  if (found === null || isLoopback(host) || isExempt(noProxy, host)) return Result.succeed(Option.none())
  return Result.map(read(...found), Option.some)
}
