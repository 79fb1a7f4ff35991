/** The roles that an operator sends are the ones that the pages show. */
import { readFileSync } from "node:fs"
import { Result } from "effect"
import { expect, it } from "vitest"
import { readAccess } from "../src/access/accessFile.ts"
import { roleFile, roleNames, roleOf } from "./harness/roles.ts"

const page = (name: string) => readFileSync(new URL(`../../../${name}`, import.meta.url), "utf8")

it.each(roleNames)("the role of the %s is on the page about security as it is in its file", (name) => {
  const shown = new RegExp(`\`${name}\\.json\`[^]*?\`\`\`json\\n([^]*?)\`\`\``).exec(page("docs/security.md"))
  expect(shown?.[1]).toBe(readFileSync(roleFile(name), "utf8"))
})

it("no role reads Camunda's documents, and none may do everything", () => {
  const broad = new Set(["all", "manage", "write", "manage_security"])
  for (const { cluster, indices } of roleNames.map((name) => roleOf(name))) {
    expect(cluster.filter((x) => broad.has(x))).toEqual([])
    for (const { names, privileges } of indices) {
      expect(names).not.toContain("*")
      expect(privileges.filter((x) => broad.has(x))).toEqual([])
      expect(privileges.includes("read") && names.join() !== "camunda-backup-journal").toBe(false)
    }
  }
})

it("the first page names the file to send, and says what no role can do", () => {
  expect(page("README.md")).toContain("deploy/elasticsearch/roles/operator.json")
  for (const name of ["README.md", "docs/security.md"]) {
    expect(page(name)).toMatch(/`create_snapshot` takes (any index|foreign ones)/)
    expect(page(name)).toMatch(/restores any index under any name/)
  }
})

it("every piece of an access file that docs/security.md shows is one", () => {
  const shown = [...page("docs/security.md").matchAll(/^```yaml\n([^]*?)^```$/gm)]
    .map(([, text = ""]) => text)
    .filter((text) => /^(tokens|oidc|certificates):/m.test(text))
  expect(shown).toHaveLength(3)
  for (const text of shown) expect(Result.isSuccess(readAccess(text)), text).toBe(true)
})
