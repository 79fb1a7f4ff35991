/**
 * The TLS settings for Elasticsearch, from the environment. Operate's and Tasklist's `ssl.*` settings are accepted where they have a meaning here and
 * otherwise refused with the setting to use instead: the absence of a silently ignored one would be noticed only when it mattered.
 */
import * as Base64 from "effect/encoding/Base64"
import { Option, Redacted, Result } from "effect"
import * as Component from "../domain/Component.ts"
import type { ClientCertificate, Connection } from "./Connection.ts"
import type { Environment, Variables } from "./Variables.ts"

type Tls = Pick<Connection, "ca" | "verifyHostname" | "client">

const own = "CAMUNDA_BACKUP_ELASTICSEARCH"
const ca = `${own}_CA`
const certificate = `${own}_CLIENT_CERTIFICATE`
const key = `${own}_CLIENT_KEY`

const aliases = (suffix: string): ReadonlyArray<string> =>
  Component.all.map((x) => `CAMUNDA_${x.toUpperCase()}_ELASTICSEARCH_SSL_${suffix}`)

/** Camunda's settings for the file with the authority's certificate; `secretFiles.ts` uses its text for `…_CA`. */
export const certificatePaths = aliases("CERTIFICATEPATH")

const flag = (text: string): Option.Option<boolean> =>
  /^(true|false)$/i.test(text) ? Option.some(text.toLowerCase() === "true") : Option.none()

const block =
  /-----BEGIN (?:TRUSTED |X509 )?CERTIFICATE-----([\s\S]+?)-----END (?:TRUSTED |X509 )?CERTIFICATE-----/g

/** Every certificate in DER begins with the tag of a sequence. */
const sequence = 0x30

const isCertificate = (base64: string): boolean =>
  Option.exists(
    Result.getSuccess(Base64.decode(base64.replaceAll(/\s/g, ""))),
    (bytes) => bytes[0] === sequence
  )

/** The text unchanged, if every certificate in it can be read. */
const certificates = (text: string): Result.Result<string, string> => {
  const blocks = [...text.matchAll(block)]
  if (blocks.length === 0)
    return Result.fail(
      "expected certificates in PEM text (-----BEGIN CERTIFICATE----- …). To give a file, use the same name with _FILE at its end."
    )
  const broken = blocks.findIndex(([, base64 = ""]) => !isCertificate(base64))
  return broken < 0
    ? Result.succeed(text)
    : Result.fail(`certificate ${broken + 1} of ${blocks.length} in it cannot be read.`)
}

const privateKey = (text: string): Result.Result<Redacted.Redacted, string> =>
  /-----BEGIN [A-Z ]*PRIVATE KEY-----/.test(text)
    ? Result.succeed(Redacted.make(text, { label: "private key" }))
    : Result.fail(
        "expected a private key in PEM text (-----BEGIN PRIVATE KEY----- …). To give a file, use the same name with _FILE at its end."
      )

const clientOf = (variables: Variables): ClientCertificate | undefined => {
  const given = [certificate, key].filter((x) => Option.isSome(variables.text(x)))
  if (given.length === 1) variables.problem(`${certificate} and ${key} go together. One of them is unset.`)
  return Option.getOrUndefined(
    Option.all({
      certificate: variables.checked([certificate], certificates),
      key: variables.checked([key], privateKey)
    })
  )
}

const refusePath = (variables: Variables): void => {
  for (const name of certificatePaths)
    if (Option.isSome(variables.text(name)))
      variables.problem(
        `${name} names a file, and no files are read here. Set ${ca} to the text of the certificate (PEM) instead.`
      )
}

/** The TLS settings; problems are collected in the given reader. */
export const read = (variables: Variables): Tls => {
  refusePath(variables)
  const trusted = Option.getOrUndefined(variables.checked([ca], certificates))
  const verify = variables.parsed(
    [`${own}_VERIFY_HOSTNAME`, ...aliases("VERIFYHOSTNAME")],
    "true or false",
    flag
  )
  const selfSigned = variables.parsed(aliases("SELFSIGNED"), "true or false", flag)
  if (Option.getOrElse(selfSigned, () => false) && Option.isNone(variables.text(ca)))
    variables.problem(
      `${aliases("SELFSIGNED").join(" or ")} would accept any certificate that signed itself, an attacker's too. Set ${ca} (or ${ca}_FILE) to the certificate of Elasticsearch instead.`
    )
  const client = clientOf(variables)
  return {
    ...(trusted === undefined ? {} : { ca: trusted }),
    ...(Option.getOrElse(verify, () => true) ? {} : { verifyHostname: false }),
    ...(client === undefined ? {} : { client })
  }
}

/** Uses the text of Camunda's certificate files for `…_CA`; with two files both are trusted. */
export const withCertificatePaths = (
  environment: Environment,
  readFile: (path: string) => string
): Result.Result<Environment, ReadonlyArray<string>> => {
  const given = certificatePaths.flatMap((name) => {
    const path = environment[name]?.trim() ?? ""
    return path === "" ? [] : [{ name, text: Result.try(() => readFile(path)) }]
  })
  if (given.length === 0) return Result.succeed(environment)
  const problems = given.flatMap(({ name, text }) =>
    Result.isFailure(text) ? [`${name}: the file that it names cannot be read.`] : []
  )
  if ((environment[ca]?.trim() ?? "") !== "")
    problems.push(`${given.map((x) => x.name).join(" and ")} and ${ca} are both set. Set one.`)
  if (problems.length > 0) return Result.fail(problems)
  const texts = given.flatMap(({ text }) => (Result.isSuccess(text) ? [text.success.trim()] : []))
  return Result.succeed({
    ...environment,
    ...Object.fromEntries(certificatePaths.map((name) => [name, undefined])),
    [ca]: [...new Set(texts)].join("\n")
  })
}
