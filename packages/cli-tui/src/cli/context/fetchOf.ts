/** How a server is asked: with the certificates of the files that flags, variables or a context name, and through the proxy that the environment names. */
import {
  type Certificates,
  type Proxy,
  proxyFor,
  type SecretFiles,
  type Sending,
  tlsFetch,
  type Variables
} from "@camunda-backup/core"
import { Option, Result } from "effect"
import { createSecureContext } from "node:tls"
import { UsageError } from "../errors/UsageError.ts"
import type { Invocation } from "../parse/Invocation.ts"
import { flags } from "../spec/flags.ts"
import { because } from "./because.ts"

type Name = "caFile" | "clientCertificateFile" | "clientKeyFile"

/** Those that are given; a key is not repeated in an error. */
const certificatesOf = (
  invocation: Pick<Invocation, Name>,
  readFile: SecretFiles.ReadFile
): Result.Result<Certificates, UsageError> =>
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
    return certificates
  })

/** The proxy for the server; Elasticsearch itself (`--direct`) is never asked through one. */
const proxyOf = (
  { target }: Pick<Invocation, "target">,
  environment: Variables.Environment
): Result.Result<Option.Option<Proxy>, UsageError> =>
  target._tag === "Direct"
    ? Result.succeed(Option.none())
    : Result.mapError(proxyFor(environment, target.url), (reason) => new UsageError({ reason }))

/** A `fetch` of our own where the runtime's would not do. */
export const fetchOf = (
  invocation: Pick<Invocation, Name | "target">,
  readFile: SecretFiles.ReadFile,
  environment: Variables.Environment
): Result.Result<Pick<Sending, "fetch">, UsageError> =>
  Result.gen(function* () {
    const certificates = yield* certificatesOf(invocation, readFile)
    const proxy = yield* proxyOf(invocation, environment)
    // Where Node itself was told to use proxies, its `fetch` would, by rules of its own, also where ours say no.
    const isPlain = environment["NODE_USE_ENV_PROXY"] !== "1"
    return isPlain && Option.isNone(proxy) && Object.keys(certificates).length === 0
      ? {}
      : { fetch: tlsFetch(certificates, proxy) }
  })
