/** Tokens of an OpenID Connect provider (JWT, RFC 7519), proved by the keys that it publishes. */
import { Result } from "effect"
import { createRemoteJWKSet, decodeJwt, errors, type JWTPayload, jwtVerify, type JWTVerifyGetKey } from "jose"
import { valueAt } from "../valueAt.ts"
import type { ProviderEntry } from "./accessFile.ts"
import type { Identity } from "./Identity.ts"

/** Told why a token could not be proved although it may be good: its keys cannot be read. */
export type ToldOfProvider = (issuer: string, reason: string) => void

/** Signatures only: with a shared secret whoever checks a token could make one. */
const algorithms = [
  "RS256",
  "RS384",
  "RS512",
  "PS256",
  "PS384",
  "PS512",
  "ES256",
  "ES384",
  "ES512",
  "EdDSA",
  "Ed25519"
]

/** Clocks of two machines. */
const toleranceSeconds = 30

/** Bounds of the provider: how long an answer may take, how long its keys are kept, and how often an unknown key may make us ask again. */
const askWithinMillis = 5000
const keepKeysMillis = 600_000
const askAgainAfterMillis = 30_000

/** Whether a text can be such a token at all. */
export const isJwt = (token: string): boolean => /^[\w-]+\.[\w-]+\.[\w-]+$/.test(token)

/** A claim by its name, or of an object in it: `realm_access.roles`. */
const claimAt = (claims: JWTPayload, path: string): unknown =>
  path in claims ? claims[path] : valueAt(claims, path)

/** A list, or words between blanks as those of `scope`. */
const valuesOf = (claim: unknown): ReadonlyArray<unknown> =>
  typeof claim === "string" ? claim.split(" ") : Array.isArray(claim) ? claim : []

/** By the first row of the file that names one of the token's values. `null`: the token is good, and gives no role here. */
const identityOf = (claims: JWTPayload, { nameClaim, roleClaim, roles }: ProviderEntry): Identity | null => {
  const values = valuesOf(claimAt(claims, roleClaim))
  const row = roles.find((x) => values.includes(x.value))
  const name = claimAt(claims, nameClaim) ?? claims.sub
  return row === undefined || typeof name !== "string" || name === ""
    ? null
    : { name: name.slice(0, 200), role: row.role, components: row.components }
}

/** Where the provider says that its keys are (OpenID Connect Discovery 1.0). */
const discovered = async (issuer: string): Promise<URL> => {
  const at = `${issuer.replace(/\/$/, "")}/.well-known/openid-configuration`
  const answer = await fetch(at, { redirect: "error", signal: AbortSignal.timeout(askWithinMillis) })
  const found: unknown = await answer.json()
  const uri = valueAt(found, "jwks_uri")
  if (!answer.ok || typeof uri !== "string")
    throw new Error(`${at} answered ${answer.status} and names no jwks_uri`)
  return new URL(uri)
}

const keysAt = (url: URL): JWTVerifyGetKey =>
  createRemoteJWKSet(url, {
    timeoutDuration: askWithinMillis,
    cooldownDuration: askAgainAfterMillis,
    cacheMaxAge: keepKeysMillis
  })

/** Finds the keys once, and again after it could not, at most every half minute. */
const keysOf = ({ issuer, jwksUrl }: ProviderEntry): (() => Promise<JWTVerifyGetKey>) => {
  let keys: Promise<JWTVerifyGetKey> | null =
    jwksUrl === null ? null : Promise.resolve(keysAt(new URL(jwksUrl)))
  return () => {
    if (keys !== null) return keys
    const found = discovered(issuer).then(keysAt)
    keys = found
    found.catch(() => {
      setTimeout(() => {
        if (keys === found) keys = null
      }, askAgainAfterMillis).unref()
    })
    return found
  }
}

/** What a token is refused for; everything else says that it could not be looked at. */
const isRefusal = (error: unknown): boolean =>
  error instanceof errors.JOSEError &&
  !(error instanceof errors.JWKSTimeout) &&
  !(error instanceof errors.JWKSInvalid) &&
  error.code !== "ERR_JOSE_GENERIC"

export type Verify = (token: string) => Promise<Identity | null>

/** Proves tokens of these providers. `null`: of none of them, not valid, or without a role here. */
export const makeVerify = (providers: ReadonlyArray<ProviderEntry>, told: ToldOfProvider): Verify => {
  const known = new Map(providers.map((x) => [x.issuer, { provider: x, keys: keysOf(x) }]))
  return async (token) => {
    const issuer = Result.getOrElse(
      Result.try(() => decodeJwt(token).iss),
      () => undefined
    )
    const found = known.get(issuer ?? "")
    if (found === undefined) return null
    const { keys, provider } = found
    try {
      const { payload } = await jwtVerify(token, await keys(), {
        issuer: provider.issuer,
        audience: provider.audience,
        algorithms,
        clockTolerance: toleranceSeconds,
        requiredClaims: ["exp"]
      })
      return identityOf(payload, provider)
    } catch (error) {
      if (!isRefusal(error)) told(provider.issuer, error instanceof Error ? error.message : String(error))
      return null
    }
  }
}
