import { describe, expect, it } from "vitest"
import { combined, meanings } from "../../src/cli/errors/exitCode.ts"
import { completed, id, one, scheduled } from "../bodies.ts"
import { runCli } from "../runCli.ts"
import { type Answer, type Answers, closedAddress, problem, startServer } from "../startServer.ts"

const path = "/operate/actuator/backups"

const notFound = problem(404, `No backup with id [${id}] found.`)
const exists = problem(400, `A backup with ID [${id}] already exists. Found snapshots: [a/b]`)
const running = problem(400, "Another backup is running at the moment")
const away = problem(
  502,
  "Encountered an error connecting to Elasticsearch while searching for snapshots. Gone."
)
const unconfigured = problem(404, "No backup repository configured.")

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
    [1, "get", "GET", problem(500, "Elasticsearch refused.")],
    [1, "get", "GET", { status: 200, body: "<html>Hello</html>" }],
    [1, "delete --yes", "DELETE", { status: 404, body: "" }]
  ])("is %i: %s, %s answered %o", async (code, command, method, answer) => {
    const target = method === "POST" ? path : `${path}/${id}`
    const { url } = await startServer({ [`${method} ${target}`]: answer })
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
    expect(ran.err).toContain("--server or CAMUNDA_BACKUP_SERVER")
    expect(ran.err).toContain("ECONNREFUSED")
  })

  it("is 9 when the answer does not come in time", async () => {
    const { url } = await startServer({ [`GET ${path}/${id}`]: "silent" })
    const ran = await runCli(`get ${id} --component operate --timeout 30ms --server ${url}`)
    expect(ran).toMatchObject({ code: 9, out: "" })
    expect(ran.err).toContain("none within 0.03 s")
  })

  it("is 130 when the run is interrupted", async () => {
    const interrupt = new AbortController()
    const { url } = await startServer({ [`POST ${path}`]: "silent" }, () => interrupt.abort())
    const ran = await runCli(`create ${id} --json --component operate --server ${url}`, {
      signal: interrupt.signal
    })
    expect(ran).toMatchObject({ code: 130, out: "" })
    expect(JSON.parse(ran.err)).toMatchObject({ errors: [{ code: "Interrupted", exitCode: 130 }] })
  })
})

/** Every status in the words of a server that Camunda's four requests are asked of. */
describe("each refusal of a server has a status", () => {
  const missing =
    "No backup was taken: indices that a backup of operate 8.7.2 must hold are missing: [a]. Check that it has started."
  const denied =
    "Elasticsearch refused while creating. security_exception (403): action is unauthorized Check the credentials and privileges of camunda-backup in Elasticsearch."
  const unfinished =
    "Backup [5] is not deleted yet after 600 s (CAMUNDA_BACKUP_RETRY_BUDGET). Still there: [a]. Elasticsearch deletes nothing."
  it.each<[number, string, Answer]>([
    [1, "StoreRejected", problem(500, "Elasticsearch refused while creating. parse_exception (400): what?")],
    [2, "InvalidBackupId", problem(400, "BackupId must be an integer from 0 on. Received value: x")],
    [4, "RepositoryMissing", problem(404, "No repository with name [r] could be found.")],
    [5, "BackupBeingDeleted", problem(400, "Backup [5] is being deleted at the moment. Wait.")],
    [6, "RequiredIndexMissing", problem(400, missing)],
    [6, "RepositoryReadOnly", problem(500, "Repository [r] is read-only: backups can be read.")],
    [7, "StoreRejected", problem(500, denied)],
    [8, "DeleteUnfinished", problem(500, unfinished)],
    [9, "StoreUnavailable", away]
  ])("%i: %s", async (code, error, answer) => {
    const { url } = await startServer({ [`POST ${path}`]: answer })
    const ran = await runCli(`create 5 --json --component operate --server ${url}`)
    expect(ran).toMatchObject({ code, out: "" })
    expect(JSON.parse(ran.err)).toMatchObject({ errors: [{ code: error, exitCode: code }] })
  })
})

describe("the table of statuses", () => {
  it("has every status once, and help shows each", async () => {
    const codes = Object.keys(meanings).map(Number)
    expect(codes).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 130, 143])
    const { out } = await runCli("--help")
    for (const code of codes) expect(out).toMatch(new RegExp(`^ +${code} {3}`, "m"))
  })
})

describe("of two components", () => {
  const answers = (operate: Answer, tasklist: Answer): Answers => ({
    [`GET ${path}/${id}`]: operate,
    [`GET /tasklist/actuator/backups/${id}`]: tasklist
  })

  it("one may not have the backup: the other is shown, and a note says so", async () => {
    const { url } = await startServer(answers(one(completed("operate")), notFound))
    const ran = await runCli(`get ${id} --server ${url}`)
    expect(ran.code).toBe(0)
    expect(ran.out).toContain(`operate ${id}: COMPLETED`)
    expect(ran.err).toBe(`tasklist: No backup with id [${id}] found.\n`)
  })

  it("one may fail: the other is shown, the failure is reported, and the exit code says that it is a part", async () => {
    const { url } = await startServer(answers(one(completed("operate")), away))
    const ran = await runCli(`get ${id} --server ${url}`)
    expect(ran.code).toBe(10)
    expect(ran.out).toContain(`operate ${id}: COMPLETED`)
    expect(ran.err).toContain("camunda-backup: tasklist: Encountered an error connecting to Elasticsearch")
    expect(ran.err).toContain("(StoreUnavailable, exit 9)")
  })

  it("each document holds its share with --json", async () => {
    const { url } = await startServer(answers(one(completed("operate")), away))
    const ran = await runCli(`get ${id} --json --server ${url}`)
    expect(ran.code).toBe(10)
    expect(JSON.parse(ran.out)).toMatchObject({ backups: [{ component: "operate" }] })
    expect(JSON.parse(ran.err)).toMatchObject({
      errors: [{ component: "tasklist", code: "StoreUnavailable", exitCode: 9 }]
    })
  })

  it("the worse failure counts", async () => {
    const { url } = await startServer(answers(away, notFound))
    const ran = await runCli(`get ${id} --server ${url}`)
    expect(ran).toMatchObject({ code: 9, out: "" })
    expect(ran.err.match(/^camunda-backup: (operate|tasklist): /gm)).toHaveLength(2)
  })

  it("a create that one refuses still prints the id of the other", async () => {
    const posts = { [`POST ${path}`]: scheduled("operate"), "POST /tasklist/actuator/backups": running }
    const { url } = await startServer(posts)
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
