/** Tokens of a provider: a real one on loopback, with keys that change, and everything that a forger would try. */
import { exportJWK, generateKeyPair, type JWTPayload, SignJWT, UnsecuredJWT } from "jose"
import { createServer, type Server } from "node:http"
import { once } from "node:events"
import type { AddressInfo } from "node:net"
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest"
import type { ProviderEntry } from "../src/access/accessFile.ts"
import { makeVerify } from "../src/access/openIdConnect.ts"

const keyOf = async (kid: string) => {
  const { privateKey, publicKey } = await generateKeyPair("ES256")
  return { kid, privateKey, jwk: { ...(await exportJWK(publicKey)), kid, alg: "ES256", use: "sig" } }
}
type Key = Awaited<ReturnType<typeof keyOf>>

let server: Server
let issuer: string
let key: Key
let stranger: Key
/** What the provider answers at its two addresses, and how often it was asked. */
let answers: Record<string, unknown> = {}
let asked: Array<string> = []
let told: Array<string> = []

beforeAll(async () => {
  key = await keyOf("one")
  stranger = await keyOf("one")
  server = createServer((request, response) => {
    const { url = "" } = request
    asked.push(url)
    const answer = answers[url]
    response.writeHead(answer === undefined ? 500 : 200, { "content-type": "application/json" })
    response.end(JSON.stringify(answer ?? {}))
  }).listen(0, "127.0.0.1")
  await once(server, "listening")
  issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}/realms/ops`
})
afterAll(() => {
  server.close()
  server.closeAllConnections()
})
beforeEach(() => {
  asked = []
  told = []
  answers = {
    "/realms/ops/.well-known/openid-configuration": { issuer, jwks_uri: `${issuer}/keys` },
    "/realms/ops/keys": { keys: [key.jwk] }
  }
})

const provider = (more: Partial<ProviderEntry> = {}): ProviderEntry => ({
  issuer,
  audience: "camunda-backup",
  jwksUrl: null,
  nameClaim: "preferred_username",
  roleClaim: "realm_access.roles",
  roles: [
    { value: "admins", role: "admin", components: null },
    { value: "ops", role: "operator", components: ["operate"] }
  ],
  ...more
})

const claims = { preferred_username: "ada", realm_access: { roles: ["users", "ops"] } }

const verifyOf = (entry = provider()) => makeVerify([entry], (who, reason) => told.push(`${who}: ${reason}`))

const token = (
  said: JWTPayload = {},
  { by = key, expires = "5 minutes", alg = "ES256" }: { by?: Key; expires?: string | null; alg?: string } = {}
) => {
  const made = new SignJWT({
    iss: issuer,
    aud: "camunda-backup",
    sub: "42",
    ...claims,
    ...said
  }).setProtectedHeader({
    alg,
    kid: by.kid
  })
  return (expires === null ? made : made.setExpirationTime(expires)).sign(by.privateKey)
}

describe("a token of the provider", () => {
  it("gives the first role of the file that it has, under the name that it says", async () => {
    const verify = verifyOf()
    expect(await verify(await token())).toEqual({ name: "ada", role: "operator", components: ["operate"] })
    expect(await verify(await token({ realm_access: { roles: ["ops", "admins"] } }))).toMatchObject({
      role: "admin"
    })
    expect(await verify(await token({ preferred_username: undefined }))).toMatchObject({ name: "42" })
  })

  it("is proved by keys that are read once", async () => {
    const verify = verifyOf()
    for (let i = 0; i < 5; i++) await verify(await token())
    expect(asked).toEqual(["/realms/ops/.well-known/openid-configuration", "/realms/ops/keys"])
  })

  it("may have its role in a claim by that name, or among the words of a scope", async () => {
    const roles = [{ value: "backup:read", role: "viewer", components: null }] as const
    const scoped = verifyOf(provider({ roleClaim: "scope", roles }))
    expect(await scoped(await token({ scope: "openid backup:read" }))).toMatchObject({ role: "viewer" })
    const claim = "https://example.org/roles"
    const named = verifyOf(provider({ roleClaim: claim, roles }))
    expect(await named(await token({ [claim]: ["backup:read"] }))).toMatchObject({ role: "viewer" })
  })
})

describe("is refused", () => {
  const unsigned = () =>
    new UnsecuredJWT({ iss: issuer, aud: "camunda-backup", sub: "42", ...claims })
      .setExpirationTime("5 minutes")
      .encode()
  /** With the public key as if it were a secret. */
  const symmetric = async () =>
    new SignJWT({ iss: issuer, aud: "camunda-backup", sub: "42", ...claims })
      .setProtectedHeader({ alg: "HS256", kid: "one" })
      .setExpirationTime("5 minutes")
      .sign(new TextEncoder().encode(JSON.stringify(key.jwk)))

  it.each<[string, () => string | Promise<string>]>([
    ["a token for somebody else", () => token({ aud: "grafana" })],
    ["one without an audience", () => token({ aud: [] })],
    ["one of another issuer", () => token({ iss: `${issuer}/other` })],
    ["one that has expired", () => token({}, { expires: "-1 minute" })],
    ["one that never expires", () => token({}, { expires: null })],
    ["one that is not valid yet", () => token({ nbf: Math.floor(Date.now() / 1000) + 600 })],
    ["one with the signature of another key", () => token({}, { by: stranger })],
    ["one without a signature", unsigned],
    ["one signed with the public key as a secret", symmetric],
    ["one without a role here", () => token({ realm_access: { roles: ["users"] } })],
    ["one without the claim", () => token({ realm_access: undefined })],
    ["one whose name is no text", () => token({ preferred_username: { a: 1 } as unknown as string })],
    [
      "one whose claims were changed",
      async () => {
        const [head, , signature] = (await token()).split(".")
        const changed = {
          iss: issuer,
          aud: "camunda-backup",
          exp: 4e9,
          ...claims,
          realm_access: { roles: ["admins"] }
        }
        return `${head}.${Buffer.from(JSON.stringify(changed)).toString("base64url")}.${signature}`
      }
    ],
    ["three words with dots", () => "a.b.c"]
  ])("%s", async (_, make) => {
    expect(await verifyOf()(await make())).toBeNull()
    expect(told).toEqual([])
  })
})

describe("keys", () => {
  it("that cannot be read let nobody in, and it is said why", async () => {
    answers = {}
    expect(await verifyOf()(await token())).toBeNull()
    expect(told).toEqual([
      `${issuer}: ${issuer}/.well-known/openid-configuration answered 500 and names no jwks_uri`
    ])
    expect(await verifyOf(provider({ jwksUrl: `${issuer}/keys` }))(await token())).toBeNull()
    expect(told).toHaveLength(2)
  })

  it("that are new are found by a token that names one", async () => {
    const verify = makeVerify([provider({ jwksUrl: `${issuer}/keys` })], () => {})
    expect(await verify(await token())).not.toBeNull()
    const next = await keyOf("two")
    answers["/realms/ops/keys"] = { keys: [next.jwk] }
    // Unknown keys are asked for once in half a minute at most: a forger must not make us ask without end.
    expect(await verify(await token({}, { by: next }))).toBeNull()
    expect(await verify(await token({}, { by: next }))).toBeNull()
    expect(asked).toEqual(["/realms/ops/keys"])
  })
})
