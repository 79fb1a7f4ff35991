/** The file that says who may do what: names, roles and hashes, never a secret that could be used. */
import { Component } from "@camunda-backup/core"
import { Result, Schema } from "effect"
import { createHash, randomBytes } from "node:crypto"
import { parse } from "yaml"
import { type Identity, roles } from "./Identity.ts"

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

const File = Schema.Struct({
  tokens: Schema.optionalKey(Schema.Array(Token)),
  certificates: Schema.optionalKey(Schema.Array(Certificate))
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

/** Everybody whom the file names. */
export interface AccessEntries {
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
    const { certificates = [], tokens = [] } = yield* Result.mapError(
      Schema.decodeUnknownResult(File, { onExcessProperty: "error" })(yaml),
      (error) => error.message
    )
    const names = [...tokens, ...certificates].map((x) => x.name)
    const twice = names.find((x, i) => names.indexOf(x) !== i)
    if (twice !== undefined) return yield* Result.fail(`the name ${twice} is there twice`)
    return {
      tokens: tokens.map((x) => ({ identity: identityOf(x), sha256: Buffer.from(x.sha256, "hex") })),
      certificates: certificates.map((x) => ({ identity: identityOf(x), commonName: x.commonName }))
    }
  })

/** What stands in the file for a token. */
export const hashOf = (token: string): string => createHash("sha256").update(token).digest("hex")

/** A new token of 256 random bits. The beginning lets a scanner of secrets know it. */
export const newToken = (): string => `cbk_${randomBytes(32).toString("base64url")}`
