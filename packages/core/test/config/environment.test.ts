import { inspect } from "node:util"
import { Duration, Option, Redacted, Result } from "effect"
import { describe, expect, it } from "vitest"
import { CoreEnvironment, type Variables } from "../../src/index.ts"

const real = {
  CAMUNDA_BACKUP_ELASTICSEARCH_URL: "http://127.0.0.1:9200",
  CAMUNDA_BACKUP_CAMUNDA_VERSION: "8.7.2"
}
const read = (x: Variables.Environment) => Result.getOrThrow(CoreEnvironment.read(x))
const problems = (x: Variables.Environment): ReadonlyArray<string> => {
  const result = CoreEnvironment.read(x)
  return Result.isFailure(result) ? result.failure : []
}

it("says once that a time zone is not known, which schedules and retention share", () => {
  const said = problems({ CAMUNDA_BACKUP_TIMEZONE: "Europe/Atlantis" })
  expect(said.filter((x) => x.startsWith("CAMUNDA_BACKUP_TIMEZONE"))).toHaveLength(1)
})

describe("the environment", () => {
  it("has the documented defaults", () => {
    const { connection, settings } = read({})
    expect(Option.isNone(connection)).toBe(true)
    expect(settings).toMatchObject({
      repository: Option.none(),
      indexPrefixes: { operate: "operate", tasklist: "tasklist" },
      requestTimeout: Duration.millis(30_000),
      partTimeout: Duration.millis(7_200_000),
      retryBudget: Duration.millis(600_000),
      leaseTtl: Duration.millis(30_000)
    })
  })

  it("reads everything", () => {
    const { connection, settings } = read({
      ...real,
      CAMUNDA_BACKUP_ELASTICSEARCH_URL: "https://a:9200, https://b:9200",
      CAMUNDA_BACKUP_ELASTICSEARCH_APIKEY: "id:k",
      CAMUNDA_BACKUP_REPOSITORY: " backups ",
      CAMUNDA_BACKUP_OPERATE_INDEXPREFIX: "prod",
      CAMUNDA_BACKUP_REQUEST_TIMEOUT: "500ms",
      CAMUNDA_BACKUP_PART_TIMEOUT: "1d",
      CAMUNDA_BACKUP_RETRY_BUDGET: "1.5m",
      CAMUNDA_BACKUP_LEASE_TTL: "10s"
    })
    expect(Option.getOrNull(connection)).toEqual({
      urls: ["https://a:9200", "https://b:9200"],
      auth: { apiKey: Redacted.make(btoa("id:k"), { label: "API key" }) }
    })
    expect(settings).toMatchObject({
      repository: Option.some("backups"),
      camundaVersion: "8.7.2",
      indexPrefixes: { operate: "prod", tasklist: "tasklist" },
      requestTimeout: Duration.millis(500),
      partTimeout: Duration.millis(86_400_000),
      retryBudget: Duration.millis(90_000),
      leaseTtl: Duration.millis(10_000)
    })
  })

  it("accepts Camunda's own names", () => {
    const { connection, settings } = read({
      CAMUNDA_OPERATE_ELASTICSEARCH_URL: "http://es:9200",
      CAMUNDA_TASKLIST_ELASTICSEARCH_URL: "http://es:9200",
      CAMUNDA_OPERATE_BACKUP_REPOSITORYNAME: "backups",
      CAMUNDA_TASKLIST_ELASTICSEARCH_INDEXPREFIX: "tl",
      CAMUNDA_OPERATE_BACKUP_SNAPSHOTTIMEOUT: "90",
      CAMUNDA_OPERATE_ELASTICSEARCH_USERNAME: "u",
      CAMUNDA_OPERATE_ELASTICSEARCH_PASSWORD: "p",
      CAMUNDA_BACKUP_CAMUNDA_VERSION: "8.6.0-SNAPSHOT"
    })
    expect(Option.getOrNull(connection)).toEqual({
      urls: ["http://es:9200"],
      auth: { username: "u", password: Redacted.make("p", { label: "password" }) }
    })
    expect(settings).toMatchObject({
      repository: Option.some("backups"),
      camundaVersion: "8.6.0-snapshot",
      indexPrefixes: { tasklist: "tl" },
      partTimeout: Duration.millis(90_000)
    })
  })

  it("takes Camunda's 0, no limit, for our own bound: every wait is bounded", () => {
    expect(read({ CAMUNDA_OPERATE_BACKUP_SNAPSHOTTIMEOUT: "0" }).settings.partTimeout).toEqual(
      Duration.hours(2)
    )
  })

  it("names both names of a contradiction", () => {
    expect(problems({ CAMUNDA_BACKUP_REPOSITORY: "a", CAMUNDA_OPERATE_BACKUP_REPOSITORYNAME: "b" })).toEqual([
      "CAMUNDA_BACKUP_REPOSITORY and CAMUNDA_OPERATE_BACKUP_REPOSITORYNAME contradict each other. Set one of them, or both alike."
    ])
    expect(
      problems({ CAMUNDA_OPERATE_BACKUP_SNAPSHOTTIMEOUT: "60", CAMUNDA_BACKUP_PART_TIMEOUT: "2h" })[0]
    ).toContain("CAMUNDA_OPERATE_BACKUP_SNAPSHOTTIMEOUT")
  })

  it("takes user name and password of an address, which then has none", () => {
    const { connection } = read({
      ...real,
      CAMUNDA_BACKUP_ELASTICSEARCH_URL: "https://u:p%2F1@a:9200/x/, https://b:9200"
    })
    const found = Option.getOrThrow(connection)
    expect(found.urls).toEqual(["https://a:9200/x", "https://b:9200"])
    expect(found.auth).toEqual({ username: "u", password: Redacted.make("p/1", { label: "password" }) })
    expect(`${JSON.stringify(found)} ${inspect(found, { depth: 9, showHidden: true })}`).not.toContain("p/1")
  })

  it("takes the same user twice for one, and another one for a contradiction", () => {
    const url = { ...real, CAMUNDA_BACKUP_ELASTICSEARCH_URL: "http://u:p@es:9200" }
    const named = (username: string, password: string) => ({
      ...url,
      CAMUNDA_BACKUP_ELASTICSEARCH_USERNAME: username,
      CAMUNDA_BACKUP_ELASTICSEARCH_PASSWORD: password
    })
    expect(problems(named("u", "p"))).toEqual([])
    for (const other of [
      named("u", "q"),
      named("v", "p"),
      { ...url, CAMUNDA_BACKUP_ELASTICSEARCH_APIKEY: "id:k" }
    ])
      expect(problems(other)).toEqual([expect.stringContaining("a different one. Set only one of them.")])
    expect(problems({ ...real, CAMUNDA_BACKUP_ELASTICSEARCH_URL: "http://u:p@es,http://v:p@es" })).toEqual([
      expect.stringContaining("different user names")
    ])
  })

  it.each([
    [{ CAMUNDA_BACKUP_ELASTICSEARCH_URL: "localhost:9200" }, "does not begin with http:// or https://"],
    [{ CAMUNDA_BACKUP_REQUEST_TIMEOUT: "30" }, "a time from 10ms to 1d with its unit"],
    [{ CAMUNDA_BACKUP_REQUEST_TIMEOUT: "0s" }, "a time from 10ms to 1d with its unit"],
    [{ CAMUNDA_BACKUP_REPOSITORY: "backups*" }, "the name of one snapshot repository"],
    [{ CAMUNDA_BACKUP_REPOSITORY: "a,b" }, "the name of one snapshot repository"],
    [{ CAMUNDA_BACKUP_OPERATE_INDEXPREFIX: "*" }, "an index prefix"],
    [{ CAMUNDA_BACKUP_CAMUNDA_VERSION: "8_7" }, "without _"],
    [{ CAMUNDA_BACKUP_CAMUNDA_VERSION: "8.8.1" }, "Known: 8.5, 8.6, 8.7"],
    [{ CAMUNDA_BACKUP_ELASTICSEARCH_USERNAME: "u" }, "go together"],
    [{ CAMUNDA_BACKUP_ELASTICSEARCH_URL: "http://es:9200" }, "CAMUNDA_BACKUP_CAMUNDA_VERSION is not set"]
  ])("says what is wrong with %j", (environment, expected) => {
    expect(problems(environment).join("\n")).toContain(expected)
  })

  it("names every problem at once", () => {
    expect(problems({ CAMUNDA_BACKUP_ELASTICSEARCH_URL: "localhost:9200" })).toHaveLength(2)
    expect(problems({ CAMUNDA_BACKUP_REQUEST_TIMEOUT: "x", CAMUNDA_BACKUP_LEASE_TTL: "y" })).toHaveLength(2)
  })
})
