/** A misspelt variable must not be ignored without a word, and the list of known ones must not fall behind the programs. */
import { readdirSync, readFileSync } from "node:fs"
import path from "node:path"
import { describe, expect, it } from "vitest"
import { knownVariables, unknownVariables } from "../../src/index.ts"

describe("variables that nobody reads", () => {
  it.each([
    ["CAMUNDA_BACKUP_REPOSITRY", "; did you mean CAMUNDA_BACKUP_REPOSITORY?"],
    ["CAMUNDA_BACKUP_LEASE_TLL", "; did you mean CAMUNDA_BACKUP_LEASE_TTL?"],
    ["CAMUNDA_BACKUP_COLOUR_OF_THE_SKY", "."]
  ])("%s is told, with the nearest that exists and without its value", (name, end) => {
    expect(unknownVariables({ [name]: "S3cret" })).toEqual([
      `${name} is not a setting, so it changes nothing${end}`
    ])
  })

  it.each([
    "CAMUNDA_BACKUP_REPOSITORY",
    "CAMUNDA_BACKUP_ELASTICSEARCH_PASSWORD_FILE",
    "CAMUNDA_BACKUP_SERVICE_HOST",
    "CAMUNDA_BACKUP_PORT_9600_TCP_ADDR",
    "CAMUNDA_OPERATE_WHATEVER",
    "PATH"
  ])("%s is none of them", (name) => {
    expect(unknownVariables({ [name]: "x" })).toEqual([])
  })

  it.each(["CAMUNDA_BACKUP_SERVER_PORT", "CAMUNDA_BACKUP_ELASTICSEARCH_PORT"])(
    "%s with the address of a Kubernetes Service is none of them",
    (name) => {
      expect(unknownVariables({ [name]: "tcp://10.96.0.1:9600" })).toEqual([])
      expect(unknownVariables({ [name]: "9600" })).toHaveLength(1)
    }
  )

  it("that is set to nothing is as if it were not set", () => {
    expect(unknownVariables({ CAMUNDA_BACKUP_REPOSITRY: " " })).toEqual([])
  })
})

const packages = path.resolve(import.meta.dirname, "../../..")
const sources = ["core/src", "server/src", "cli-tui/src"].flatMap((x) =>
  readdirSync(path.join(packages, x), { recursive: true, encoding: "utf8" })
    .filter((file) => /\.tsx?$/.test(file))
    .map((file) => readFileSync(path.join(packages, x, file), "utf8"))
)
const configuration = readFileSync(path.join(packages, "../docs/configuration.md"), "utf8")

describe("the list of known variables", () => {
  it("has every name that a source or docs/configuration.md mentions", () => {
    const named = [...sources, configuration].flatMap(
      (x) => x.match(/CAMUNDA_BACKUP_[A-Z]+(?:_[A-Z]+)*(?![A-Z_$])/g) ?? []
    )
    const missing = new Set(
      named.filter((x) => x !== "CAMUNDA_BACKUP_ELASTICSEARCH" && unknownVariables({ [x]: "x" }).length > 0)
    )
    expect([...missing]).toEqual([])
    expect(knownVariables.length).toBeGreaterThan(30)
  })
})
