/**
 * The built command line with a proxy between it and the server. Only the proxy knows where `backup.example` is, so that an answer has come through
 * it, and its record says how.
 */
import {
  type ForwardProxyOptions,
  startBuiltServer,
  startForwardProxy
} from "@camunda-backup/testkit/processes"
import { execFile } from "node:child_process"
import { mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import path from "node:path"
import { fileURLToPath } from "node:url"
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest"
import { authority } from "./harness/authority.ts"
import { type EmulatorBackend, emulatorBackend } from "./harness/emulatorBackend.ts"

const program = fileURLToPath(new URL("../../cli-tui/dist/main.js", import.meta.url))
const entry = fileURLToPath(new URL("../dist/main.js", import.meta.url))
const password = "very-secret-of-the-proxy"

let folder: string
let backend: EmulatorBackend
let plain: Awaited<ReturnType<typeof startBuiltServer>>
let secure: Awaited<ReturnType<typeof startBuiltServer>>
let ofProxy: { readonly cert: string; readonly key: string }

const file = (name: string, text?: string): string => {
  const at = path.join(folder, name)
  if (text !== undefined) writeFileSync(at, text)
  return at
}

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), "cli-proxy-"))
  backend = await emulatorBackend()
  backend.emulator.repositories.put("r")
  const ours = await authority("ours")
  const clients = await authority("clients")
  const [own, ci] = [await ours.sign("server"), await clients.sign("ci.example")]
  ofProxy = await ours.sign("proxy")
  file("ca.pem", ours.cert)
  file("ci.pem", ci.cert)
  file("ci.key", ci.key)
  file("access.yaml", "certificates:\n  - name: pipeline\n    role: operator\n    commonName: ci.example\n")
  const environment = { CAMUNDA_BACKUP_ELASTICSEARCH_URL: backend.url, CAMUNDA_BACKUP_REPOSITORY: "r" }
  plain = await startBuiltServer({
    entry,
    environment: { ...environment, CAMUNDA_BACKUP_ALLOWED_HOSTS: "backup.example" }
  })
  secure = await startBuiltServer({
    entry,
    environment: {
      ...environment,
      CAMUNDA_BACKUP_ACCESS_FILE: file("access.yaml"),
      CAMUNDA_BACKUP_TLS_CERTIFICATE_PATH: file("server.pem", own.cert),
      CAMUNDA_BACKUP_TLS_KEY_PATH: file("server.key", own.key),
      CAMUNDA_BACKUP_TLS_CLIENT_CA_PATH: file("clients.pem", clients.cert)
    }
  })
})
afterAll(async () => {
  await plain.end()
  await secure.end()
  await backend.close()
  rmSync(folder, { recursive: true })
})

/** For the program alone: the names of the test are those of this machine. */
const resolving = `data:text/javascript,${encodeURIComponent(`
  const dns = process.getBuiltinModule("dns")
  const lookup = dns.lookup
  dns.lookup = (name, options, done) => lookup(name.endsWith(".example") ? "127.0.0.1" : name, options, done)
`)}`

const cli = (args: string, environment: Readonly<Record<string, string>>, node: ReadonlyArray<string> = []) =>
  new Promise<{ readonly code: number; readonly out: string; readonly err: string }>((resolve) => {
    const env = { PATH: process.env["PATH"] ?? "", ...environment }
    execFile(process.execPath, [...node, program, ...args.split(" ")], { env }, (error, out, err) =>
      resolve({ code: typeof error?.code === "number" ? error.code : 0, out, err })
    )
  })

const proxy = async (options: Partial<ForwardProxyOptions> = {}) => {
  const started = await startForwardProxy({
    names: { "backup.example": plain.url, "secure.backup.example": secure.url },
    ...options
  })
  onTestFinished(started.close)
  return started
}

const port = (url: string): string => new URL(url).port
const plainly = () => `--server http://backup.example:${port(plain.url)}`
const securely = () =>
  `--server https://backup.example:${port(secure.url)} --ca-file ${file("ca.pem")} --client-certificate-file ${file("ci.pem")} --client-key-file ${file("ci.key")}`

const toSecure = () => ({ names: { "backup.example": secure.url } })

/** What was asked for, without the paths: each once. */
const kinds = (asked: ReadonlyArray<string>) => [
  ...new Set(asked.map((x) => x.replace(/(?<=:\d+)\/\S+/, "")))
]
const whole = (status: number) => `GET http://backup.example:${port(plain.url)} ${status}`
const tunnel = (status: number) => `CONNECT backup.example:${port(secure.url)} ${status}`

const withUser = (url: string): string => url.replace("//", `//ops:${password}@`)

describe("the command line through a proxy", () => {
  it.each(["HTTP_PROXY", "http_proxy"])(
    "asks a server without TLS by whole addresses: %s",
    async (variable) => {
      const { asked, url } = await proxy()
      const listed = await cli(`list ${plainly()}`, { [variable]: url })
      expect(listed.code, listed.err).toBe(0)
      expect(kinds(asked)).toEqual([whole(200)])
    }
  )

  it.each(["HTTPS_PROXY", "https_proxy"])(
    "asks a server over TLS through a tunnel, with authority and certificates of its own: %s",
    async (variable) => {
      const { asked, url } = await proxy(toSecure())
      const taken = await cli(`create --component operate --wait --quiet ${securely()}`, { [variable]: url })
      expect(taken.code, taken.err).toBe(0)
      expect(taken.out).toMatch(/^\d+\n$/)
      expect(kinds(asked)).toEqual([tunnel(200)])
    }
  )

  it("asks a proxy over TLS, for both kinds of servers", async () => {
    const { asked, url } = await proxy({ tls: ofProxy, ...toSecure() })
    const secured = await cli(`list ${securely()}`, { HTTPS_PROXY: url })
    expect(secured.code, secured.err).toBe(0)
    const other = await proxy({ tls: ofProxy })
    const listed = await cli(`list ${plainly()} --ca-file ${file("ca.pem")}`, { HTTP_PROXY: other.url })
    expect(listed.code, listed.err).toBe(0)
    expect([kinds(asked), kinds(other.asked)]).toEqual([[tunnel(200)], [whole(200)]])
    const untrusted = await cli(`list ${plainly()}`, { HTTP_PROXY: other.url })
    expect(untrusted).toMatchObject({
      code: 9,
      err: expect.stringMatching(/the proxy https:.*\(HTTP_PROXY\).*certificate/)
    })
  })

  it("gives the user name and the password of the URL to the proxy, and shows them nowhere", async () => {
    const { asked, url } = await proxy({ user: `ops:${password}` })
    const listed = await cli(`list -v ${plainly()}`, { HTTP_PROXY: withUser(url) })
    expect(listed.code, listed.err).toBe(0)
    const other = await proxy({ user: `ops:${password}`, ...toSecure() })
    const secured = await cli(`list -v ${securely()}`, { HTTPS_PROXY: withUser(other.url) })
    expect(secured.code, secured.err).toBe(0)
    expect([kinds(asked), kinds(other.asked)]).toEqual([[whole(200)], [tunnel(200)]])
    expect([listed.out, listed.err, secured.out, secured.err].join("")).not.toContain(password)
  })

  it("goes past the proxy where NO_PROXY says so, and always to this machine", async () => {
    const { asked, url } = await proxy()
    const variables = { HTTP_PROXY: url, HTTPS_PROXY: url }
    for (const NO_PROXY of [
      "example",
      ".example",
      "other, backup.example",
      `backup.example:${port(plain.url)}`,
      "*"
    ]) {
      const listed = await cli(`list ${plainly()}`, { ...variables, NO_PROXY }, ["--import", resolving])
      expect(listed.code, `${NO_PROXY}: ${listed.err}`).toBe(0)
    }
    const secured = await cli(`list ${securely()}`, { ...variables, no_proxy: "backup.example" }, [
      "--import",
      resolving
    ])
    expect(secured.code, secured.err).toBe(0)
    const node = { ...variables, NODE_USE_ENV_PROXY: "1" }
    for (const environment of [variables, node])
      expect(await cli(`list --server ${plain.url}`, environment)).toMatchObject({ code: 0 })
    expect(asked).toEqual([])
    const other = await cli(`list ${plainly()}`, { ...variables, NO_PROXY: "backup.example:1" }, [
      "--import",
      resolving
    ])
    expect(other.code, other.err).toBe(0)
    expect(kinds(asked)).toEqual([whole(200)])
  })
})

describe("a proxy that fails is named, with its variable and what to do", () => {
  const both = [
    ["HTTP_PROXY", plainly, whole],
    ["HTTPS_PROXY", securely, tunnel]
  ] as const

  it.each(both)("that does not listen: %s", async (variable, server) => {
    const url = `http://ops:${password}@127.0.0.1:1`
    const refused = await cli(`create 7 ${server()}`, { [variable]: url })
    expect(refused.code).toBe(9)
    expect(refused.err).toContain(
      `the proxy http://127.0.0.1:1 (${variable}) does not answer: connect ECONNREFUSED`
    )
    expect(refused.err).toContain("NO_PROXY=backup.example")
    expect(refused.err).not.toMatch(/carried out|Is camunda-backup-server running/)
    expect(refused.err).not.toContain(password)
  })

  it.each(both)("that requires a user: %s", async (variable, server, record) => {
    const { asked, url } = await proxy({ user: "somebody:else" })
    for (const given of [url, withUser(url)]) {
      const denied = await cli(`list ${server()}`, { [variable]: given })
      expect(denied.code, denied.err).toBe(7)
      expect(denied.err).toContain(`the proxy ${url} (${variable}) requires a user name and a password`)
      expect(denied.err).toContain(`http://USER:PASSWORD@127.0.0.1:${port(url)}`)
      expect(denied.err).not.toContain(password)
    }
    expect(kinds(asked)).toEqual([record(407)])
  })

  it.each(both)("that does not reach the server: %s", async (variable, server, record) => {
    const { asked, url } = await proxy({ refuse: 502 })
    const away = await cli(`list ${server()}`, { [variable]: url })
    expect(away.code, away.err).toBe(9)
    expect(away.err).toMatch(new RegExp(`the proxy ${url} \\(${variable}\\) .*502`))
    expect(kinds(asked)).toEqual([record(502)])
  })

  it.each(both)("that does not allow the address: %s", async (variable, server) => {
    const { url } = await proxy({ refuse: 403 })
    const denied = await cli(`list ${server()}`, { [variable]: url })
    expect(denied.code, denied.err).toBe(7)
    expect(denied.err).toMatch(new RegExp(`the proxy ${url} \\(${variable}\\)`))
  })

  it("whose address is none, without repeating it", async () => {
    const wrong = await cli(`list ${plainly()}`, { HTTP_PROXY: `socks5://ops:${password}@127.0.0.1:1080` })
    expect(wrong).toMatchObject({
      code: 2,
      err: expect.stringContaining("HTTP_PROXY is not the address of a proxy")
    })
    expect(wrong.err).not.toContain(password)
  })
})
