import { Option, Result } from "effect"
import { describe, expect, it } from "vitest"
import { withReplica } from "../src/config/replica.ts"
import { read } from "../src/config/serverEnvironment.ts"
import manifest from "../package.json" with { type: "json" }
import { version } from "../src/version.ts"

const files: Readonly<Record<string, string>> = { "/secrets/password": "p" }
const readFile = (path: string): string => {
  const text = files[path]
  if (text === undefined) throw new Error("ENOENT")
  return text
}
const problems = (environment: Record<string, string>): ReadonlyArray<string> => {
  const result = read(environment, readFile)
  return Result.isFailure(result) ? result.failure : []
}

describe("the server's environment", () => {
  it("listens on 127.0.0.1:9600 and serves operate, unless told otherwise", () => {
    expect(Result.getOrThrow(read({}, readFile))).toMatchObject({
      host: "127.0.0.1",
      port: 9600,
      component: "operate"
    })
    expect(
      Result.getOrThrow(read({ MANAGEMENT_SERVER_PORT: "0", CAMUNDA_BACKUP_COMPONENT: "Tasklist" }, readFile))
    ).toMatchObject({ port: 0, component: "tasklist" })
  })

  it("reads secrets from files", () => {
    const environment = {
      CAMUNDA_BACKUP_ELASTICSEARCH_URL: "http://es:9200",
      CAMUNDA_BACKUP_CAMUNDA_VERSION: "8.7.2",
      CAMUNDA_BACKUP_ELASTICSEARCH_USERNAME: "u",
      CAMUNDA_BACKUP_ELASTICSEARCH_PASSWORD_FILE: "/secrets/password"
    }
    expect(Option.getOrNull(Result.getOrThrow(read(environment, readFile)).connection)).toMatchObject({
      auth: { username: "u", password: "p" }
    })
  })

  it.each([
    [{ CAMUNDA_BACKUP_PORT: "70000" }, "CAMUNDA_BACKUP_PORT: expected a port"],
    [{ CAMUNDA_BACKUP_PORT: "1", MANAGEMENT_SERVER_PORT: "2" }, "contradict"],
    [{ CAMUNDA_BACKUP_COMPONENT: "optimize" }, "operate or tasklist"],
    [{ CAMUNDA_BACKUP_ELASTICSEARCH_APIKEY_FILE: "/nowhere" }, "cannot be read"],
    [{ CAMUNDA_BACKUP_ELASTICSEARCH_APIKEY_FILE: "/x", CAMUNDA_BACKUP_ELASTICSEARCH_APIKEY: "k" }, "both set"]
  ])("says what is wrong with %j", (environment, expected) => {
    expect(problems(environment as Record<string, string>).join("\n")).toContain(expected)
  })
})

describe("the name of the replica", () => {
  it.each([
    [{}, "host-7"],
    [{ CAMUNDA_BACKUP_REPLICA: "  " }, "host-7"],
    [{ CAMUNDA_BACKUP_REPLICA: "blue" }, "blue"]
  ])("with %j is %s", (environment, expected) => {
    const named = withReplica(environment, "host", 7)
    expect(Result.getOrThrow(read(named, readFile)).settings.replica).toBe(expected)
  })
})

describe("the version", () => {
  it("is that of the manifest", () => {
    expect(version).toBe(manifest.version)
  })
})
