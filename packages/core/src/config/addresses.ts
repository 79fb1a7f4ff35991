/**
 * The list of addresses of Elasticsearch. An address may contain a password, maybe one that was pasted without escapes so that it is not a URL:
 * errors name its position in the list and never repeat any of it.
 */
import { Equal, Option, Redacted, Result } from "effect"
import type { Auth } from "./Connection.ts"

/** Characters of a password that end the host, the address or the list. */
const escapes =
  "Special characters in a user name or password are percent-encoded: / as %2F, : as %3A, @ as %40, , as %2C, ? as %3F, # as %23, % as %25."

/** `none`: a % without two digits, or bytes that are not UTF-8. */
const decoded = (text: string): Option.Option<string> =>
  Result.getSuccess(Result.try(() => decodeURIComponent(text)))

interface User {
  readonly username: string
  readonly password: string
}

const userOf = ({ password, username }: URL): Option.Option<User> =>
  Option.all({ username: decoded(username), password: decoded(password) })

/** What is wrong with one address, as the end of a sentence; `null`: nothing. */
const wrongWith = (address: string): string | null => {
  if (address === "") return "is empty"
  if (!/^https?:\/\//i.test(address)) return "does not begin with http:// or https://"
  const url = URL.parse(address)
  if (url === null) return "is not a URL; an IPv6 address needs brackets, as in http://[::1]:9200"
  if (url.search !== "" || url.hash !== "") return "has a query or a fragment"
  if (url.pathname.includes("@")) return "has an @ in its path"
  // The client drops it silently and sends no credentials.
  if ((url.username === "") !== (url.password === ""))
    return "has a user name without a password, or a password without a user name"
  if (Option.isNone(userOf(url))) return "has a % that is not part of an escape"
  return null
}

/** The addresses of one Elasticsearch cluster, with the credentials separated from them. */
export interface Addresses {
  /** Without user name and password. */
  readonly urls: ReadonlyArray<string>
  /** The credentials that one or several of the addresses contain. */
  readonly user: Extract<Auth, { readonly username: string }> | null
}

const split = (list: ReadonlyArray<string>): Result.Result<Addresses, string> => {
  const users = list
    .flatMap((address) => Option.toArray(Option.flatMap(Option.fromNullishOr(URL.parse(address)), userOf)))
    .filter((x) => x.username !== "")
  const [user] = users
  if (user === undefined) return Result.succeed({ urls: list, user: null })
  if (!users.every((x) => Equal.equals(x, user)))
    return Result.fail("the addresses have different user names or passwords; one is used for all of them.")
  const password = Redacted.make(user.password, { label: "password" })
  return Result.succeed({ urls: list.map(shown), user: { username: user.username, password } })
}

/** The addresses of a comma-separated list, or which of them is wrong, and why. */
export const parse = (text: string): Result.Result<Addresses, string> => {
  const list = text.split(",").map((x) => x.trim())
  const wrong = list.flatMap((address, i) => {
    const reason = wrongWith(address)
    return reason === null
      ? []
      : [`${list.length === 1 ? "the address" : `address ${i + 1} of ${list.length}`} ${reason}`]
  })
  return wrong.length === 0
    ? split(list)
    : Result.fail(
        `${wrong.join("; ")}. Expected: one or more URLs such as http://127.0.0.1:9200, separated by commas. ${escapes}`
      )
}

/** Replaces text in messages that may contain a password. */
export const notShown = "(not shown)"

/** A place that may be an address: then without its user name and password. */
export const withoutUser = (place: string): string => (URL.canParse(place) ? shown(place) : place)

/** One address without user name and password; if they cannot be told apart from the rest, nothing is shown. */
export const shown = (address: string): string => {
  const url = wrongWith(address) === null ? URL.parse(address) : null
  return url === null ? notShown : `${url.protocol}//${url.host}${url.pathname.replace(/\/$/, "")}`
}
