/** Secrets in files, with `--direct` as with the server. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { createServer } from "node:http"
import type { AddressInfo } from "node:net"
import { afterAll, describe, expect, it, onTestFinished } from "vitest"
import { runCli } from "../runCli.ts"

const directory = mkdtempSync(join(tmpdir(), "camunda-backup-secrets-"))
afterAll(() => rmSync(directory, { recursive: true }))

const file = (text: string): string => {
  const path = join(mkdtempSync(join(directory, "x-")), "secret")
  writeFileSync(path, `${text}\n`)
  return path
}

/** Lets nobody in, repeats what it was sent, and remembers it. */
const startDoor = async () => {
  const authorizations = new Set<string>()
  const door = createServer((incoming, response) => {
    const sent = incoming.headers.authorization ?? ""
    authorizations.add(sent)
    const body = { error: { type: "security_exception", reason: `not with ${sent}` }, status: 401 }
    response
      .writeHead(401, { "content-type": "application/json", "x-elastic-product": "Elasticsearch" })
      .end(JSON.stringify(body))
  })
  await new Promise<void>((resolve) => door.listen(0, "127.0.0.1", resolve))
  onTestFinished(() => void door.close())
  const url = `http://127.0.0.1:${(door.address() as AddressInfo).port}`
  return { authorizations, url }
}

const name = (rest: string): string => `CAMUNDA_BACKUP_ELASTICSEARCH_${rest}`

describe("--direct with secrets in files", () => {
  const apiKey = btoa("id:K3y-in-a-file")

  it.each<readonly [what: string, settings: Record<string, string>, sent: string]>([
    [
      "a password",
      { [name("USERNAME")]: "elastic", [name("PASSWORD_FILE")]: file("S3cret-in-a-file") },
      `Basic ${btoa("elastic:S3cret-in-a-file")}`
    ],
    [
      "a user name and a password",
      { [name("USERNAME_FILE")]: file("u-in-a-file"), [name("PASSWORD_FILE")]: file("S3cret-in-a-file") },
      `Basic ${btoa("u-in-a-file:S3cret-in-a-file")}`
    ],
    ["an API key", { [name("APIKEY_FILE")]: file(apiKey) }, `ApiKey ${apiKey}`]
  ])("sends %s, and never shows it", async (_what, settings, sent) => {
    const { authorizations, url } = await startDoor()
    const environment = {
      [name("URL")]: url,
      CAMUNDA_BACKUP_CAMUNDA_VERSION: "8.7.2",
      CAMUNDA_BACKUP_REPOSITORY: "backups",
      ...settings
    }
    const { code, err, out } = await runCli("list --direct", { environment })
    expect(code).toBe(7)
    expect([...authorizations]).toEqual([sent])
    expect(`${out}${err}`).not.toMatch(/in-a-file/)
    expect(err).not.toContain(sent)
  })

  it("reads the certificate that Operate's own setting names", async () => {
    const environment = {
      [name("URL")]: "https://127.0.0.1:9",
      CAMUNDA_BACKUP_CAMUNDA_VERSION: "8.7.2",
      CAMUNDA_OPERATE_ELASTICSEARCH_SSL_CERTIFICATEPATH: file("no certificate")
    }
    const { code, err } = await runCli("list --direct", { environment })
    expect(code).toBe(2)
    expect(err).toContain("CAMUNDA_BACKUP_ELASTICSEARCH_CA")
    expect(err).toContain("expected certificates in PEM text")
  })

  it.each([
    ["names a file that cannot be read", { [name("PASSWORD_FILE")]: "/nowhere/S3cret" }, "cannot be read"],
    ["is set in both ways", { [name("APIKEY_FILE")]: "/x", [name("APIKEY")]: "k" }, "are both set"]
  ])("says which setting %s", async (_what, settings, expected) => {
    const environment = { [name("URL")]: "http://127.0.0.1:9", ...settings }
    const { code, err } = await runCli("list --direct", { environment })
    expect(code).toBe(2)
    expect(err).toContain(expected)
    expect(err).toContain("_FILE")
    expect(err).not.toContain("S3cret")
  })

  it("reads no files where a server is asked", async () => {
    const environment = { [name("PASSWORD_FILE")]: "/nowhere" }
    const { code, err } = await runCli("list --server http://127.0.0.1:9", { environment })
    expect(code).toBe(9)
    expect(err).not.toContain("_FILE")
  })
})
