/** The file of --config: its keys, its mistakes, who wins, what is shown of it, and that docs and schema say the same. */
import { Ajv2020 } from "ajv/dist/2020.js"
import { unknownVariables } from "@camunda-backup/core"
import { Result } from "effect"
import { execFileSync } from "node:child_process"
import { fileURLToPath } from "node:url"
import { describe, expect, it } from "vitest"
import { parse } from "yaml"
import { configCommand } from "../src/config/configCommand.ts"
import { readConfiguration } from "../src/config/configurationFile.ts"
import { environmentOf, type Given } from "../src/config/environmentOf.ts"
import { fileSchema } from "../src/config/fileSchema.ts"
import { changesOf } from "../src/config/reload.ts"
import { read } from "../src/config/serverEnvironment.ts"
import { settings } from "../src/config/settings.ts"
import { shownSettings } from "../src/config/showConfiguration.ts"

const example = `
elasticsearch:
  url: [https://es-1.example.org:9200, https://es-2.example.org:9200]
  username: camunda-backup
  passwordFile: /run/secrets/password
repository: camunda
camunda:
  version: 8.7.2
server:
  port: 9700
schedule:
  backup: 0 2 * * *
  components: [operate]
timezone: Europe/Berlin
retention:
  keep: { last: 3, daily: 7, monthly: unlimited, within: 30d }
  foreign: true
log:
  level: debug
`

const givenOf = (text: string, environment: Record<string, string> = {}, name = "server.yaml"): Given =>
  Result.getOrThrow(
    environmentOf({ config: name, host: undefined, port: undefined }, environment, () => text)
  )

const secret = (path: string): string => {
  if (path !== "/run/secrets/password") throw new Error("ENOENT")
  return "S3cret"
}

describe("a configuration file", () => {
  it("is used as the variables would be", () => {
    const found = Result.getOrThrow(read(givenOf(example).variables, secret))
    expect(found).toMatchObject({
      port: 9700,
      logLevel: "debug",
      settings: { camundaVersion: "8.7.2", schedules: [{ job: "backup", components: ["operate"] }] }
    })
    const connection = JSON.stringify(found.connection)
    expect(connection).toContain("https://es-2.example.org:9200")
    expect(connection).not.toContain("S3cret")
    expect(found.notes).toEqual([])
  })

  it("can be JSON", () => {
    expect(givenOf(JSON.stringify(parse(example)), {}, "server.json").variables).toEqual(
      givenOf(example).variables
    )
  })

  it("can be empty", () => {
    expect(givenOf("").variables).toEqual({})
    expect(givenOf("# nothing yet\n").variables).toEqual({})
  })

  it.each([
    ["schedule:\n  bakcup: 0 2 * * *\n", "bakcup"],
    ["elasticsearch:\n  password: S3cret\n", "password"],
    ["server:\n  port: 96000.5\n", "port"],
    ["camunda:\n  version: 8.7\n", "version"],
    ["retention: 7\n", "retention"],
    ["log:\n  level: loud\n", "level"],
    ["- repository: x\n", ""],
    ["a: b: c\n", "neither YAML nor JSON"],
    ["repository: ''\n", "repository"]
  ])("is refused: %j", (text, said) => {
    const found = environmentOf({ config: "c.yml", host: undefined, port: undefined }, {}, () => text)
    expect(Result.isFailure(found) ? found.failure : "").toContain("--config: c.yml: ")
    expect(Result.isFailure(found) ? found.failure : "").toContain(said)
    expect(Result.isFailure(found) ? found.failure : "").not.toContain("S3cret")
  })

  it("loses against the environment, and a value is shown with who said it", () => {
    const given = givenOf(example, {
      CAMUNDA_BACKUP_PORT: "9800",
      CAMUNDA_OPERATE_BACKUP_REPOSITORYNAME: "camunda",
      CAMUNDA_BACKUP_ELASTICSEARCH_APIKEY: "S3cret"
    })
    const shown = new Map(shownSettings(given).map((x) => [x.key, x]))
    expect(shown.get("server.port")).toMatchObject({ value: "9800", origin: "environment" })
    expect(shown.get("schedule.backup")).toMatchObject({
      value: "0 2 * * *",
      origin: "server.yaml: schedule.backup"
    })
    expect(shown.get("elasticsearch.passwordFile")).toMatchObject({ value: "/run/secrets/password" })
    expect(shown.get("elasticsearch.apiKeyFile")).toMatchObject({
      value: "(not shown)",
      origin: "environment"
    })
    expect(shown.get("server.host")).toMatchObject({ value: null, origin: "default" })
    const text = Result.getOrThrow(configCommand("show", given, secret))
    expect(text).toMatch(/^server\.host +127\.0\.0\.1 +default$/m)
    expect(text).not.toContain("S3cret")
  })

  it("never shows the password of an address", () => {
    const given = givenOf("elasticsearch:\n  url: https://elastic:S3cret@es:9200\n")
    expect(Result.getOrThrow(configCommand(undefined, given, secret))).not.toContain("S3cret")
  })

  it("names the key of a problem beside the variable", () => {
    const wrong = configCommand("check", givenOf("backup:\n  partAttempts: 99\n"), secret)
    expect(Result.isFailure(wrong) ? wrong.failure : []).toEqual([
      'CAMUNDA_BACKUP_PART_ATTEMPTS (server.yaml: backup.partAttempts): expected a number from 1 to 10, found "99".'
    ])
    expect(configCommand("check", givenOf(example), secret)).toEqual(
      Result.succeed("The configuration can be used.\n")
    )
  })

  it("that is read again says what holds now and what needs a restart", () => {
    const after = givenOf(example.replace("debug", "warn").replace("9700", "9701"))
    expect(changesOf(givenOf(example), after)).toEqual({
      applied: ["log.level"],
      needRestart: ["server.port"]
    })
    expect(changesOf(givenOf(example), givenOf(example))).toEqual({ applied: [], needRestart: [] })
    const password = (text: string) => givenOf("", { CAMUNDA_BACKUP_ELASTICSEARCH_PASSWORD: text })
    expect(changesOf(password("one"), password("two")).needRestart).toEqual(["elasticsearch.passwordFile"])
  })
})

describe("the schema of the file", () => {
  const validate = new Ajv2020({ strict: false }).compile(fileSchema())

  it("takes what is taken, and refuses what is refused", () => {
    const texts = [
      example,
      "",
      "log: { level: loud }",
      "schedule: { bakcup: x }",
      "server: { port: '1' }",
      "a: 1"
    ]
    for (const text of texts)
      expect([text, validate(parse(text) ?? {})]).toEqual([text, Result.isSuccess(readConfiguration(text))])
  })

  it("is what docs/schemas has, and docs/configuration.md has the table (npm run docs)", () => {
    const script = fileURLToPath(new URL("../../../scripts/configuration.mjs", import.meta.url))
    const check = () =>
      execFileSync(process.execPath, ["--conditions=@camunda-backup/source", script, "--check"], {
        stdio: "pipe"
      })
    expect(check).not.toThrow()
  })
})

describe("the table of settings", () => {
  it("has every variable and every key once", () => {
    expect(new Set(settings.map((x) => x.variable)).size).toBe(settings.length)
    const keys = settings.map((x) => x.key)
    expect(new Set(keys).size).toBe(keys.length)
    for (const key of keys) expect(keys.filter((x) => x.startsWith(`${key}.`))).toEqual([])
  })

  it("has only variables that are read, so that none is reported as unknown", () => {
    const all = Object.fromEntries(settings.map((x) => [x.variable, "x"]))
    expect(unknownVariables(all)).toEqual([])
    expect(unknownVariables({ CAMUNDA_BACKUP_NO_SETTING: "x" })).toHaveLength(1)
  })
})
