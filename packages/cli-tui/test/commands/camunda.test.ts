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
})
