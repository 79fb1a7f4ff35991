/** TLS of the port: real certificates over real sockets, renewed while it is served, and clients that prove themselves with their own. */
import express from "express"
import { mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { request } from "node:https"
import { tmpdir } from "node:os"
import type { TLSSocket } from "node:tls"
import path from "node:path"
import { afterAll, beforeAll, expect, it, onTestFinished, vi } from "vitest"
import { access } from "../src/access/access.ts"
import { readAccess } from "../src/access/accessFile.ts"
import { ofFile } from "../src/access/AccessPolicy.ts"
import { identityOf } from "../src/access/identities.ts"
import { readTls, type TlsFiles } from "../src/access/tls.ts"
import { type Listening, listen } from "../src/listen.ts"
import { Result } from "effect"
import { authority, type Authority, type Pem } from "./harness/authority.ts"

let folder: string
let ours: Authority
let others: Authority

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), "tls-"))
  ours = await authority("ours")
  others = await authority("others")
})
afterAll(() => rmSync(folder, { recursive: true }))

const write = (name: string, text: string): string => {
  const file = path.join(folder, name)
  writeFileSync(file, text)
  return file
}

const serve = async (pem: Pem, more: Partial<TlsFiles> = {}) => {
  const files: TlsFiles = {
    certificate: write("cert.pem", pem.cert),
    key: write("key.pem", pem.key),
    clientCa: null,
    minVersion: "TLSv1.2",
    ...more
  }
  const told: Array<string | null> = []
  const policy = Result.getOrThrow(
    ofFile(
      write(
        "access.yaml",
        "certificates:\n  - name: pipeline\n    role: operator\n    commonName: ci.example\n"
      ),
      () => {},
      () => {}
    )
  )
  const app = express()
    .use(access(policy, "operate"))
    .use((incoming, response) => void response.end(identityOf(incoming)?.name ?? "nobody"))
  const server: Listening = await listen(app, "127.0.0.1", 0, {
    keepAliveMillis: 1000,
    log: () => {},
    tls: { files, told: (x) => told.push(x) }
  })
  onTestFinished(() => server.close(100))
  return { url: server.url, files, told }
}

interface Seen {
  readonly status: number
  readonly text: string
  readonly by: string
}

const get = (url: string, options: Readonly<Record<string, unknown>> = {}): Promise<Seen> =>
  new Promise((resolve, reject) => {
    const outgoing = request(url, { ca: ours.cert, agent: false, ...options }, (incoming) => {
      const by = (incoming.socket as TLSSocket).getPeerCertificate().subject.CN
      let text = ""
      incoming.setEncoding("utf8").on("data", (x: string) => (text += x))
      incoming.on("end", () => resolve({ status: incoming.statusCode ?? 0, text, by: String(by) }))
    })
    outgoing.on("error", reject)
    outgoing.end()
  })

const health = "/actuator/health/liveness"

it("is spoken with the certificate of the files, from the least version on", async () => {
  const { url } = await serve(await ours.sign("one"), { minVersion: "TLSv1.3" })
  expect(url).toMatch(/^https:/)
  expect(await get(`${url}${health}`)).toMatchObject({ status: 200, by: "one" })
  await expect(get(`${url}${health}`, { maxVersion: "TLSv1.2" })).rejects.toThrow(/protocol version/i)
  await expect(get(`${url}${health}`, { ca: others.cert })).rejects.toThrow(/certificate/i)
})

it("goes over to a renewed certificate, and keeps the one before while the new one cannot be used", async () => {
  vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] })
  onTestFinished(() => void vi.useRealTimers())
  const { files, told, url } = await serve(await ours.sign("one", new Date(Date.now() + 60_000)))
  writeFileSync(files.certificate, "half a certificate")
  vi.advanceTimersByTime(5000)
  expect(told).toEqual([expect.stringContaining("cert.pem")])
  expect((await get(`${url}${health}`)).by).toBe("one")
  const next = await ours.sign("two")
  writeFileSync(files.certificate, next.cert)
  writeFileSync(files.key, next.key)
  vi.advanceTimersByTime(5000)
  expect(told).toEqual([expect.stringContaining("cert.pem"), null])
  expect((await get(`${url}${health}`)).by).toBe("two")
})

it("proves who a client is by a certificate that is signed, named and valid, and by no other", async () => {
  const { url } = await serve(await ours.sign("one"), { clientCa: write("ca.pem", ours.cert) })
  const as = async (pem: Pem | null) =>
    get(`${url}/api/v1/backups`, pem === null ? {} : { cert: pem.cert, key: pem.key })
  expect(await as(await ours.sign("ci.example"))).toMatchObject({ status: 200, text: "pipeline" })
  expect((await as(null)).status).toBe(401)
  expect((await as(await ours.sign("somebody"))).status).toBe(401)
  expect((await as(await others.sign("ci.example"))).status).toBe(401)
  expect((await as(await ours.sign("ci.example", new Date(Date.now() - 1000)))).status).toBe(401)
})

it("refuses files that do not fit at the start, and says which", async () => {
  const [one, two] = [await ours.sign("one"), await ours.sign("two")]
  const read = readTls({
    certificate: write("one.pem", one.cert),
    key: write("two.pem", two.key),
    clientCa: null,
    minVersion: "TLSv1.2"
  })
  expect(Result.isFailure(read) ? read.failure : "").toMatch(/one\.pem, .*two\.pem: /)
  expect(Result.isSuccess(readAccess("certificates: []"))).toBe(true)
})
