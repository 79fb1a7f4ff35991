/** How Elasticsearch is reached, from the environment: API keys, certificates, and Camunda's own names for them. */
import { Option, Redacted, Result } from "effect"
import { beforeAll, describe, expect, it } from "vitest"
import { type Connection, CoreEnvironment, TlsEnvironment, type Variables } from "../../src/index.ts"
import { newSelfSigned } from "../adapters/elasticsearch/tls/certificates.ts"

const real = {
  CAMUNDA_BACKUP_ELASTICSEARCH_URL: "https://es:9200",
  CAMUNDA_BACKUP_CAMUNDA_VERSION: "8.7.2"
}
const read = (x: Variables.Environment): Connection =>
  Option.getOrThrow(Result.getOrThrow(CoreEnvironment.read({ ...real, ...x })).connection)
const problems = (x: Variables.Environment): string => {
  const result = CoreEnvironment.read({ ...real, ...x })
  return Result.isFailure(result) ? result.failure.join("\n") : ""
}

describe("an API key", () => {
  const apiKey = (text: string) => {
    const { auth } = read({ CAMUNDA_BACKUP_ELASTICSEARCH_APIKEY: text })
    return auth !== undefined && "apiKey" in auth ? Redacted.value(auth.apiKey) : undefined
  }

  it("is accepted in the encoded form and as id:key", () => {
    const pair = "VuaCfGcBCdbkQm-e5aOx:ui2lp2axTNmsyakw9tvNnw"
    expect(apiKey(btoa(pair))).toBe(btoa(pair))
    expect(apiKey(pair)).toBe(btoa(pair))
    expect(apiKey(` ${pair}\n`)).toBe(btoa(pair))
  })

  it.each([
    ["ui2lp2axTNmsyakw9tvNnw"],
    ["k"],
    [":key"],
    ["id:"],
    ["id: key"],
    ["ApiKey abc"],
    ['{"id":"a","api_key":"b"}'],
    [btoa("nothing of the kind")],
    [btoa(btoa("id:secret-key"))],
    ["bücher:key"]
  ])("is refused in words, and not repeated: %s", (text) => {
    const said = problems({ CAMUNDA_BACKUP_ELASTICSEARCH_APIKEY: text })
    expect(said).toContain(
      "CAMUNDA_BACKUP_ELASTICSEARCH_APIKEY: expected an API key as Elasticsearch gives it"
    )
    expect(said.split(" ")).not.toContain(text)
  })
})

describe("TLS settings", () => {
  let pem: string
  let key: string
  beforeAll(async () => {
    const made = await newSelfSigned()
    pem = made.cert
    key = made.key
  })

  it("has the authority, the name check and a certificate of our own", () => {
    const { ca, client, verifyHostname } = read({
      CAMUNDA_BACKUP_ELASTICSEARCH_CA: `${pem}\n${pem}`,
      CAMUNDA_BACKUP_ELASTICSEARCH_VERIFY_HOSTNAME: "FALSE",
      CAMUNDA_BACKUP_ELASTICSEARCH_CLIENT_CERTIFICATE: pem,
      CAMUNDA_BACKUP_ELASTICSEARCH_CLIENT_KEY: key
    })
    expect(ca).toContain("BEGIN CERTIFICATE")
    expect(verifyHostname).toBe(false)
    expect(client?.certificate).toContain("BEGIN CERTIFICATE")
    expect(JSON.stringify(client)).not.toContain("PRIVATE KEY")
    expect(read({ CAMUNDA_BACKUP_ELASTICSEARCH_VERIFY_HOSTNAME: "true" })).toEqual({
      urls: ["https://es:9200"]
    })
  })

  it.each(["OPERATE", "TASKLIST"])("takes those of %s", (component) => {
    const name = (suffix: string) => `CAMUNDA_${component}_ELASTICSEARCH_SSL_${suffix}`
    expect(read({ [name("VERIFYHOSTNAME")]: "false" }).verifyHostname).toBe(false)
    expect(read({ [name("SELFSIGNED")]: "false" })).toEqual({ urls: ["https://es:9200"] })
    const both = { [name("SELFSIGNED")]: "true", CAMUNDA_BACKUP_ELASTICSEARCH_CA: pem }
    expect(read(both).ca).toContain("BEGIN CERTIFICATE")
    const files = TlsEnvironment.withCertificatePaths(
      { ...real, [name("CERTIFICATEPATH")]: "/ca.pem", [name("SELFSIGNED")]: "true" },
      (path) => (path === "/ca.pem" ? pem : "")
    )
    expect(read(Result.getOrThrow(files)).ca).toBe(pem.trim())
  })

  it("trusts the certificates of both components", () => {
    const resolved = TlsEnvironment.withCertificatePaths(
      {
        CAMUNDA_OPERATE_ELASTICSEARCH_SSL_CERTIFICATEPATH: "/a",
        CAMUNDA_TASKLIST_ELASTICSEARCH_SSL_CERTIFICATEPATH: "/b"
      },
      (path) => path
    )
    expect(Result.getOrThrow(resolved)["CAMUNDA_BACKUP_ELASTICSEARCH_CA"]).toBe("/a\n/b")
  })

  it("refuses files that cannot be read, and two words on one thing", () => {
    const path = { CAMUNDA_OPERATE_ELASTICSEARCH_SSL_CERTIFICATEPATH: "/nowhere" }
    const failing = TlsEnvironment.withCertificatePaths(path, () => JSON.parse("no"))
    expect(Result.getOrThrow(Result.flip(failing))[0]).toContain("cannot be read")
    const twice = TlsEnvironment.withCertificatePaths(
      { ...path, CAMUNDA_BACKUP_ELASTICSEARCH_CA: pem },
      () => pem
    )
    expect(Result.getOrThrow(Result.flip(twice))[0]).toContain("are both set")
  })

  it.each([
    [{ CAMUNDA_OPERATE_ELASTICSEARCH_SSL_SELFSIGNED: "true" }, "Set CAMUNDA_BACKUP_ELASTICSEARCH_CA"],
    [{ CAMUNDA_TASKLIST_ELASTICSEARCH_SSL_VERIFYHOSTNAME: "no" }, "expected true or false"],
    [
      { CAMUNDA_OPERATE_ELASTICSEARCH_SSL_CERTIFICATEPATH: "/ca.pem" },
      "Set CAMUNDA_BACKUP_ELASTICSEARCH_CA to the text of the certificate"
    ],
    [{ CAMUNDA_BACKUP_ELASTICSEARCH_CA: "/etc/ca.pem" }, "expected certificates in PEM text"],
    [
      { CAMUNDA_BACKUP_ELASTICSEARCH_CA: "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----" },
      "certificate 1 of 1 in it cannot be read"
    ],
    [{ CAMUNDA_BACKUP_ELASTICSEARCH_CLIENT_KEY: "x" }, "go together"],
    [
      {
        CAMUNDA_OPERATE_ELASTICSEARCH_SSL_VERIFYHOSTNAME: "true",
        CAMUNDA_TASKLIST_ELASTICSEARCH_SSL_VERIFYHOSTNAME: "false"
      },
      "contradict each other"
    ]
  ])("says what is wrong with %j", (environment, expected) => {
    expect(problems(environment)).toContain(expected)
  })
})
