/** Who may ask: nobody has to prove who they are, or everybody whom the file names. */
import { readFileSync, statSync } from "node:fs"
import { timingSafeEqual } from "node:crypto"
import { Result } from "effect"
import { type AccessEntries, hashOf, readAccess, type TokenEntry } from "./accessFile.ts"
import { credentialsOf } from "./credentials.ts"
import type { Identity } from "./Identity.ts"
import { isJwt, makeVerify, type ToldOfProvider } from "./openIdConnect.ts"

/** How a request proves who sent it. */
export interface AccessPolicy {
  /** `open`: nothing has to be proved. */
  readonly kind: "open" | "file"
  /** `null`: it proves nothing. */
  readonly identify: (proof: Proof) => Promise<Identity | null>
}

/** What a request proves with. */
export interface Proof {
  /** The header. */
  readonly authorization: string | undefined
  /** The common name of a certificate of the client that a known authority has signed, and that is valid now; `null`: there is none. */
  readonly commonName: string | null
}

/** For a server that only its own machine can reach, or whose operator said so. */
export const open: AccessPolicy = { kind: "open", identify: () => Promise.resolve(null) }

/** Every entry is compared, in the same time whichever fits. */
const find = (entries: ReadonlyArray<TokenEntry>, token: string): Identity | null => {
  const hash = Buffer.from(hashOf(token), "hex")
  let found: Identity | null = null
  for (const { identity, sha256 } of entries) if (timingSafeEqual(sha256, hash)) found = identity
  return found
}

const read = (path: string): Result.Result<AccessEntries, string> =>
  Result.flatMap(
    Result.try({
      try: () => readFileSync(path, "utf8"),
      catch: (error) => (error instanceof Error ? error.message : String(error))
    }),
    readAccess
  )

/** How long a change of the file goes unnoticed. */
const lookEveryMillis = 1000

/** What tells one state of a file from another; a secret that Kubernetes mounts is replaced, not changed. */
const stateOf = (path: string): string => {
  const seen = Result.try(() => statSync(path))
  return Result.isSuccess(seen) ? `${seen.success.ino} ${seen.success.mtimeMs} ${seen.success.size}` : "gone"
}

/**
 * By a file, which is read again when it changes. One that cannot be read any more changes nothing but the log (`told`): an editor that saves halfway must neither let
 * anybody in nor lock everybody out.
 */
export const ofFile = (
  path: string,
  told: (problem: string | null) => void,
  toldOfProvider: ToldOfProvider
): Result.Result<AccessPolicy, string> =>
  Result.map(read(path), (first) => {
    let entries = first
    let verify = makeVerify(first.providers, toldOfProvider)
    let state = stateOf(path)
    let lookedAt = performance.now()
    const current = (): AccessEntries => {
      const now = performance.now()
      if (now - lookedAt < lookEveryMillis) return entries
      lookedAt = now
      const seen = stateOf(path)
      if (seen === state) return entries
      state = seen
      const again = read(path)
      if (Result.isSuccess(again)) {
        entries = again.success
        verify = makeVerify(entries.providers, toldOfProvider)
      }
      told(Result.isSuccess(again) ? null : again.failure)
      return entries
    }
    return {
      kind: "file",
      identify: async ({ authorization, commonName }) => {
        const { certificates, tokens } = current()
        // A token says more than the machine that it comes from.
        if (authorization === undefined)
          return certificates.find((x) => x.commonName === commonName)?.identity ?? null
        const sent = credentialsOf(authorization)
        if (sent === null) return null
        if (sent._tag === "Basic") {
          const found = find(tokens, sent.password)
          return found?.name === sent.name ? found : null
        }
        return find(tokens, sent.token) ?? (isJwt(sent.token) ? verify(sent.token) : null)
      }
    }
  })
