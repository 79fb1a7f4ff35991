import { Result } from "effect"
import { describe, expect, it } from "vitest"
import { environmentOf } from "../src/config/environmentOf.ts"

const file =
  "# the night shift\nCAMUNDA_BACKUP_REPOSITORY=camunda\nCAMUNDA_BACKUP_PORT=1\nexport CAMUNDA_BACKUP_REPLICA='a b'\n"
const readFile = (path: string): string => {
  if (path !== "server.env") throw new Error("ENOENT")
  return file
}
const none = { config: undefined, host: undefined, port: undefined }

describe("where settings come from", () => {
  it.each([
    ["the file", { ...none, config: "server.env" }, {}, { PORT: "1", REPOSITORY: "camunda", REPLICA: "a b" }],
    [
      "the environment over the file",
      { ...none, config: "server.env" },
      { CAMUNDA_BACKUP_PORT: "2" },
      { PORT: "2" }
    ],
    [
      "the file where the environment is blank",
      { ...none, config: "server.env" },
      { CAMUNDA_BACKUP_PORT: " " },
      { PORT: "1" }
    ],
    [
      "flags over both",
      { config: "server.env", host: "::1", port: "3" },
      { CAMUNDA_BACKUP_PORT: "2" },
      { PORT: "3", HOST: "::1" }
    ]
  ])("%s", (_, flags, environment, expected) => {
    const found = Result.getOrThrow(environmentOf(flags, environment, readFile))
    for (const [name, value] of Object.entries(expected))
      expect(found.variables[`CAMUNDA_BACKUP_${name}`]).toBe(value)
  })

  it("is Spring's port no more when a flag sets it", () => {
    const found = Result.getOrThrow(
      environmentOf({ ...none, port: "3" }, { MANAGEMENT_SERVER_PORT: "9600" }, readFile)
    )
    expect(found.variables["MANAGEMENT_SERVER_PORT"]).toBeUndefined()
  })

  it("is an error without the file", () => {
    expect(environmentOf({ ...none, config: "nowhere" }, {}, readFile)).toEqual(
      Result.fail("--config: nowhere cannot be read.")
    )
  })
})
