import { describe, expect, it } from "vitest"
import { CamundaVersion, Installation } from "../../src/index.ts"
import * as wire from "../../src/adapters/elasticsearch/diagnosticsWire.ts"

const all: Installation.Installation = {
  cluster: "prod",
  elasticsearch: "8.19.21",
  health: "green",
  repository: { name: "camunda", type: "fs", location: "/backup", readonly: false },
  camundaVersion: CamundaVersion.demo,
  indexPrefixes: { operate: "operate", tasklist: "acme-tasklist" },
  identity: null
}

describe("which installation it is", () => {
  it.each<readonly [Installation.Installation, ReadonlyArray<string>]>([
    [
      all,
      [
        "prod (Elasticsearch 8.19.21, green)",
        "repository camunda (fs /backup)",
        `Camunda ${CamundaVersion.demo}`,
        "prefixes operate, acme-tasklist"
      ]
    ],
    [Installation.unknown, ["cluster unknown", "repository unknown"]],
    [{ ...Installation.unknown, cluster: "prod" }, ["prod", "repository unknown"]],
    [
      {
        ...Installation.unknown,
        elasticsearch: "9.5.3",
        repository: { name: "r", type: null, location: null, readonly: true }
      },
      ["cluster unknown (Elasticsearch 9.5.3)", "repository r (READ-ONLY)"]
    ]
  ])("is said in pieces, and nothing is guessed (%#)", (installation, pieces) => {
    expect(Installation.describe(installation)).toEqual(pieces)
  })

  it.each<readonly [settings: object, location: string | null, readonly: boolean]>([
    [{ location: "/backup", compress: "true" }, "/backup", false],
    [{ bucket: "b", base_path: "p/q", access_key: "AKIA", secret_key: "S3cret" }, "b/p/q", false],
    [{ url: "https://user:S3cret@host/x", readonly: "true" }, "https://host/x", true],
    [{ client: "S3cret" }, null, false]
  ])("of a repository tells where it is, and no secret (%#)", (settings, location, readonly) => {
    const body = { r: { type: "t", settings } }
    expect(wire.repository("r", body)).toMatchObject({ value: { name: "r", type: "t", location, readonly } })
    expect(JSON.stringify(wire.repository("r", body))).not.toMatch(/S3cret|AKIA/)
  })
})
