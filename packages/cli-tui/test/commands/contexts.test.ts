/** Installations by name: what wins, what a mistake says, and that a file with comments stays as it is. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import path from "node:path"
import { describe, expect, it, onTestFinished } from "vitest"
import { page } from "../apiBodies.ts"
import { startServer } from "../startServer.ts"
import { runCli } from "../runCli.ts"

const fileOf = (text: string): string => {
  const folder = mkdtempSync(path.join(tmpdir(), "contexts-"))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const file = path.join(folder, "config.yaml")
  writeFileSync(file, text)
  return file
}

const list = "GET /api/v1/backups?snapshots=true&pattern=*&limit=10000&component=operate"

const two = async () => {
  const servers = {
    prod: await startServer({ [list]: page("operate") }),
    test: await startServer({ [list]: page("operate") })
  }
  const file = fileOf(
    `# mine\ncurrent: test\ncontexts:\n  - name: prod # careful\n    server: ${servers.prod.url}\n    component: operate\n    readOnly: true\n  - name: test\n    server: ${servers.test.url}\n    component: operate\n`
  )
  const asked = async (words: string, environment: Readonly<Record<string, string>> = {}) => {
    const before = [servers.prod.seen.length, servers.test.seen.length]
    const ran = await runCli(words, { environment: { CAMUNDA_BACKUP_CONFIG: file, ...environment } })
    const of = [
      servers.prod.seen.length > (before[0] ?? 0) ? "prod" : "",
      servers.test.seen.length > (before[1] ?? 0) ? "test" : ""
    ]
    return { ...ran, asked: of.filter((x) => x !== "").join() }
  }
  return { servers, file, asked }
}

describe("a context", () => {
  it("is the current one, unless a variable or a flag says otherwise; a flag wins over every variable", async () => {
    const { asked, servers } = await two()
    expect(await asked("list")).toMatchObject({ code: 0, asked: "test" })
    expect(await asked("list --context prod")).toMatchObject({ code: 0, asked: "prod" })
    expect(await asked("list", { CAMUNDA_BACKUP_CONTEXT: "prod" })).toMatchObject({ asked: "prod" })
    expect(await asked("list", { CAMUNDA_BACKUP_SERVER: servers.prod.url })).toMatchObject({ asked: "prod" })
    expect(await asked("list --context prod", { CAMUNDA_BACKUP_SERVER: servers.test.url })).toMatchObject({
      asked: "prod"
    })
    expect(await asked(`list --context prod --server ${servers.test.url}`)).toMatchObject({ asked: "test" })
  })

  it("may only read", async () => {
    const { asked } = await two()
    expect(await asked("delete 5 --yes --context prod")).toMatchObject({ code: 6, asked: "" })
  })

  it("is shown, and made the current one, without touching what else is in the file", async () => {
    const { asked, file } = await two()
    expect((await asked("config contexts")).out).toMatch(
      /^ +CONTEXT.*\n {3}prod .* operate +yes\n\* {2}test .* operate +no\n$/
    )
    expect((await asked("config show --context prod")).out).toMatch(/^--server +http\S+ +context prod$/m)
    const before = readFileSync(file, "utf8")
    expect(await asked("config use-context prod")).toMatchObject({ code: 0, out: "", asked: "" })
    expect(readFileSync(file, "utf8")).toBe(before.replace("current: test", "current: prod"))
    expect(await asked("list")).toMatchObject({ asked: "prod" })
    const wrong = await asked("config use-context prd")
    expect(wrong.code).toBe(2)
    expect(wrong.err).toContain("There is no context prd (config use-context).\n  why   Known: prod, test.")
  })

  it.each([
    ["contexts:\n  - name: x\n    sever: http://a\n", "sever"],
    ["contexts: [", "is not YAML"],
    ["current: y\n", "There is no context y (current in the file).\n  why   There are none."]
  ])("with a mistake is refused (2): %j", async (text, words) => {
    const { code, err } = await runCli("list", { environment: { CAMUNDA_BACKUP_CONFIG: fileOf(text) } })
    expect({ code, err }).toEqual({ code: 2, err: expect.stringContaining(words) })
  })

  it("needs no file, but one that is named must be there", async () => {
    const { url } = await startServer({ [list]: page("operate") })
    const words = `list --component operate --server ${url}`
    expect(await runCli(words, { environment: { HOME: "/nowhere" } })).toMatchObject({ code: 0 })
    expect(await runCli(words, { environment: { CAMUNDA_BACKUP_CONFIG: "/nowhere" } })).toMatchObject({
      code: 2
    })
  })
})
