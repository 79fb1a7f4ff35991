/**
 * Seeded requests of any kind, with and without credentials, over raw sockets: what must hold whatever is sent. `FUZZ_REQUESTS` makes more of them for each
 * kind of caller, `FUZZ_SEED` others.
 */
import { type SeededRandom, seededRandom } from "@camunda-backup/testkit/installation"
import { Result } from "effect"
import { mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import path from "node:path"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { hashOf } from "../src/access/accessFile.ts"
import { ofFile } from "../src/access/AccessPolicy.ts"
import { rows } from "../src/access/routeRules.ts"
import { type Answer, exchange } from "./fuzz/exchange.ts"
import { type Credentials, type FuzzRequest, fuzzRequest } from "./fuzz/requests.ts"
import { type EmulatorBackend, emulatorBackend } from "./harness/emulatorBackend.ts"
import { create, send } from "./harness/http.ts"
import { startServer, type TestServer } from "./harness/server.ts"
import { isState, until } from "./harness/until.ts"

const seed = process.env["FUZZ_SEED"] ?? "camunda-backup"
const count = Number(process.env["FUZZ_REQUESTS"] ?? 300)

const tokens = { viewer: "cbk_viewer", operator: "cbk_operator", admin: "cbk_admin" } as const

let backend: EmulatorBackend
let server: TestServer
const rejections: Array<unknown> = []
const folder = mkdtempSync(path.join(tmpdir(), "fuzz-"))
const onRejection = (reason: unknown): void => void rejections.push(reason)

beforeAll(async () => {
  process.on("unhandledRejection", onRejection)
  backend = await emulatorBackend()
  backend.emulator.repositories.put("r")
  const file = path.join(folder, "access.yaml")
  const entries = Object.entries(tokens).map(
    ([role, token]) => `  - name: ${role}\n    role: ${role}\n    sha256: ${hashOf(token)}\n`
  )
  writeFileSync(file, `tokens:\n${entries.join("")}`)
  const policy = Result.getOrThrow(
    ofFile(
      file,
      () => {},
      () => {}
    )
  )
  const settings = {
    repository: "r",
    watchWrites: "10 millis",
    masterTimeout: "500 millis",
    retryBudget: "1 second"
  } as const
  const open = await startServer(backend.url, settings)
  await create(open.url, "/operate/actuator/backups", 1)
  await until(() => send(open.url, "GET", "/operate/actuator/backups/1"), isState("COMPLETED"))
  await open.close()
  server = await startServer(backend.url, settings, undefined, policy)
})
afterAll(async () => {
  process.off("unhandledRejection", onRejection)
  await server.close()
  await backend.close()
  rmSync(folder, { recursive: true })
})

const basic = (text: string): string => `Basic ${Buffer.from(text).toString("base64")}`

/** Nobody that the file knows. */
const nobody: Credentials = (random) => {
  const one = random.pick([
    "Bearer",
    "Bearer ",
    "Bearer x",
    "Bearer cbk_admin x",
    `Bearer ${tokens.admin}x`,
    `Bearer ${tokens.admin.toUpperCase()}`,
    `Token ${tokens.admin}`,
    tokens.admin,
    "Bearer \u{e9}",
    `Bearer ${"a".repeat(5000)}`,
    "Bearer eyJhbGciOiJub25lIn0.eyJyb2xlIjoiYWRtaW4ifQ.",
    "Bearer ..",
    basic("admin"),
    basic("admin:"),
    basic(`viewer:${tokens.admin}`),
    basic(`:${tokens.admin}`),
    `Basic ${tokens.admin}`,
    "Basic ====",
    "Digest username=admin"
  ])
  switch (random.integer(4)) {
    case 0:
      return []
    case 1:
      // Two of them: programs differ in which one counts, so that none of them may.
      return [`Authorization: ${one}`, `Authorization: Bearer ${tokens.admin}`]
    case 2:
      return [`X-Authorization: Bearer ${tokens.admin}`, `Proxy-Authorization: Bearer ${tokens.admin}`]
    default:
      return [`Authorization: ${one}`]
  }
}

const as =
  (role: keyof typeof tokens): Credentials =>
  (random) => [
    random.pick([
      `Authorization: Bearer ${tokens[role]}`,
      `authorization: bearer ${tokens[role]}`,
      `AUTHORIZATION: ${basic(`${role}:${tokens[role]}`)}`
    ])
  ]

interface Seen {
  readonly request: FuzzRequest
  readonly answers: ReadonlyArray<Answer>
}

/** Some at a time, as clients come. */
const ask = async (caller: string, credentials: Credentials): Promise<ReadonlyArray<Seen>> => {
  const random: SeededRandom = seededRandom(`${seed} ${caller}`)
  const requests = Array.from({ length: count }, () => fuzzRequest(random, credentials))
  const seen: Array<Seen> = []
  const next = async (): Promise<void> => {
    for (let request = requests.shift(); request !== undefined; request = requests.shift()) {
      const { bytes, cut, method } = request
      // oxlint-disable-next-line no-await-in-loop -- one after the other on each of the connections
      const answers = await exchange(server.url, bytes, method, cut).catch((error: unknown) => {
        throw new Error(`FUZZ_SEED=${seed} ${JSON.stringify(bytes.toString("latin1").slice(0, 600))}`, {
          cause: error
        })
      })
      seen.push({ request, answers })
    }
  }
  await Promise.all(Array.from({ length: 8 }, next))
  return seen
}

/** Enough of it to see what was sent. */
const shown = ({ answers, request }: Seen): string =>
  JSON.stringify([
    request.bytes.toString("latin1").slice(0, 500),
    answers.map((x) => [x.status, x.body.slice(0, 300)])
  ])

const breaking = (all: ReadonlyArray<Seen>, law: (answer: Answer, request: FuzzRequest) => boolean) =>
  all.filter((x) => x.answers.some((y) => !law(y, x.request))).map(shown)

const problemOf = ({ body, headers }: Answer): Readonly<Record<string, unknown>> | null => {
  if (headers.get("content-type") !== "application/problem+json") return null
  try {
    return JSON.parse(body) as Readonly<Record<string, unknown>>
  } catch {
    return null
  }
}

const isDefect = (answer: Answer): boolean =>
  answer.status === 500 && /An internal error happened/.test(answer.body)

/** Health says so with 503; what else is 5xx is a problem of Elasticsearch, which is in the tables. */
const isDeclared = (answer: Answer, { method }: FuzzRequest): boolean =>
  answer.status < 500 ||
  method === "HEAD" ||
  (!isDefect(answer) && (problemOf(answer) !== null || /"status":"(UP|DOWN)"/.test(answer.body)))

/** What Elasticsearch has: indices, templates and snapshots, in one text. */
const state = async (): Promise<string> => {
  const paths = [
    "/_cat/indices?h=index,uuid,status,docs.count&s=index",
    "/_snapshot/r/_all",
    "/_index_template"
  ]
  const texts = await Promise.all(paths.map(async (x) => (await fetch(`${backend.url}${x}`)).text()))
  return texts.join("\n")
}

/** They ask with POST; the check has the repository verified, which leaves nothing. */
const asking = /\/_(search|mget|count|field_caps|has_privileges|verify)$/

/** Requests to Elasticsearch that can change something. */
const changes = (): ReadonlyArray<string> =>
  backend.emulator.requests.all
    .filter((x) => !["GET", "HEAD"].includes(x.method) && !asking.test(x.path))
    .map((x) => `${x.method} ${x.path}`)

const held = async (all: ReadonlyArray<Seen>): Promise<void> => {
  expect(breaking(all, isDeclared)).toEqual([])
  expect(server.logs.filter((x) => x["message"] === "defect")).toEqual([])
  expect((await send(server.url, "GET", "/actuator/health/liveness")).status).toBe(200)
  expect(rejections).toEqual([])
  // Most were answered: what is cut off may have nobody left to answer to.
  const unanswered = all.filter((x) => x.answers.length === 0 && !x.request.cut)
  expect(unanswered.map(shown)).toEqual([])
}

const open = new Set(rows.filter((x) => x.needs === "anybody").map((x) => x.path))

const isOpen = ({ target }: FuzzRequest): boolean =>
  open.has(target.replace(/^http:\/\/[^/]*/, "").split(/[?#]/)[0] ?? "")

/** What a parser or the frame refuses of anybody. */
const beforeAccess = new Set([400, 408, 413, 431])

const shapeOf = (answer: Answer): string =>
  JSON.stringify([
    answer.headers.get("content-type") === "text/html; charset=utf-8"
      ? "page"
      : Object.keys(problemOf(answer) ?? {}),
    answer.headers.get("www-authenticate") ?? null
  ])

/** As many as are asked for. */
const timeout = 20_000 + 50 * count

describe(`${count} requests of any kind (FUZZ_SEED=${seed})`, { timeout }, () => {
  it("tell nobody anything, and change nothing", async () => {
    const before = await state()
    backend.emulator.requests.clear()
    const all = await ask("nobody", nobody)
    await held(all)
    const isRefused = (x: Answer, request: FuzzRequest): boolean =>
      isOpen(request) ||
      x.status === 401 ||
      beforeAccess.has(x.status) ||
      isForeign(x) ||
      request.method === "CONNECT"
    expect(breaking(all, isRefused)).toEqual([])
    const refusals = all.flatMap((x) =>
      x.answers.filter((y) => y.status === 401 && x.request.method !== "HEAD")
    )
    expect(refusals.length).toBeGreaterThan(count / 3)
    // Of /api/v1, of the rest, and of the page for a browser.
    expect(new Set(refusals.map(shapeOf)).size).toBeLessThanOrEqual(3)
    expect(new Set(refusals.map((x) => x.headers.get("www-authenticate"))).size).toBe(1)
    expect(changes()).toEqual([])
    expect(await state()).toBe(before)
  })

  it("change nothing for a viewer", async () => {
    const before = await state()
    backend.emulator.requests.clear()
    const all = await ask("viewer", as("viewer"))
    await held(all)
    expect(breaking(all, (x) => x.status !== 401)).toEqual([])
    expect(all.some((x) => x.answers.some((y) => y.status === 200))).toBe(true)
    const shapes = all.flatMap((x) =>
      x.answers.filter((y) => y.status === 403 && x.request.method !== "HEAD")
    )
    expect(shapes.length).toBeGreaterThan(count / 20)
    expect(new Set(shapes.map(shapeOf)).size).toBeLessThanOrEqual(3)
    expect(changes()).toEqual([])
    expect(await state()).toBe(before)
  })

  it("delete no backup and no index of Camunda for an operator", async () => {
    backend.emulator.requests.clear()
    const all = await ask("operator", as("operator"))
    await held(all)
    expect(breaking(all, (x) => x.status !== 401)).toEqual([])
    const deleted = changes().filter(
      (x) => x.startsWith("DELETE ") && !/^DELETE \/(drill-|camunda-backup-journal)/.test(x)
    )
    expect(deleted).toEqual([])
    const restored = backend.emulator.requests.all.filter((x) => x.path.endsWith("/_restore"))
    expect(restored.filter((x) => !x.body.includes("drill-"))).toEqual([])
  })

  it("are never refused to an admin for want of a role", async () => {
    const all = await ask("admin", as("admin"))
    await held(all)
    expect(breaking(all, (x) => x.status !== 401 && (x.status !== 403 || isForeign(x)))).toEqual([])
  })
})

/** From a page of another site: whoever asks. */
const isForeign = (answer: Answer): boolean => answer.status === 403 && /another site/.test(answer.body)
