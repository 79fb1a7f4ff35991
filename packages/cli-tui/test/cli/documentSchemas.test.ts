import { describe, expect, it } from "vitest"
import { holdAgainstSchemas } from "../harness/holdAgainstSchemas.ts"
import { jsonSchemas } from "../../src/cli/output/jsonSchemas.ts"

const head = { apiVersion: "camunda-backup/v1", kind: "Version" }
const version = { ...head, name: "camunda-backup", version: "1" }

const printed = (format: string, out: unknown) => () =>
  holdAgainstSchemas(`version -o ${format}`, typeof out === "string" ? out : JSON.stringify(out), "")

describe("what is printed for programs", () => {
  it.each([
    ["a key that is not published", { ...version, more: 1 }],
    ["a key that is missing", { ...head, name: "camunda-backup" }],
    ["another apiVersion", { ...version, apiVersion: "v2" }],
    ["a kind that has no schema", { ...version, kind: "Other" }],
    ["no kind", { name: "camunda-backup", version: "1" }],
    ["a wrong list", { ...head, kind: "BackupList", backups: [{ component: "operate" }] }],
    ["a wrong item", { ...head, kind: "Backup", backupId: "1", component: "zeebe" }]
  ])("is refused by the harness of the tests: %s", (_, document) => {
    expect(printed("json", document)).toThrow(/a document /)
    expect(printed("jsonl", `${JSON.stringify(version)}\n${JSON.stringify(document)}\n`)).toThrow(
      /a document /
    )
    expect(printed("yaml", document)).toThrow(/a document /)
    expect(() =>
      holdAgainstSchemas("version --json", "", JSON.stringify({ ...head, kind: "ErrorList", errors: [{}] }))
    ).toThrow(/ErrorList/)
  })

  it("is accepted as it is published, in every format", () => {
    for (const format of ["json", "jsonl", "yaml"]) expect(printed(format, version)).not.toThrow()
  })

  it("has head and title in every schema, and allows keys that are added later", () => {
    for (const [kind, schema] of jsonSchemas(false)) {
      expect(schema).toMatchObject({ $schema: "https://json-schema.org/draft/2020-12/schema", title: kind })
      const text = JSON.stringify(schema)
      expect(text).toContain(`"const":"${kind}"`)
      expect(text).not.toContain('"additionalProperties":false')
    }
  })
})
