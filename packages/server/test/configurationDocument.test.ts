/** docs/configuration.md says of every time its default, its least and its greatest. */
import { Variables } from "@camunda-backup/core"
import { Result } from "effect"
import { readFileSync } from "node:fs"
import { describe, expect, it } from "vitest"
import { read } from "../src/config/serverEnvironment.ts"

const [, document = ""] = readFileSync(
  new URL("../../../docs/configuration.md", import.meta.url),
  "utf8"
).split("\n## Times\n")

const names = [...Object.keys(Variables.bounds), "KEEP_ALIVE_TIMEOUT", "DRAIN_TIME"].map(
  (x) => `CAMUNDA_BACKUP_${x}`
)

describe("the documented bounds of times", () => {
  it.each(names)("%s", (name) => {
    const refused = read({ [name]: "x" }, () => "")
    const [problem = ""] = Result.isFailure(refused) ? refused.failure : []
    const [, least = "none", most = "none"] = /from (\S+) to (\S+) /.exec(problem) ?? []
    const row = document.split("\n").find((x) => x.includes(`\`${name}\``) && x.split("|").length === 6)
    expect(
      row
        ?.split("|")
        .slice(3, 5)
        .map((x) => x.trim())
    ).toEqual([`\`${least}\``, `\`${most}\``])
  })
})
