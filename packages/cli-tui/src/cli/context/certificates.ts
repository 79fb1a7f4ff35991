/** Certificates for a server over TLS, from the files that flags, variables or a context name. */
import { type Certificates, type SecretFiles, tlsFetch, type Sending } from "@camunda-backup/core"
import { Result } from "effect"
import { createSecureContext } from "node:tls"
import { UsageError } from "../errors/UsageError.ts"
import type { Invocation } from "../parse/Invocation.ts"
import { flags } from "../spec/flags.ts"
import { because } from "./because.ts"

type Name = "caFile" | "clientCertificateFile" | "clientKeyFile"

/** `fetch` with them; nothing when none is given. A key is not repeated in an error. */
export const fetchOf = (
  invocation: Pick<Invocation, Name>,
  readFile: SecretFiles.ReadFile
): Result.Result<Pick<Sending, "fetch">, UsageError> =>
  Result.gen(function* () {
    const { caFile, clientCertificateFile, clientKeyFile } = invocation
    if (caFile === "" && clientCertificateFile === "" && clientKeyFile === "") return {}
    if ((clientCertificateFile === "") !== (clientKeyFile === ""))
      return yield* Result.fail(
        new UsageError({
          reason: `--${flags.clientCertificateFile.name} and --${flags.clientKeyFile.name} go together: one of them is not given.`
        })
      )
    const text = (name: Name) =>
      invocation[name] === ""
        ? Result.succeed(null)
        : Result.try({
            try: () => readFile(invocation[name]),
            catch: (error) =>
              new UsageError({
                reason: `--${flags[name].name}: ${invocation[name]} cannot be read: ${because(error)}.`
              })
          })
    const ca = yield* text("caFile")
    const cert = yield* text("clientCertificateFile")
    const key = yield* text("clientKeyFile")
    const certificates: Certificates = {
      ...(ca === null ? {} : { ca }),
      ...(cert === null ? {} : { cert }),
      ...(key === null ? {} : { key })
    }
    yield* Result.try({
      try: () => createSecureContext(certificates),
      catch: () =>
        new UsageError({
          reason: `What --${flags.caFile.name}, --${flags.clientCertificateFile.name} and --${flags.clientKeyFile.name} name cannot be used: they take PEM, and key and certificate have to belong together.`
        })
    })
    return { fetch: tlsFetch(certificates) }
  })
