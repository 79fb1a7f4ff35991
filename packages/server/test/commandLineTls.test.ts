/** The built command line before a server over TLS: an authority of its own, a certificate that says who asks, and what is said when they do not fit. */
import { startBuiltServer } from "@camunda-backup/testkit/processes"
import { execFile } from "node:child_process"
import { mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import path from "node:path"
import { fileURLToPath } from "node:url"
import { afterAll, beforeAll, expect, it } from "vitest"
import { authority } from "./harness/authority.ts"
import { type EmulatorBackend, emulatorBackend } from "./harness/emulatorBackend.ts"

const program = fileURLToPath(new URL("../../cli-tui/dist/main.js", import.meta.url))
const entry = fileURLToPath(new URL("../dist/main.js", import.meta.url))

let folder: string
let backend: EmulatorBackend
let server: Awaited<ReturnType<typeof startBuiltServer>>

const file = (name: string, text?: string): string => {
  const at = path.join(folder, name)
  if (text !== undefined) writeFileSync(at, text)
  return at
}

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), "cli-tls-"))
  backend = await emulatorBackend()
  backend.emulator.repositories.put("r")
  const ours = await authority("ours")
  const clients = await authority("clients")
  const own = await ours.sign("server")
  const ci = await clients.sign("ci.example")
  file("ca.pem", ours.cert)
  file("ci.pem", ci.cert)
  file("ci.key", ci.key)
  file("server.pem", own.cert)
  file("server.key", own.key)
  file("clients.pem", clients.cert)
  file("access.yaml", "certificates:\n  - name: pipeline\n    role: operator\n    commonName: ci.example\n")
  server = await startBuiltServer({
    entry,
    environment: {
      CAMUNDA_BACKUP_ELASTICSEARCH_URL: backend.url,
      CAMUNDA_BACKUP_REPOSITORY: "r",
      CAMUNDA_BACKUP_ACCESS_FILE: file("access.yaml"),
      CAMUNDA_BACKUP_TLS_CERTIFICATE_PATH: file("server.pem"),
      CAMUNDA_BACKUP_TLS_KEY_PATH: file("server.key"),
      CAMUNDA_BACKUP_TLS_CLIENT_CA_PATH: file("clients.pem")
    }
  })
})
afterAll(async () => {
  await server.end()
  await backend.close()
  rmSync(folder, { recursive: true })
})

const cli = (args: ReadonlyArray<string>, environment: Readonly<Record<string, string>> = {}) =>
  new Promise<{ readonly code: number; readonly out: string; readonly err: string }>((resolve) => {
    const env = { PATH: process.env["PATH"] ?? "", CAMUNDA_BACKUP_SERVER: server.url, ...environment }
    execFile(process.execPath, [program, ...args], { env }, (error, out, err) =>
      resolve({ code: typeof error?.code === "number" ? error.code : 0, out, err })
    )
  })

const ca = () => ["--ca-file", file("ca.pem")]
const client = () => ["--client-certificate-file", file("ci.pem"), "--client-key-file", file("ci.key")]

it("is let in by its certificate, with flags, variables or a context", async () => {
  const taken = await cli(["create", "--component", "operate", "--wait", ...ca(), ...client()])
  expect(taken.code, taken.err).toBe(0)
  const variables = {
    CAMUNDA_BACKUP_CA_FILE: file("ca.pem"),
    CAMUNDA_BACKUP_CLIENT_CERTIFICATE_FILE: file("ci.pem"),
    CAMUNDA_BACKUP_CLIENT_KEY_FILE: file("ci.key")
  }
  const listed = await cli(["list", "--component", "operate", "-o", "name"], variables)
  expect(listed.code, listed.err).toBe(0)
  expect(listed.out).toMatch(/^\d+\n$/)
  expect(listed.err).not.toContain("is not a setting")
  const context = `current: a\ncontexts:\n  - name: a\n    server: ${server.url}\n    caFile: ${file("ca.pem")}\n    clientCertificateFile: ${file("ci.pem")}\n    clientKeyFile: ${file("ci.key")}\n`
  const byContext = await cli(["status"], {
    CAMUNDA_BACKUP_SERVER: "",
    CAMUNDA_BACKUP_CONFIG: file("config.yaml", context)
  })
  expect(byContext.out).toContain("last good backup")
})

it("says what does not fit", async () => {
  const unknown = await cli(["list"])
  expect([unknown.code, unknown.err]).toEqual([9, expect.stringMatching(/certificate|issuer/)])
  const nobody = await cli(["list", ...ca()])
  expect(nobody.code).toBe(7)
  const half = await cli(["list", ...ca(), "--client-key-file", file("ci.key")])
  expect([half.code, half.err]).toEqual([2, expect.stringContaining("go together")])
  const missing = await cli(["list", "--ca-file", file("nowhere.pem")])
  expect([missing.code, missing.err]).toEqual([2, expect.stringContaining("ENOENT")])
  const mixed = await cli([
    "list",
    ...ca(),
    "--client-certificate-file",
    file("ci.pem"),
    "--client-key-file",
    file("server.key")
  ])
  expect([mixed.code, mixed.err]).toEqual([2, expect.stringContaining("belong together")])
  expect(mixed.err).not.toContain("PRIVATE KEY")
})
