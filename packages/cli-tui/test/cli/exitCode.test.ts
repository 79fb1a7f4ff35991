import { describe, expect, it } from "vitest"
import { combined, meanings } from "../../src/cli/errors/exitCode.ts"
import { at, created, details, post, refusal } from "../apiBodies.ts"
import { completed, id } from "../bodies.ts"
import { runCli } from "../runCli.ts"
import { type Answer, type Answers, closedAddress, startServer } from "../startServer.ts"

const notFound = refusal(404, "backup-not-found", { backupId: id, ended: null })
const exists = refusal(409, "backup-exists", { backupId: id, snapshots: [] })
const running = refusal(409, "backup-running", { component: "operate" })
const away = refusal(503, "elasticsearch-unavailable", {
  operation: "searching for snapshots",
  reason: "Gone.",
  ambiguous: false
})
const unconfigured = refusal(500, "repository-not-configured")

describe("the exit code", () => {
  it.each<[number, string, string, Answer]>([
    [4, "get", "GET", notFound],
    [4, "delete --yes", "DELETE", notFound],
    [5, "create", "POST", exists],
    [5, "create", "POST", running],
    [9, "get", "GET", away],
    [9, "create", "POST", away],
    [9, "get", "GET", { status: 503, body: "<html>Service Unavailable</html>" }],
    [4, "get", "GET", unconfigured],
    [1, "get", "GET", refusal(500, "internal-error", {}, "It is broken.")],
    [1, "get", "GET", { status: 200, body: "<html>Hello</html>" }],
    [1, "delete --yes", "DELETE", { status: 404, body: "" }]
  ])("is %i: %s, %s answered %o", async (code, command, method, answer) => {
    const create = answer.body?.startsWith("{") === true ? created({ operate: answer }) : answer
    const answers = method === "POST" ? { [post]: create } : { [`${method} ${at("operate")}`]: answer }
    const { url } = await startServer(answers)
    const ran = await runCli(`${command} ${id} --component operate --server ${url}`)
    expect(ran).toMatchObject({ code, out: "" })
    expect(ran.err).toMatch(
      new RegExp(`^camunda-backup: operate: .+\n(  why   .+\n)?  try   .+\n  see   .+, exit ${code}\\)\n$`)
    )
    const json = await runCli(`${command} ${id} --json --component operate --server ${url}`)
    expect(json).toMatchObject({ code, out: "" })
    expect(JSON.parse(json.err)).toMatchObject({ errors: [{ component: "operate", exitCode: code }] })
  })

  it("is 9 when nothing listens, and the message says what to do", async () => {
    const ran = await runCli(`list --component operate --server ${await closedAddress()}`)
    expect(ran).toMatchObject({ code: 9, out: "" })
    expect(ran.err).toContain("Is camunda-backup-server running there?")
    expect(ran.err).toContain("or --server URL")
    expect(ran.err).toContain("ECONNREFUSED")
  })

  it("is 9 when the answer does not come in time", async () => {
    const { url } = await startServer({ [`GET ${at("operate")}`]: "silent" })
    const ran = await runCli(`get ${id} --component operate --timeout 30ms --server ${url}`)
    expect(ran).toMatchObject({ code: 9, out: "" })
    expect(ran.err).toContain("none within 30ms")
    expect(ran.err).toContain("a longer --timeout (CAMUNDA_BACKUP_REQUEST_TIMEOUT)")
  })

  it("is 130 when the run is interrupted", async () => {
    const interrupt = new AbortController()
    const { url } = await startServer({ [post]: "silent" }, () => interrupt.abort())
    const ran = await runCli(`create ${id} --json --component operate --server ${url}`, {
      signal: interrupt.signal
    })
    expect(ran).toMatchObject({ code: 130, out: "" })
    expect(JSON.parse(ran.err)).toMatchObject({ errors: [{ code: "interrupted", exitCode: 130 }] })
  })
})

describe("each refusal of a server has a status", () => {
  const rejected = (status: number, type: string) =>
    refusal(502, "elasticsearch-refused", { operation: "creating", status, type, reason: "no" })
  it.each<[number, string, Answer]>([
    [1, "elasticsearch-refused", rejected(400, "parse_exception")],
    [4, "repository-missing", refusal(500, "repository-missing", { repository: "r" })],
    [5, "backup-being-deleted", refusal(409, "backup-being-deleted", { backupId: "5" })],
    [
      6,
      "required-index-missing",
      refusal(422, "required-index-missing", { component: "operate", version: "8.7.2", indices: ["a"] })
    ],
    [6, "repository-read-only", refusal(500, "repository-read-only", { repository: "r" })],
    [7, "elasticsearch-refused", rejected(403, "security_exception")],
    [9, "elasticsearch-unavailable", away]
  ])("%i: %s", async (code, error, answer) => {
    const { url } = await startServer({ [post]: created({ operate: answer }, "5") })
    const ran = await runCli(`create 5 --json --component operate --server ${url}`)
    expect(ran).toMatchObject({ code, out: "" })
    expect(JSON.parse(ran.err)).toMatchObject({ errors: [{ code: error, exitCode: code }] })
  })

  it("8: delete-unfinished", async () => {
    const facts = { backupId: "5", remaining: ["a"], waitedMillis: 600_000 }
    const { url } = await startServer({
      [`DELETE ${at("operate", 5)}`]: refusal(503, "delete-unfinished", facts)
    })
    const ran = await runCli(`delete 5 --yes --json --component operate --server ${url}`)
    expect(JSON.parse(ran.err)).toMatchObject({ errors: [{ code: "delete-unfinished", exitCode: 8 }] })
  })

  it("1: a code that this version does not know, with the server's hint", async () => {
    const { url } = await startServer({ [`GET ${at("operate")}`]: refusal(418, "teapot", {}, "No coffee.") })
    const ran = await runCli(`get ${id} --component operate --server ${url}`)
    expect(ran.code).toBe(1)
    expect(ran.err).toBe(
      "camunda-backup: operate: No coffee.\n  try   Do what the hint says.\n  see   camunda-backup check  (server-refused, exit 1)\n"
    )
  })
})

describe("the table of statuses", () => {
  it("has every status once, and help exit-codes shows each, once for all commands", async () => {
    const codes = Object.keys(meanings).map(Number)
    expect(codes).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 130, 143])
    const { out } = await runCli("help exit-codes")
    expect((await runCli("create --help")).out).toContain("help exit-codes")
    for (const code of codes) expect(out).toMatch(new RegExp(`^ +${code} {3}`, "m"))
  })
})

describe("of two components", () => {
  const answers = (operate: Answer, tasklist: Answer): Answers => ({
    [`GET ${at("operate")}`]: operate,
    [`GET ${at("tasklist")}`]: tasklist
  })

  it("one may not have the backup: the other is shown, and a note says so", async () => {
    const { url } = await startServer(answers(details("operate", completed("operate")), notFound))
    const ran = await runCli(`get ${id} --server ${url}`)
    expect(ran.code).toBe(0)
    expect(ran.out).toContain(`operate ${id}: COMPLETED`)
    expect(ran.err).toBe(`tasklist: No backup with id [${id}] found.\n`)
  })

  it("one may fail: the other is shown, the failure is reported, and the exit code says that it is a part", async () => {
    const { url } = await startServer(answers(details("operate", completed("operate")), away))
    const ran = await runCli(`get ${id} --server ${url}`)
    expect(ran.code).toBe(10)
    expect(ran.out).toContain(`operate ${id}: COMPLETED`)
    expect(ran.err).toContain("camunda-backup: tasklist: Encountered an error connecting to Elasticsearch")
    expect(ran.err).toContain("(elasticsearch-unavailable, exit 9)")
  })

  it("each document holds its share with --json", async () => {
    const { url } = await startServer(answers(details("operate", completed("operate")), away))
    const ran = await runCli(`get ${id} --json --server ${url}`)
    expect(ran.code).toBe(10)
    expect(JSON.parse(ran.out)).toMatchObject({ backups: [{ component: "operate" }] })
    expect(JSON.parse(ran.err)).toMatchObject({
      errors: [{ component: "tasklist", code: "elasticsearch-unavailable", exitCode: 9 }]
    })
  })

  it("the worse failure counts", async () => {
    const { url } = await startServer(answers(away, notFound))
    const ran = await runCli(`get ${id} --server ${url}`)
    expect(ran).toMatchObject({ code: 9, out: "" })
    expect(ran.err.match(/^camunda-backup: (operate|tasklist): /gm)).toHaveLength(2)
  })

  it("a create that one refuses still prints the id of the other", async () => {
    const { url } = await startServer({ [post]: created({ operate: "accepted", tasklist: running }) })
    expect(await runCli(`create ${id} --server ${url}`)).toMatchObject({ code: 10, out: `${id}\n` })
  })

  it("what a script can do least about ranks highest, and a part that was done makes it 10", () => {
    expect(combined([], 0)).toBe(0)
    expect(combined([4, 0], 0)).toBe(4)
    expect(combined([9, 4, 5], 0)).toBe(9)
    expect(combined([9, 1], 0)).toBe(1)
    expect(combined([9], 1)).toBe(10)
    expect(combined([], 2)).toBe(0)
  })
})
