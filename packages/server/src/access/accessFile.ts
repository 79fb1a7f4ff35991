/** The file that says who may do what: names, roles and hashes, never a secret that could be used. */
import { Component } from "@camunda-backup/core"
import { Result, Schema } from "effect"
import { createHash, randomBytes } from "node:crypto"
import { parse } from "yaml"
import { type Identity, roles } from "./Identity.ts"
import { isLoopback } from "./isLoopback.ts"

const Components = Schema.optionalKey(Schema.NonEmptyArray(Schema.Literals(Component.all)))

const Token = Schema.Struct({
  name: Schema.NonEmptyString,
  role: Schema.Literals(roles),
  components: Components,
  /** Of the token. It has 256 random bits, so that a fast hash cannot be searched. */
  sha256: Schema.String.pipe(Schema.check(Schema.isPattern(/^[0-9a-f]{64}$/)))
})

const Certificate = Schema.Struct({
  name: Schema.NonEmptyString,
  role: Schema.Literals(roles),
  components: Components,
  /** The common name of the client's certificate, which an authority of `CAMUNDA_BACKUP_TLS_CLIENT_CA_PATH` has signed. */
  commonName: Schema.NonEmptyString
})

const isSafe = (text: string): boolean => {
  const url = URL.parse(text)
  return url !== null && (url.protocol === "https:" || (url.protocol === "http:" && isLoopback(url.hostname)))
}

/** Whoever can change an answer on the way could let anybody in. */
const ProviderUrl = Schema.String.pipe(
  Schema.check(Schema.makeFilter((x) => isSafe(x) || "an https address, or http on this machine"))
)

const Provider = Schema.Struct({
  /** As it stands in `iss` of its tokens. */
  issuer: ProviderUrl,
  /** What stands in `aud` of a token that is meant for this server. */
  audience: Schema.NonEmptyString,
  /** Unless it is given, the provider's discovery document says it. */
  jwksUrl: Schema.optionalKey(ProviderUrl),
  /** The claim with the name for journal and log. Default `sub`. */
  nameClaim: Schema.optionalKey(Schema.NonEmptyString),
  /** The claim with the roles or groups of who asks. A dot leads into an object. */
  roleClaim: Schema.NonEmptyString,
  /** What a value of it gives here. The first that fits counts. */
  roles: Schema.NonEmptyArray(
    Schema.Struct({ value: Schema.NonEmptyString, role: Schema.Literals(roles), components: Components })
  )
})

const File = Schema.Struct({
  tokens: Schema.optionalKey(Schema.Array(Token)),
  certificates: Schema.optionalKey(Schema.Array(Certificate)),
  oidc: Schema.optionalKey(Schema.Array(Provider))
})

/** An identity, and the hash of the token that proves it. */
export interface TokenEntry {
  readonly identity: Identity
  readonly sha256: Buffer
}

/** An identity, and the name in the certificate that proves it. */
export interface CertificateEntry {
  readonly identity: Identity
  readonly commonName: string
}

/** An OpenID Connect provider, and what its tokens give here. */
export interface ProviderEntry {
  readonly issuer: string
  readonly audience: string
  /** `null`: by discovery. */
  readonly jwksUrl: string | null
  readonly nameClaim: string
  readonly roleClaim: string
  readonly roles: ReadonlyArray<{
    readonly value: string
    readonly role: Identity["role"]
    readonly components: Identity["components"]
  }>
}

/** Everybody whom the file names. */
export interface AccessEntries {
  readonly providers: ReadonlyArray<ProviderEntry>
  readonly tokens: ReadonlyArray<TokenEntry>
  readonly certificates: ReadonlyArray<CertificateEntry>
}

interface Named {
  readonly name: string
  readonly role: Identity["role"]
  readonly components?: Identity["components"]
}

const identityOf = ({ components, name, role }: Named): Identity => ({
  name,
  role,
  components: components ?? null
})

/** The entries of the file's text (YAML or JSON), or what is wrong with it. Unknown keys are refused: a misspelt limit would be none. */
export const readAccess = (text: string): Result.Result<AccessEntries, string> =>
  Result.gen(function* () {
    const yaml: unknown = yield* Result.mapError(
      Result.try((): unknown => parse(text)),
      () => "it is not YAML"
    )
    const {
      certificates = [],
      oidc = [],
      tokens = []
    } = yield* Result.mapError(
      Schema.decodeUnknownResult(File, { onExcessProperty: "error" })(yaml),
      (error) => error.message
    )
    const names = [...tokens, ...certificates].map((x) => x.name)
    const twice = names.find((x, i) => names.indexOf(x) !== i)
    if (twice !== undefined) return yield* Result.fail(`the name ${twice} is there twice`)
    const issuers = oidc.map((x) => x.issuer)
    const issuerTwice = issuers.find((x, i) => issuers.indexOf(x) !== i)
    if (issuerTwice !== undefined) return yield* Result.fail(`the issuer ${issuerTwice} is there twice`)
    return {
      providers: oidc.map((x) => ({
        issuer: x.issuer,
        audience: x.audience,
        jwksUrl: x.jwksUrl ?? null,
        nameClaim: x.nameClaim ?? "sub",
        roleClaim: x.roleClaim,
        roles: x.roles.map((y) => ({ value: y.value, role: y.role, components: y.components ?? null }))
      })),
      tokens: tokens.map((x) => ({ identity: identityOf(x), sha256: Buffer.from(x.sha256, "hex") })),
      certificates: certificates.map((x) => ({ identity: identityOf(x), commonName: x.commonName }))
    }
  })

/** What stands in the file for a token. */
export const hashOf = (token: string): string => createHash("sha256").update(token).digest("hex")

/** A new token of 256 random bits. The beginning lets a scanner of secrets know it. */
export const newToken = (): string => `cbk_${randomBytes(32).toString("base64url")}`
