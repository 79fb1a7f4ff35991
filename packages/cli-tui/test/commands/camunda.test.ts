/** Camunda's own actuator: four requests and no more. */
import { describe, expect, it } from "vitest"
import { completed, id, many, one } from "../bodies.ts"
import { runCli } from "../runCli.ts"
import { type Answers, startServer } from "../startServer.ts"

const path = "/actuator/backups"

const camunda = async (answers: Answers) => {
  const { url } = await startServer(answers)
  return (words: string) => runCli(`${words} --component operate --server ${url}${path}`)
}

const incomplete = JSON.stringify({
  backupId: 5,
  state: "INCOMPLETE",
  failureReason: null,
  details: [
    {
      snapshotName: "camunda_operate_5_8.7.2_part_1_of_6",
      state: "SUCCESS",
      startTime: "2025-06-03T07:55:11.000+0000",
      failures: []
    }
  ]
})

describe("Camunda's own actuator", () => {
  it("tells no labels, so a list by label is refused rather than empty", async () => {
    const cli = await camunda({ [`GET ${path}?verbose=true&pattern=*`]: many(completed("operate")) })
    expect(await cli("list --label env=prod")).toMatchObject({
      code: 6,
      out: "",
      err: expect.stringContaining("list backups by label")
    })
  })

  it("lists and gets", async () => {
    const cli = await camunda({
      [`GET ${path}?verbose=true&pattern=*`]: many(completed("operate")),
      [`GET ${path}/${id}`]: one(completed("operate"))
    })
    expect(await cli("list -o name")).toMatchObject({ code: 0, out: `${id}\n`, err: "" })
    expect((await cli("get latest")).out).toContain(`operate ${id}: COMPLETED, 6/6 parts`)
    const status = await cli("status")
    expect(status.code).toBe(0)
    expect(status.out).toContain("check              not made")
  })

  it.each([`attempts ${id}`, `resume ${id}`, `cancel ${id} --yes`, "check", "create 5 --dry-run"])(
    "%s is not offered (6)",
    async (words) => {
      const cli = await camunda({ [`GET ${path}/${id}`]: one(completed("operate")) })
      const { code, err, out } = await cli(words)
      expect(code).toBe(6)
      expect(err + out).toContain("camunda-backup-server")
    }
  )

  it("says INCOMPLETE between two parts: wait believes it only when it is said ten times in a row", async () => {
    let asked = 0
    const answers: Answers = {
      get [`GET ${path}/5`]() {
        asked += 1
        return one(incomplete)
      }
    }
    const cli = await camunda(answers)
    expect(await cli("wait 5 --refresh 1ms")).toMatchObject({ code: 3 })
    expect(asked).toBe(10)
  })

  const unknown = {
    operate: { status: 400, body: '{"status":400,"message":"Index 0 out of bounds for length 0"}' },
    tasklist: { status: 500, body: '{"timestamp":"2025-06-03T07:55:15.685+00:00","status":500}' }
  }

  it.each(["operate", "tasklist"] as const)(
    "has no backup of that id: get and delete say so (4), and nothing is sent that deletes: %s",
    async (component) => {
      const { seen, url } = await startServer({
        [`GET ${path}/999999`]: unknown[component],
        [`GET ${path}?verbose=false&pattern=999999*`]: many(completed(component)),
        [`DELETE ${path}/999999`]: { status: 204 }
      })
      const cli = (words: string) => runCli(`${words} --component ${component} --server ${url}${path}`)
      for (const words of ["get 999999", "delete 999999 --yes", "delete 999999 --dry-run"]) {
        const { code, err, out } = await cli(words)
        expect({ words, code, out }).toEqual({ words, code: 4, out: "" })
        expect(err).toContain("No backup with id [999999] found.")
        expect(err).not.toContain("{")
      }
      expect(seen.filter((x) => x.startsWith("DELETE"))).toEqual([])
    }
  )

  it("answers 204 and keeps the snapshots: the delete failed (1), and what stays is named", async () => {
    const cli = await camunda({
      [`GET ${path}/${id}`]: one(completed("operate")),
      [`DELETE ${path}/${id}`]: { status: 204 }
    })
    const { code, err, out } = await cli(`delete ${id} --yes --timeout 200ms`)
    expect({ code, out }).toEqual({ code: 1, out: "" })
    expect(err).toContain("NOT deleted")
    expect(err).toContain("part_6_of_6")
    expect(err).not.toContain("is deleted.")
  })

  it("shows a backup that was just requested only when its first part is there: create waits for it", async () => {
    let asked = 0
    const cli = await camunda({
      [`POST ${path}`]: {
        status: 200,
        body: JSON.stringify({ scheduledSnapshots: [`camunda_operate_${id}_8.7.2_part_1_of_6`] })
      },
      get [`GET ${path}/${id}`]() {
        asked += 1
        return asked < 4 ? unknown.operate : one(completed("operate"))
      },
      [`GET ${path}?verbose=false&pattern=${id}*`]: { status: 200, body: "[]" }
    })
    const { code, err } = await cli(`create ${id} --wait --refresh 5ms`)
    expect({ code, asked }).toEqual({ code: 0, asked: 4 })
    expect(err).toContain("operate COMPLETED")
  })
})

describe("a wrong address", () => {
  const elasticsearch = {
    "GET /": { status: 200, body: '{"cluster_name":"prod","version":{"number":"8.19.21"}}' }
  }
  it.each([
    [
      "Camunda without the path",
      { "GET /actuator": { status: 200, body: '{"_links":{"backups":{}}}' } },
      "",
      ["Camunda's own server answers there", "/actuator/backups --component operate"]
    ],
    ["Elasticsearch", elasticsearch, "", ["Elasticsearch 8.19.21 (cluster prod) answers there", "--direct"]],
    ["Elasticsearch, taken for Camunda", elasticsearch, path, ["Elasticsearch 8.19.21 (cluster prod)"]]
  ] as const)(
    "of %s is a mistake of usage (2): says who answers and what to type",
    async (_, answers, at, words) => {
      const { url } = await startServer(answers)
      for (const command of ["list", "status", "get 5", "create 5", "delete 5 --yes"]) {
        const { code, err } = await runCli(`${command} --component operate --server ${url}${at}`)
        expect({ command, code }).toEqual({ command, code: 2 })
        for (const x of words) expect(err).toContain(x)
      }
    }
  )
})
