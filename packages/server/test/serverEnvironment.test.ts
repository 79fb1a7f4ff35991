import { Option, Redacted, Result } from "effect"
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
      auth: { username: "u", password: Redacted.make("p", { label: "password" }) }
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

describe("who may ask", () => {
  const open = { CAMUNDA_BACKUP_HOST: "0.0.0.0" }
  it("has to be said where other machines reach it", () => {
    expect(problems(open).join()).toContain(
      "Set CAMUNDA_BACKUP_ACCESS_FILE (docs/security.md), or CAMUNDA_BACKUP_AUTH=none"
    )
    expect(
      problems({ ...open, CAMUNDA_BACKUP_ACCESS_FILE: "a.yaml", CAMUNDA_BACKUP_AUTH: "none" }).join()
    ).toContain("Set one.")
    const said = Result.getOrThrow(read({ ...open, CAMUNDA_BACKUP_AUTH: "none" }, readFile))
    expect(said.notes.join()).toContain("without saying who they are")
    const closed = Result.getOrThrow(read({ ...open, CAMUNDA_BACKUP_ACCESS_FILE: "a.yaml" }, readFile))
    expect([Option.getOrNull(closed.accessFile), closed.notes]).toEqual(["a.yaml", []])
  })

  it.each([
    { CAMUNDA_BACKUP_TLS_KEY_PATH: "k" },
    { CAMUNDA_BACKUP_TLS_MIN_VERSION: "TLSv1.3" },
    { CAMUNDA_BACKUP_TLS_CLIENT_CA_PATH: "ca" }
  ])("needs a certificate and its key together: %j", (environment) => {
    expect(problems(environment as Record<string, string>).join()).toContain("go together")
  })
})

describe("where it listens", () => {
  it.each([
    ["0.0.0.0", "0.0.0.0"],
    ["::", "::"],
    ["[::]", "::"],
    ["[::1]", "::1"],
    ["::1", "::1"],
    ["fe80::1%eth0", "fe80::1%eth0"],
    ["backup.camunda.svc.cluster.local", "backup.camunda.svc.cluster.local"],
    ["localhost", "localhost"]
  ])("%s is %s", (text, host) => {
    const environment = { CAMUNDA_BACKUP_HOST: text, CAMUNDA_BACKUP_AUTH: "none" }
    expect(Result.getOrThrow(read(environment, readFile)).host).toBe(host)
  })

  it.each([
    ["http://0.0.0.0", "URL"],
    ["0.0.0.0:9600", "CAMUNDA_BACKUP_PORT"],
    ["[::1]:9600", "CAMUNDA_BACKUP_PORT"],
    ["[localhost]", "brackets"],
    ["*", "0.0.0.0 or ::"],
    ["a b", "not a host name"]
  ])("%s is refused in words", (text, expected) => {
    const [problem = ""] = problems({ CAMUNDA_BACKUP_HOST: text })
    expect(problem).toMatch(/^CAMUNDA_BACKUP_HOST: /)
    expect(problem).toContain(expected)
  })
})

describe("in a pod beside a Service of the same name", () => {
  const links = {
    CAMUNDA_BACKUP_PORT: "tcp://10.96.0.1:9600",
    CAMUNDA_BACKUP_PORT_9600_TCP: "tcp://10.96.0.1:9600",
    CAMUNDA_BACKUP_PORT_9600_TCP_ADDR: "10.96.0.1",
    CAMUNDA_BACKUP_SERVICE_HOST: "10.96.0.1",
    CAMUNDA_BACKUP_SERVICE_PORT: "9600"
  }

  it("the port is the default, or Camunda's name of it, and that is said once", () => {
    const alone = Result.getOrThrow(read(links, readFile))
    expect(alone.port).toBe(9600)
    expect(alone.notes).toEqual([expect.stringContaining("CAMUNDA_BACKUP_PORT is ignored")])
    expect(Result.getOrThrow(read({ ...links, MANAGEMENT_SERVER_PORT: "9601" }, readFile)).port).toBe(9601)
    const both = { ...links, MANAGEMENT_SERVER_PORT: "udp://10.96.0.2:1" }
    expect(Result.getOrThrow(read(both, readFile))).toMatchObject({ port: 9600, notes: { length: 2 } })
  })

  it("a port that a person got wrong is still refused", () => {
    expect(problems({ CAMUNDA_BACKUP_PORT: "tcp://10.96.0.1" })).toHaveLength(1)
    expect(problems({ CAMUNDA_BACKUP_PORT: "9600/tcp" })).toHaveLength(1)
  })
})

describe("its times", () => {
  it("have defaults longer than those of balancers", () => {
    expect(Result.getOrThrow(read({}, readFile))).toMatchObject({
      keepAliveMillis: 125_000,
      drainMillis: 5000
    })
  })

  it.each([
    [{ CAMUNDA_BACKUP_KEEP_ALIVE_TIMEOUT: "0s" }, "from 1s to 1h"],
    [{ CAMUNDA_BACKUP_KEEP_ALIVE_TIMEOUT: "30d" }, "from 1s to 1h"],
    [{ CAMUNDA_BACKUP_DRAIN_TIME: "11m" }, "from 0s to 10m"]
  ])("are bounded: %j", (environment, expected) => {
    expect(problems(environment as Record<string, string>).join("\n")).toContain(expected)
  })
})

describe("a secret where the name of its file belongs", () => {
  it("is not repeated", () => {
    const [problem = ""] = problems({ CAMUNDA_BACKUP_ELASTICSEARCH_PASSWORD_FILE: "S3cret/word" })
    expect(problem).toContain("CAMUNDA_BACKUP_ELASTICSEARCH_PASSWORD_FILE")
    expect(problem).not.toContain("S3cret")
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
