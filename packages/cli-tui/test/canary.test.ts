/**
 * No secret in any output. Each place that can hold one holds a canary; then everything that the built server and the command line write and
 * answer is searched for it, in every form in which it could be there.
 */
import { startEmulator } from "@camunda-backup/testkit/emulator"
import { describeInstallation } from "@camunda-backup/testkit/installation"
import { mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { request } from "node:http"
import { createServer, type AddressInfo } from "node:net"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll, describe, expect, it, onTestFinished } from "vitest"
import { startRepeatingServer, ways } from "./harness/repeatingServer.ts"
import { watchServer } from "./harness/builtServer.ts"
import { runCli } from "./runCli.ts"

type Environment = Readonly<Record<string, string>>

/** One with letters only, and one with everything that ends a host, an address or a list. */
const plain = "CanaryPassword1"
const odd = "Canary/Pass:word@1,2?3#4%5"
const user = "CanaryUser7"
const oddUser = "Canary@User/7"
const apiKey = Buffer.from("CanaryKeyId:CanaryKeySecret").toString("base64")

const base64 = (text: string): string => Buffer.from(text).toString("base64")

const forms: ReadonlyArray<string> = [
  ...[plain, odd, user, oddUser].flatMap((x) => [x, encodeURIComponent(x), JSON.stringify(x).slice(1, -1)]),
  ...[user, oddUser, "elastic"].flatMap((x) => [plain, odd].map((y) => base64(`${x}:${y}`))),
  base64(`${user}:`),
  apiKey,
  // Any piece of any of them.
  "Canary"
]

const expectNone = (text: string, where: string): void => {
  for (const form of forms) {
    const at = text.indexOf(form)
    expect(at < 0 ? "" : `${where}: …${text.slice(Math.max(0, at - 200), at + 100)}…`).toBe("")
  }
}

const directory = mkdtempSync(join(tmpdir(), "camunda-backup-canary-"))
afterAll(() => rmSync(directory, { recursive: true }))
const file = (text: string): string => {
  const path = join(
    directory,
    base64(text)
      .replaceAll(/[^A-Za-z0-9]/g, "")
      .slice(-12)
      .toLowerCase()
  )
  writeFileSync(path, `${text}\n`)
  return path
}

const name = (rest: string): string => `CAMUNDA_BACKUP_ELASTICSEARCH_${rest}`
const at = (port: number, part = ""): Environment => ({ [name("URL")]: `http://${part}127.0.0.1:${port}` })

/** Configurations that start, by where the canary is. */
const places: Readonly<Record<string, (port: number) => Environment>> = {
  "the password in an address": (port) => at(port, `elastic:${plain}@`),
  "escapes in an address": (port) => at(port, `${encodeURIComponent(oddUser)}:${encodeURIComponent(odd)}@`),
  "the user in an address": (port) => at(port, `${user}:x@`),
  "the second of several addresses": (port) => ({
    [name("URL")]:
      `http://${user}:${plain}@127.0.0.1:${port},http://${user}:${plain}@127.0.0.1:${port}/prefix`
  }),
  "user name and password": (port) => ({ ...at(port), [name("USERNAME")]: user, [name("PASSWORD")]: odd }),
  "Camunda's names": (port) => ({
    CAMUNDA_OPERATE_ELASTICSEARCH_URL: `http://127.0.0.1:${port}`,
    CAMUNDA_TASKLIST_ELASTICSEARCH_USERNAME: "elastic",
    CAMUNDA_OPERATE_ELASTICSEARCH_PASSWORD: plain
  }),
  "the API key": (port) => ({ ...at(port), [name("APIKEY")]: apiKey })
}

/** The same in files, which the command line does not read by itself. */
const files: typeof places = {
  "user name and password in files": (port) => ({
    ...at(port),
    [name("USERNAME_FILE")]: file(user),
    [name("PASSWORD_FILE")]: file(odd)
  }),
  "the API key in a file": (port) => ({ ...at(port), [name("APIKEY_FILE")]: file(apiKey) })
}

const short: Environment = {
  CAMUNDA_BACKUP_REPOSITORY: "camunda",
  CAMUNDA_BACKUP_CAMUNDA_VERSION: "8.7.2",
  CAMUNDA_BACKUP_REQUEST_TIMEOUT: "2s",
  CAMUNDA_BACKUP_RETRY_BUDGET: "100ms"
}

const requests: ReadonlyArray<readonly [method: string, path: string, body?: string]> = [
  ["GET", "/actuator/backups"],
  ["GET", "/operate/actuator/backups?verbose=false"],
  ["GET", "/tasklist/actuator/backups/1"],
  ["POST", "/actuator/backups", '{"backupId":1}'],
  ["DELETE", "/actuator/backups/1"],
  ["GET", "/actuator"],
  ["GET", "/actuator/info"],
  ["GET", "/actuator/health"],
  ["GET", "/actuator/health/readiness"],
  ["GET", "/api/v1/backups"],
  ["POST", "/api/v1/backups", "{}"],
  ["GET", "/api/v1/plan"],
  ["GET", "/api/v1/check"],
  ["GET", "/api/v1/backups/operate/1"],
  ["GET", "/api/v1/backups/operate/1/attempts"],
  ["POST", "/api/v1/backups/operate/1/cancel"],
  ["POST", "/api/v1/backups/operate/1/resume"],
  ["DELETE", "/api/v1/backups/operate/1"],
  ["GET", "/nowhere"]
]

/** Status, headers and body of one request. */
const ask = (url: string, [method, path, body]: (typeof requests)[number]): Promise<string> =>
  new Promise((resolve, reject) => {
    request(`${url}${path}`, { method, headers: { "content-type": "application/json" } }, (response) => {
      let text = JSON.stringify(response.headers)
      response.on("data", (chunk: Buffer) => (text += chunk.toString()))
      response.once("end", () => resolve(`${method} ${path}: ${response.statusCode} ${text}`))
    })
      .once("error", reject)
      .end(body)
  })

/** All at once: each is bounded by itself. */
const askAll = async (url: string, where: string): Promise<void> => {
  for (const reply of await Promise.all(requests.map((x) => ask(url, x)))) expectNone(reply, where)
}

const commands = [
  "list",
  "status",
  "check",
  "get 1 --json",
  "list --json",
  "create 1 --dry-run",
  "create 1 --json",
  "delete 1 --yes",
  "attempts 1",
  "resume 1"
]

const runAll = async (environment: Environment, flags: string, where: string): Promise<void> => {
  for (const ran of await Promise.all(commands.map((x) => runCli(`${x} ${flags}`, { environment }))))
    expectNone(`${ran.out}${ran.err}`, where)
}

const showConfig = async (environment: Environment): Promise<void> => {
  for (const format of ["table", "wide", "json", "jsonl", "yaml", "name"])
    for (const flags of ["", " --direct"]) {
      const ran = await runCli(`config show -o ${format}${flags}`, { environment })
      expect(`${ran.out}${ran.err}`).not.toBe("")
      expectNone(`${ran.out}${ran.err}`, `config show -o ${format}`)
    }
}

describe("no secret in any output", { timeout: 60_000 }, () => {
  it.each(Object.entries({ ...places, ...files }))(
    "with %s, whatever repeats what it was asked with",
    async (where, environmentOf) => {
      const elasticsearch = await startRepeatingServer()
      onTestFinished(elasticsearch.close)
      const environment = { ...short, ...environmentOf(elasticsearch.port) }
      const server = await watchServer(environment)
      const { url } = server
      if (url === null) throw new Error(`it does not start: ${server.written()}`)
      for (const way of Object.keys(ways)) {
        elasticsearch.answer(way)
        await askAll(url, `${where}; ${way}`)
        await runAll({}, `--server ${url}`, `${where}; ${way}; the command line`)
        if (where in places) await runAll(environment, "--direct", `${where}; ${way}; --direct`)
      }
      expect([...elasticsearch.seen].some((x) => x !== "")).toBe(true)
      await showConfig(environment)
      expect(await server.end()).toEqual({ code: 0, signal: null })
      expectNone(server.written(), `${where}; the log`)
    }
  )

  it.each(Object.entries({ ...places, ...files }))(
    "with %s, when all is well",
    async (where, environmentOf) => {
      const emulator = await startEmulator()
      onTestFinished(emulator.close)
      emulator.repositories.put("camunda")
      for (const { name: index, aliases, mappings, settings } of describeInstallation({}).indices)
        emulator.indices.create(index, { aliases, mappings, settings })
      const environment = { ...short, ...environmentOf(Number(new URL(emulator.url).port)) }
      const server = await watchServer(environment)
      const { url } = server
      if (url === null) throw new Error(`it does not start: ${server.written()}`)
      await runAll({}, `--server ${url}`, where)
      await askAll(url, where)
      await emulator.stop()
      await askAll(url, `${where}; Elasticsearch is down`)
      expect(await server.end()).toEqual({ code: 0, signal: null })
      expectNone(server.written(), `${where}; the log`)
    }
  )

  const taken = { CAMUNDA_BACKUP_ELASTICSEARCH_URL: "http://127.0.0.1:1" }
  it.each<readonly [string, Environment]>([
    ["a second address without scheme", { [name("URL")]: `https://elastic:${plain}@es-1:9200,es-2:9200` }],
    ["a first address without scheme", { [name("URL")]: `elastic:${plain}@es-1:9200,https://es-2:9200` }],
    ["a password without escapes", { [name("URL")]: `https://elastic:${odd}@es-1:9200` }],
    ["a password with a slash", { [name("URL")]: `https://elastic:Canary/x@es-1:9200` }],
    ["a password like a port", { [name("URL")]: `https://elastic:12/Canary@es-1:9200` }],
    ["a password with a comma", { [name("URL")]: `https://elastic:12,Canary@es-1:9200` }],
    ["a percent sign", { [name("URL")]: `https://elastic:Canary%@es-1:9200` }],
    ["a user without a password in an address", { [name("URL")]: `https://${user}@es-1:9200` }],
    ["a query", { [name("URL")]: `https://es-1:9200?password=Canary` }],
    ["another scheme", { [name("URL")]: `ftp://elastic:${plain}@es-1:9200` }],
    [
      "names that contradict each other",
      { [name("URL")]: `http://a:${plain}@es`, CAMUNDA_OPERATE_ELASTICSEARCH_URL: `http://b:${plain}@es` }
    ],
    [
      "passwords that contradict each other",
      {
        ...taken,
        [name("USERNAME")]: user,
        [name("PASSWORD")]: plain,
        CAMUNDA_OPERATE_ELASTICSEARCH_PASSWORD: odd
      }
    ],
    ["a password without a user", { ...taken, [name("PASSWORD")]: plain }],
    ["a user without a password", { ...taken, [name("USERNAME")]: user }],
    [
      "a user and an API key",
      { ...taken, [name("USERNAME")]: user, [name("PASSWORD")]: plain, [name("APIKEY")]: apiKey }
    ],
    ["a secret and its file", { ...taken, [name("APIKEY")]: apiKey, [name("APIKEY_FILE")]: file(apiKey) }],
    ["a secret where its file belongs", { ...taken, [name("PASSWORD_FILE")]: plain }],
    ["a user where its file belongs", { ...taken, [name("USERNAME_FILE")]: user }],
    [
      "an authority that is none",
      { ...taken, [name("USERNAME")]: user, [name("PASSWORD")]: plain, [name("CA_FILE")]: "/Canary" }
    ],
    [
      "something else that is wrong",
      { [name("URL")]: `http://${user}:${plain}@127.0.0.1:1`, CAMUNDA_BACKUP_REQUEST_TIMEOUT: "30d" }
    ]
  ])("the server does not start for %s, and nothing is said of the secret", async (where, environment) => {
    const server = await watchServer({ ...short, ...environment })
    await server.end("SIGKILL")
    expect(server.url).toBeNull()
    expect(server.written()).toContain("CAMUNDA_BACKUP_")
    expectNone(server.written(), where)
    await showConfig(environment)
    await runAll({ ...short, ...environment }, "--direct", where)
  })

  it("the server does not start where its port is taken", async () => {
    const other = createServer()
    await new Promise<void>((resolve) => other.listen(0, "127.0.0.1", resolve))
    onTestFinished(() => void other.close())
    const { port } = other.address() as AddressInfo
    const server = await watchServer({
      ...short,
      ...at(1, `${user}:${plain}@`),
      CAMUNDA_BACKUP_PORT: String(port)
    })
    expect(server.url).toBeNull()
    expect(await server.end()).toEqual({ code: 2, signal: null })
    expect(server.written()).toContain("CAMUNDA_BACKUP_PORT")
    expectNone(server.written(), "the port is taken")
  })

  it.each([
    `http://elastic:${plain}@es`,
    `elastic:${plain}@es:9600`,
    `http://elastic:Canary/x@es`,
    `http://elastic:12/Canary@es`,
    `http://es?Canary`
  ])("CAMUNDA_BACKUP_SERVER=%s", async (text) => {
    await runAll({ CAMUNDA_BACKUP_SERVER: text }, "", text)
    await runAll({}, `--server ${text}`, text)
    expect(text).toContain("Canary")
    const shown = await runCli("config show --direct", { environment: { CAMUNDA_BACKUP_SERVER: text } })
    expectNone(`${shown.out}${shown.err}`, text)
  })
})
