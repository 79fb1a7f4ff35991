/** The certificate of the port ends while the built server runs: who asks is warned before, and a renewed one is served without a restart. */
import { startBuiltServer } from "@camunda-backup/testkit/processes"
import { mkdtempSync, renameSync, rmSync, writeFileSync } from "node:fs"
import { get } from "node:https"
import { tmpdir } from "node:os"
import path from "node:path"
import { fileURLToPath } from "node:url"
import { expect, it, onTestFinished } from "vitest"
import { authority, type Pem } from "./harness/authority.ts"
import { send } from "./harness/http.ts"

const entry = fileURLToPath(new URL("../dist/main.js", import.meta.url))

/** What a client gets that trusts this authority and no ended certificate: a status, or the code of its error. */
const ask = (url: string, ca: string): Promise<number | string> =>
  new Promise((resolve) => {
    get(`${url}/actuator/health/liveness`, { agent: false, ca }, (response) => {
      response.resume()
      response.on("end", () => resolve(response.statusCode ?? 0))
    }).on("error", (error) => resolve("code" in error ? String(error.code) : error.message))
  })

it("clients refuse it after its end, and take the next one from the same server", async () => {
  const folder = mkdtempSync(path.join(tmpdir(), "expired-"))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const at = (name: string): string => path.join(folder, name)
  /** As a renewal does: there is never half a file. */
  const put = (pem: Pem): void => {
    for (const [name, text] of [
      ["key.pem", pem.key],
      ["cert.pem", pem.cert]
    ] as const) {
      writeFileSync(at(`${name}.new`), text)
      renameSync(at(`${name}.new`), at(name))
    }
  }
  const ours = await authority("ours")
  const ends = Math.ceil(Date.now() / 1000 + 5) * 1000
  put(await ours.sign("server", new Date(ends)))
  const server = await startBuiltServer({
    entry,
    environment: {
      CAMUNDA_BACKUP_ELASTICSEARCH_URL: "http://127.0.0.1:1",
      CAMUNDA_BACKUP_TLS_CERTIFICATE_PATH: at("cert.pem"),
      CAMUNDA_BACKUP_TLS_KEY_PATH: at("key.pem"),
      CAMUNDA_BACKUP_MANAGEMENT_PORT: "0"
    }
  })
  onTestFinished(async () => void (await server.end()))
  const lines = () =>
    server
      .written()
      .split("\n")
      .filter((x) => x.startsWith("{"))
      .map((x): Readonly<Record<string, unknown>> => JSON.parse(x))
  const said = (level: string) =>
    lines().filter((x) => x["level"] === level && /certificate/.test(String(x["message"])))
  const management = String(lines().find((x) => x["message"] === "listening")?.["management"])
  const expiry = async () =>
    Number(
      /^camunda_backup_tls_certificate_expiry_timestamp_seconds (\S+)$/m.exec(
        (await send(management, "GET", "/metrics")).text
      )?.[1]
    )

  expect(await ask(server.url, ours.cert)).toBe(200)
  expect(await expiry()).toBe(ends / 1000)
  expect(said("warn")).toMatchObject([{ expiresAt: new Date(ends).toISOString() }])

  await expect.poll(() => ask(server.url, ours.cert), { timeout: 15_000 }).toBe("CERT_HAS_EXPIRED")
  expect(Date.now()).toBeGreaterThan(ends)
  await expect.poll(() => said("error"), { timeout: 5000 }).toHaveLength(1)

  put(await ours.sign("server", new Date(ends + 20 * 3_600_000)))
  await expect.poll(() => ask(server.url, ours.cert), { timeout: 15_000 }).toBe(200)
  expect(await expiry()).toBeGreaterThan(ends / 1000)
  expect([said("warn").length, said("error").length]).toEqual([1, 1])
})
