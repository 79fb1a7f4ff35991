import { Redacted } from "effect"
import { describe, expect, it } from "vitest"
import { Redaction } from "../../src/index.ts"

const basic = btoa("elastic:S3cret/word")

describe("redaction", () => {
  const redact = Redaction.ofEnvironment({
    CAMUNDA_BACKUP_ELASTICSEARCH_URL: "https://urluser:Url%2FS3cret@es-1:9200,urluser2:Rough/S3cret@es-2",
    CAMUNDA_OPERATE_ELASTICSEARCH_USERNAME: "elastic",
    CAMUNDA_BACKUP_ELASTICSEARCH_PASSWORD: "S3cret/word",
    CAMUNDA_BACKUP_ELASTICSEARCH_APIKEY: btoa("key-id:K3y-itself")
  })

  it.each([
    `Authorization: Basic ${basic}`,
    "S3cret/word",
    "S3cret%2Fword",
    "prefixS3cret/wordsuffix",
    "https://elastic:S3cret%2Fword@es",
    btoa("urluser:Url/S3cret"),
    "Url/S3cret",
    "Url%2FS3cret",
    "Rough/S3cret",
    `ApiKey ${btoa("key-id:K3y-itself")}`,
    "key-id:K3y-itself",
    "K3y-itself",
    "user [urluser] is not authorized"
  ])("takes the secret out of %s", (text) => {
    expect(redact(text)).toContain("(not shown)")
    expect(redact(text)).not.toMatch(/S3cret|K3y|urluser/)
    for (const form of [basic, btoa("urluser:Url/S3cret"), btoa("key-id:K3y-itself")])
      expect(redact(text)).not.toContain(form)
  })

  it("leaves words alone that only contain a user name", () => {
    expect(redact("elasticsearch elastic-1 no-elastic")).toBe("elasticsearch elastic-1 no-elastic")
  })

  it("does not touch anything without secrets, and not for secrets of a few letters", () => {
    const text = "a b camunda [camunda:camunda_operate_1_8.7.2_part_1_of_6]"
    expect(Redaction.ofEnvironment({})(text)).toBe(text)
    expect(Redaction.ofConnection({ urls: ["http://a:b@es"] })(text)).toBe(text)
  })

  it("reads a connection as it reads the environment", () => {
    const other = Redaction.ofConnection({
      urls: ["https://urluser:Url%2FS3cret@es-1:9200"],
      auth: { username: "elastic", password: Redacted.make("S3cret/word") }
    })
    expect(other(`${basic} Url/S3cret S3cret/word`)).toBe("(not shown) (not shown) (not shown)")
    expect(
      Redaction.ofConnection({ urls: [], auth: { apiKey: Redacted.make("K3y-itself") } })("K3y-itself")
    ).toBe("(not shown)")
  })
})
