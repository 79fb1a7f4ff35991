/**
 * Removes secrets from text of other origin: what Elasticsearch, a proxy or a library says may repeat the headers or the address it was sent. Never
 * applied to data: a password may be a word that also occurs in names.
 */
import * as Base64 from "effect/encoding/Base64"
import { Option, Redacted, Result } from "effect"
import { notShown } from "./addresses.ts"
import type { Connection } from "./Connection.ts"
import type { Environment } from "./Variables.ts"

/** Replaces every credential in a text. */
export type Redact = (text: string) => string

interface Credentials {
  readonly usernames: ReadonlyArray<string>
  readonly passwords: ReadonlyArray<string>
  readonly apiKeys: ReadonlyArray<string>
  readonly urls: ReadonlyArray<string>
}

/** A secret shorter than this is an ordinary word, and is removed only where it stands alone. */
const longEnough = 8

const decoded = (text: string): string =>
  Result.getOrElse(
    Result.try(() => decodeURIComponent(text)),
    () => text
  )

/** User name and password before the last `@` of each address, whatever the rest of it looks like. */
const userParts = (url: string): ReadonlyArray<readonly [username: string, password: string]> =>
  url.split(",").flatMap((address) => {
    const [, part] = /^\s*(?:[a-z][a-z0-9+.-]*:)?(?:\/\/)?(.*)@/is.exec(address) ?? []
    if (part === undefined) return []
    const colon = part.indexOf(":")
    return colon < 0 ? [[part, ""]] : [[part.slice(0, colon), part.slice(colon + 1)]]
  })

const alone = (text: string): string => `(?<![\\p{L}\\p{N}_-])${RegExp.escape(text)}(?![\\p{L}\\p{N}_-])`

/** As it is, as it is written in an address, and as it is written in a JSON string. */
const formsOf = (secret: string): ReadonlyArray<string> => [
  secret,
  encodeURIComponent(secret.toWellFormed()),
  JSON.stringify(secret).slice(1, -1)
]

const keyParts = (apiKey: string): ReadonlyArray<string> =>
  Option.match(Result.getSuccess(Base64.decodeString(apiKey)), {
    onNone: () => [apiKey, apiKey.slice(apiKey.indexOf(":") + 1), Base64.encode(apiKey)],
    onSome: (pair) => [apiKey, pair, pair.slice(pair.indexOf(":") + 1)]
  })

const isLong = (secret: string): boolean => secret.length >= longEnough

const redactionOf = ({ apiKeys, passwords, urls, usernames }: Credentials): Redact => {
  const parts = urls.flatMap(userParts)
  const names = [...usernames, ...parts.map(([x]) => x)].flatMap((x) => [x, decoded(x)])
  const words = [...passwords, ...parts.map(([, x]) => x)].flatMap((x) => [x, decoded(x)])
  const headers = names.flatMap((name) => words.map((word) => Base64.encode(`${name}:${word}`)))
  const secrets = [...words, ...apiKeys.flatMap(keyParts)].flatMap(formsOf)
  const patterns = [
    ...headers.map((x) => [x, RegExp.escape(x)] as const),
    ...secrets.map((x) => [x, isLong(x) ? RegExp.escape(x) : alone(x)] as const),
    ...names.flatMap(formsOf).map((x) => [x, alone(x)] as const)
  ]
    .filter(([text]) => text.length > 1)
    // The longest first: one secret may be part of another.
    .toSorted(([a], [b]) => b.length - a.length)
    .map(([, pattern]) => pattern)
  if (patterns.length === 0) return (text) => text
  const all = new RegExp([...new Set(patterns)].join("|"), "gu")
  return (text) => text.replaceAll(all, notShown)
}

/** Hides the credentials of a connection, in the forms in which they can appear. */
export const ofConnection = ({ auth, urls }: Connection): Redact =>
  redactionOf({
    usernames: auth !== undefined && "username" in auth ? [auth.username] : [],
    passwords: auth !== undefined && "password" in auth ? [Redacted.value(auth.password)] : [],
    apiKeys: auth !== undefined && "apiKey" in auth ? [Redacted.value(auth.apiKey)] : [],
    urls
  })

/** Their addresses, which may hold credentials. */
const proxies = (environment: Environment): ReadonlyArray<string> =>
  ["HTTPS_PROXY", "HTTP_PROXY"].flatMap((name) =>
    [name, name.toLowerCase()].flatMap((x) => environment[x]?.trim() || [])
  )

/** Hides the credentials of an environment, even of one that is refused and whose problems are shown. */
export const ofEnvironment = (environment: Environment): Redact => {
  const ending = (suffix: string): ReadonlyArray<string> =>
    Object.entries(environment).flatMap(([name, value]) =>
      name.startsWith("CAMUNDA_") && name.endsWith(suffix) && value !== undefined && value.trim() !== ""
        ? [value.trim()]
        : []
    )
  return redactionOf({
    usernames: ending("ELASTICSEARCH_USERNAME"),
    passwords: [...ending("PASSWORD"), ...ending("SECRET")],
    apiKeys: ending("APIKEY"),
    urls: [...ending("ELASTICSEARCH_URL"), ...ending("BACKUP_SERVER"), ...proxies(environment)]
  })
}
