/** The token of a server on the command line: where it comes from, where it goes, and that nobody sees it. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import path from "node:path"
import { describe, expect, it, onTestFinished } from "vitest"
import { startElasticsearch } from "../harness/startInstallation.ts"
import { startBuiltServer } from "../harness/builtServer.ts"
import { runCli } from "../runCli.ts"
import { createHash } from "node:crypto"

const token = "cbk_a-very-secret-token"

const folder = (): string => {
  const made = mkdtempSync(path.join(tmpdir(), "token-"))
  onTestFinished(() => rmSync(made, { recursive: true }))
  return made
}

const write = (name: string, text: string): string => {
  const file = path.join(folder(), name)
  writeFileSync(file, text)
  return file
}

const hash = createHash("sha256").update(token).digest("hex")

const startSecured = async () => {
  const { environment } = await startElasticsearch()
  const access = write("access.yaml", `tokens:\n  - name: vera\n    role: viewer\n    sha256: ${hash}\n`)
  const server = await startBuiltServer([], { ...environment, CAMUNDA_BACKUP_ACCESS_FILE: access })
  onTestFinished(async () => void (await server.end()))
  return server.url
}

describe("a token", () => {
  it("is taken from a file, a variable, a command or a context, and from no flag", async () => {
    const url = await startSecured()
    const file = write("token", `${token}\n`)
    const list = `list --server ${url}`
    expect(await runCli(`${list} --token-file ${file}`)).toMatchObject({ code: 0 })
    expect(await runCli(list, { environment: { CAMUNDA_BACKUP_TOKEN_FILE: file } })).toMatchObject({
      code: 0
    })
    expect(await runCli(list, { environment: { CAMUNDA_BACKUP_TOKEN: token } })).toMatchObject({ code: 0 })
    const command = { CAMUNDA_BACKUP_TOKEN_COMMAND: `cat ${file}` }
    expect(await runCli(list, { environment: command })).toMatchObject({ code: 0 })
    const contexts = (own: string) =>
      write("config.yaml", `current: a\ncontexts:\n  - name: a\n    server: ${url}\n    ${own}\n`)
    for (const own of [`tokenFile: ${file}`, `tokenCommand: cat ${file}`])
      expect(await runCli("list", { environment: { CAMUNDA_BACKUP_CONFIG: contexts(own) } })).toMatchObject({
        code: 0
      })
    expect((await runCli(`${list} --token ${token}`)).code).toBe(2)
  })

  it("that is missing, wrong or not enough ends with 7, and says what to do", async () => {
    const url = await startSecured()
    const none = await runCli(`list --server ${url}`)
    expect(none.code).toBe(7)
    expect(none.err).toContain("--token-file")
    expect(none.err).toContain("(unauthenticated, exit 7)")
    const wrong = await runCli(`list --server ${url}`, { environment: { CAMUNDA_BACKUP_TOKEN: "wrong" } })
    expect(wrong).toMatchObject({ code: 7, err: expect.stringContaining("not known here") })
    const viewer = await runCli(`create 7 --server ${url}`, { environment: { CAMUNDA_BACKUP_TOKEN: token } })
    expect(viewer).toMatchObject({ code: 7, err: expect.stringContaining("the role operator") })
    expect([none, wrong, viewer].some((x) => `${x.out}${x.err}`.includes(token))).toBe(false)
  })

  it("of a context is sent to its server alone", async () => {
    const url = await startSecured()
    const file = write("token", token)
    const config = write(
      "config.yaml",
      `current: a\ncontexts:\n  - name: a\n    server: http://127.0.0.1:9\n    tokenFile: ${file}\n`
    )
    const environment = { CAMUNDA_BACKUP_CONFIG: config }
    expect((await runCli(`list --server ${url}`, { environment })).code).toBe(7)
    expect((await runCli("list", { environment: { ...environment, CAMUNDA_BACKUP_SERVER: url } })).code).toBe(
      7
    )
  })

  it("that cannot be had is a mistake of the command line, which does not repeat it", async () => {
    const ask = (environment: Readonly<Record<string, string>>) =>
      runCli("list --server http://127.0.0.1:9", { environment })
    expect(await ask({ CAMUNDA_BACKUP_TOKEN_FILE: "/nowhere/token" })).toMatchObject({
      code: 2,
      err: expect.stringContaining("/nowhere/token")
    })
    expect(await ask({ CAMUNDA_BACKUP_TOKEN: "two words" })).toMatchObject({
      code: 2,
      err: expect.not.stringContaining("two words")
    })
    expect((await ask({ CAMUNDA_BACKUP_TOKEN_COMMAND: "exit 3" })).code).toBe(2)
    expect((await ask({ CAMUNDA_BACKUP_TOKEN: "a", CAMUNDA_BACKUP_TOKEN_FILE: "b" })).err).toContain(
      "Only one of"
    )
    const shown = await runCli("config show", { environment: { CAMUNDA_BACKUP_TOKEN: token } })
    expect(shown.out).not.toContain(token)
  })
})
