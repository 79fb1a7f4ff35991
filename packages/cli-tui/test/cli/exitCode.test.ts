import { describe, expect, it } from "vitest"
import { worst } from "../../src/cli/exitCode.ts"
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
    [10, "get", "GET", notFound],
    [10, "delete", "DELETE", notFound],
    [11, "create", "POST", exists],
    [11, "create", "POST", running],
    [12, "get", "GET", away],
    [12, "create", "POST", away],
    [12, "get", "GET", { status: 503, body: "<html>Service Unavailable</html>" }],
    [1, "get", "GET", unconfigured],
    [1, "get", "GET", problem(500, "Elasticsearch refused.")],
    [1, "get", "GET", { status: 200, body: "<html>Hello</html>" }],
    [1, "delete", "DELETE", { status: 404, body: "" }]
  ])("is %i: %s, %s answered %o", async (code, command, method, answer) => {
    const target = method === "POST" ? path : `${path}/${id}`
    const { url } = await startServer({ [`${method} ${target}`]: answer })
    const ran = await runCli(`${command} ${id} --component operate --server ${url}`)
    expect(ran).toMatchObject({ code, out: "" })
    expect(ran.err).toMatch(/^operate: .+\n$/)
    const json = await runCli(`${command} ${id} --json --component operate --server ${url}`)
    expect(json).toMatchObject({ code, out: "" })
    expect(JSON.parse(json.err)).toMatchObject({ errors: [{ component: "operate", exitCode: code }] })
  })

  it("is 12 when nothing listens, and the message says what to do", async () => {
    const ran = await runCli(`list --component operate --server ${await closedAddress()}`)
    expect(ran).toMatchObject({ code: 12, out: "" })
    expect(ran.err).toContain("Is camunda-backup-server running there?")
    expect(ran.err).toContain("--server or CAMUNDA_BACKUP_SERVER")
    expect(ran.err).toContain("ECONNREFUSED")
  })

  it("is 12 when the answer does not come in time", async () => {
    const { url } = await startServer({ [`GET ${path}/${id}`]: "silent" })
    const ran = await runCli(`get ${id} --component operate --timeout 30ms --server ${url}`)
    expect(ran).toMatchObject({ code: 12, out: "" })
    expect(ran.err).toContain("none within 0.03 s")
  })

  it("is 130 when the run is interrupted", async () => {
    const interrupt = new AbortController()
    const { url } = await startServer({ [`POST ${path}`]: "silent" }, () => interrupt.abort())
    const ran = await runCli(`create ${id} --json --component operate --server ${url}`, {}, interrupt.signal)
    expect(ran).toMatchObject({ code: 130, out: "" })
    expect(JSON.parse(ran.err)).toMatchObject({ errors: [{ code: "Interrupted", exitCode: 130 }] })
  })
})

describe("of two components", () => {
  const answers = (operate: Answer, tasklist: Answer): Answers => ({
    [`GET ${path}/${id}`]: operate,
    [`GET /tasklist/actuator/backups/${id}`]: tasklist
  })

  it("one may fail: the other is shown, the failure is reported and decides the exit code", async () => {
    const { url } = await startServer(answers(one(completed("operate")), notFound))
    const ran = await runCli(`get ${id} --server ${url}`)
    expect(ran.code).toBe(10)
    expect(ran.out).toContain(`operate ${id}: COMPLETED`)
    expect(ran.err).toBe(`tasklist: No backup with id [${id}] found.\n`)
  })

  it("each document holds its share with --json", async () => {
    const { url } = await startServer(answers(one(completed("operate")), away))
    const ran = await runCli(`get ${id} --json --server ${url}`)
    expect(ran.code).toBe(12)
    expect(JSON.parse(ran.out)).toMatchObject({ backups: [{ component: "operate" }] })
    expect(JSON.parse(ran.err)).toMatchObject({
      errors: [{ component: "tasklist", code: "StoreUnavailable", exitCode: 12 }]
    })
  })

  it("the worse failure counts", async () => {
    const { url } = await startServer(answers(away, notFound))
    const ran = await runCli(`get ${id} --server ${url}`)
    expect(ran).toMatchObject({ code: 12, out: "" })
    expect(ran.err.split("\n")).toHaveLength(3)
  })

  it("a create that one refuses still prints the id of the other", async () => {
    const posts = { [`POST ${path}`]: scheduled("operate"), "POST /tasklist/actuator/backups": running }
    const { url } = await startServer(posts)
    expect(await runCli(`create ${id} --server ${url}`)).toMatchObject({ code: 11, out: `${id}\n` })
  })

  it("worst ranks what a script can do least about highest", () => {
    expect(worst([])).toBe(0)
    expect(worst([10, 0])).toBe(10)
    expect(worst([12, 10, 11])).toBe(12)
    expect(worst([12, 1])).toBe(1)
  })
})
