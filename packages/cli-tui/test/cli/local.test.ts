import { describe, expect, it } from "vitest"
import { commandNames } from "../../src/cli/spec/commands.ts"
import { runCli } from "../runCli.ts"

describe("config show", () => {
  it("says what is in force and where it comes from, and shows no secret", async () => {
    const environment = {
      CAMUNDA_BACKUP_SERVER: "http://backup:9600",
      CAMUNDA_BACKUP_ELASTICSEARCH_URL: "http://u:s3cret@a:9200,http://u:s3cret@b:9200",
      CAMUNDA_BACKUP_ELASTICSEARCH_PASSWORD: "s3cret",
      CAMUNDA_BACKUP_ELASTICSEARCH_APIKEY_FILE: "/run/key"
    }
    const { code, err, out } = await runCli("config show --timeout 5s", { environment })
    expect({ code, err }).toEqual({ code: 0, err: "" })
    expect(out).not.toContain("s3cret")
    expect(out).toMatch(/^--server +http:\/\/backup:9600 +CAMUNDA_BACKUP_SERVER$/m)
    expect(out).toMatch(/^--timeout +5s +--timeout$/m)
    expect(out).toMatch(/^--component +operate,tasklist +default$/m)
    expect(out).toMatch(/APIKEY_FILE +\(set, not shown\) +environment$/m)
    expect(out).toMatch(/ELASTICSEARCH_URL +http:\/\/a:9200,http:\/\/b:9200 +environment$/m)
    const { settings } = JSON.parse((await runCli("config show --json")).out) as {
      settings: ReadonlyArray<object>
    }
    expect(settings).toContainEqual({ name: "--output", value: "json", from: "--json" })
  })
})

describe("config show names the proxy", () => {
  const server = "--server https://backup.example"
  const variables = { HTTPS_PROXY: "http://ops:secret-of-the-proxy@proxy.example:3128" }

  it("without its user, and none where there is none for the server", async () => {
    const shown = await runCli(`config show ${server}`, { environment: variables })
    expect(shown.out).toMatch(/^proxy +http:\/\/proxy\.example:3128 +HTTPS_PROXY$/m)
    expect(`${shown.out}${shown.err}`).not.toContain("secret-of-the-proxy")
    const direct = {
      ...variables,
      CAMUNDA_BACKUP_ELASTICSEARCH_URL: "http://127.0.0.1:9",
      CAMUNDA_BACKUP_CAMUNDA_VERSION: "8.7.2"
    }
    for (const [words, environment] of [
      [server, { ...variables, NO_PROXY: "backup.example" }],
      ["--read-only", variables],
      ["--direct", direct]
    ] as const) {
      const { err, out } = await runCli(`config show ${words}`, { environment })
      expect(out, err).toMatch(/^proxy +none +default$/m)
    }
  })
})

describe("config show hides", () => {
  it.each([
    ["CAMUNDA_BACKUP_ELASTICSEARCH_URL", "https://elastic:s3cret@a:9200,b:9200"],
    ["CAMUNDA_BACKUP_ELASTICSEARCH_URL", "elastic:s3cret@a:9200"],
    ["CAMUNDA_BACKUP_ELASTICSEARCH_URL", "https://elastic:s3cret/x@a:9200"],
    ["CAMUNDA_BACKUP_ELASTICSEARCH_URL", "https://elastic:12/s3cret@a:9200"],
    ["CAMUNDA_BACKUP_ELASTICSEARCH_URL", "https://elastic:x,s3cret@a:9200"],
    ["CAMUNDA_BACKUP_ELASTICSEARCH_URL", "https://s3cret@a"],
    ["CAMUNDA_TASKLIST_ELASTICSEARCH_URL", "http://u:s3cret@a"],
    ["CAMUNDA_BACKUP_ELASTICSEARCH_APIKEY_FILE", "s3cret"],
    ["CAMUNDA_BACKUP_ELASTICSEARCH_PASSWD", "s3cret"],
    ["CAMUNDA_OPERATE_IDENTITY_CLIENTSECRET", "s3cret"],
    ["CAMUNDA_BACKUP_ELASTICSEARCH_USERNAME", "s3cret"]
  ])("%s=%s in every format", async (name, value) => {
    for (const format of ["table", "wide", "json", "jsonl", "yaml", "name"]) {
      const ran = await runCli(`config show -o ${format}`, { environment: { [name]: value } })
      expect(ran).toMatchObject({ code: 0 })
      expect(ran.err.replace(/^Note: .+; did you mean CAMUNDA_BACKUP_ELASTICSEARCH_PASSWORD\?\n$/, "")).toBe(
        ""
      )
      expect(ran.out).toContain(name)
      expect(ran.out + ran.err).not.toContain("s3cret")
    }
  })

  it("tells of a misspelt variable what it is near to, where a person reads it", async () => {
    const environment = { CAMUNDA_BACKUP_SERVR: "http://127.0.0.1:1" }
    const { err } = await runCli("config show", { environment })
    expect(err).toBe(
      "Note: CAMUNDA_BACKUP_SERVR is not a setting, so it changes nothing; did you mean CAMUNDA_BACKUP_SERVER?\n"
    )
    expect((await runCli("config show -o json", { environment })).err).toBe("")
  })

  it("what Kubernetes tells of a Service", async () => {
    const environment = {
      CAMUNDA_BACKUP_PORT: "tcp://10.96.0.1:9600",
      CAMUNDA_BACKUP_PORT_9600_TCP_ADDR: "10.96.0.1",
      CAMUNDA_BACKUP_SERVICE_HOST: "10.96.0.1"
    }
    const { out } = await runCli("config show", { environment })
    expect(out).toMatch(/^CAMUNDA_BACKUP_PORT +\(ignored: the address of a Kubernetes Service\)/m)
    expect(out).not.toContain("10.96.0.1")
  })
})

describe("version", () => {
  it("is a document for programs", async () => {
    expect(JSON.parse((await runCli("version -o json")).out)).toEqual({
      apiVersion: "camunda-backup/v1",
      kind: "Version",
      name: "camunda-backup",
      version: "0.1.0"
    })
  })
})

describe("help of a command", () => {
  it.each(commandNames)(
    "of %s is at most 100 wide and says where the exit status is explained",
    async (name) => {
      const { code, err, out } = await runCli(`${name} --help`)
      expect({ code, err }).toEqual({ code: 0, err: "" })
      expect(out.split("\n").filter((x) => x.length > 100)).toEqual([])
      expect(out).toContain("Exit status: camunda-backup help exit-codes")
      expect((await runCli(`help ${name}`)).out).toBe(out)
    }
  )
})
