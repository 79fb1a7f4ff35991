import { describe, expect, it } from "vitest"
import * as api from "../apiBodies.ts"
import { completed, failed, id, one } from "../bodies.ts"
import { runCli } from "../runCli.ts"
import { type Answer, startServer } from "../startServer.ts"

const { created, details, listKey, page, post, refusal } = api

const both = created({ operate: "accepted", tasklist: "accepted" })

/** Taken at an hour; its parts newest first, as lists have them. */
const at = (component: string, backupId: number, hour: number): string => {
  const details = [2, 1].map((part) => ({
    snapshotName: `camunda_${component}_${backupId}_8.7.2_part_${part}_of_6`,
    state: "SUCCESS",
    startTime: `2025-06-03T0${hour}:55:1${part}.000+0000`,
    failures: []
  }))
  return JSON.stringify({ backupId, state: "INCOMPLETE", failureReason: null, details })
}

const server = (created: Answer = both) =>
  startServer({
    [post]: created,
    [listKey("operate")]: page("operate", completed("operate")),
    [listKey("tasklist")]: page("tasklist"),
    [listKey("operate", "/mixed")]: page("operate", at("operate", 30, 9), at("operate", 10, 7)),
    [listKey("tasklist", "/mixed")]: page("tasklist", at("tasklist", 20, 8)),
    [listKey("operate", "/together")]: page("operate", at("operate", 8, 8), at("operate", 7, 7)),
    [listKey("tasklist", "/together")]: page("tasklist", at("tasklist", 7, 9)),
    [`GET ${api.at("operate", 8, "/together")}`]: details("operate", at("operate", 8, 8)),
    [`GET ${api.at("operate", 7, "/together")}`]: details("operate", at("operate", 7, 7)),
    [`GET ${api.at("tasklist", 7, "/together")}`]: details("tasklist", at("tasklist", 7, 9)),
    [`GET ${api.at("tasklist", 8, "/together")}`]: refusal(404, "backup-not-found", {
      backupId: "8",
      ended: null
    }),
    [`GET ${api.at("operate")}`]: details("operate", completed("operate")),
    [`GET ${api.at("tasklist")}`]: details("tasklist", failed("tasklist")),
    [`DELETE ${api.at("operate")}`]: { status: 204 },
    [`DELETE ${api.at("tasklist")}`]: { status: 204 }
  })

describe("create", () => {
  it("asks both components for the same id and prints it alone", async () => {
    const { seen, url } = await server()
    const { code, err, out } = await runCli(`create ${id} --server ${url}`)
    expect({ code, out }).toEqual({ code: 0, out: `${id}\n` })
    expect(seen).toEqual([`${post} {"components":["operate","tasklist"],"backupId":"${id}","partial":false}`])
    expect(err).toBe(
      `operate: backup ${id} requested, 6 snapshots will be taken.\ntasklist: backup ${id} requested, 6 snapshots will be taken.\n`
    )
  })

  it("prints the id that the server chose", async () => {
    const { seen, url } = await server(created({ operate: "accepted" }, "1795649572"))
    const { out } = await runCli(`create --component operate --server ${url}`)
    expect(out).toBe("1795649572\n")
    expect(seen).toEqual([`${post} {"components":["operate"]}`])
  })

  it("writes one document with --json", async () => {
    const { url } = await server(created({ tasklist: "accepted" }))
    const { err, out } = await runCli(`create ${id} --json --component tasklist --server ${url}`)
    expect(err).toBe("")
    const snapshots = [1, 2, 3, 4, 5, 6].map((part) => `camunda_tasklist_${id}_8.7.2_part_${part}_of_6`)
    expect(JSON.parse(out)).toEqual({
      apiVersion: "camunda-backup/v1",
      kind: "Creation",
      backupId: id,
      scheduled: [{ component: "tasklist", snapshots }]
    })
  })
})

describe("list", () => {
  it("prints a line a backup", async () => {
    const { url } = await server()
    const { code, err, out } = await runCli(`list --server ${url}`)
    expect(code).toBe(0)
    expect(out).toMatch(
      /^ID {19}OPERATE {4}TASKLIST {2}AGE +TOOK {2}PARTS {2}SIZE {2}REASON\n9223372036854775807 {2}COMPLETED {2}- {9}[1-9]\d*d \d+h +- {5}6\/6 {4}-\n$/
    )
    expect(err).toBe("")
  })

  it("puts the newest first across both components, parts in their order", async () => {
    const { url } = await server()
    const { out } = await runCli(`list --json --server ${url}/mixed`)
    const { backups } = JSON.parse(out) as {
      backups: ReadonlyArray<{ backupId: string; parts: ReadonlyArray<{ part: number }> }>
    }
    expect(backups.map((x) => x.backupId)).toEqual(["30", "20", "10"])
    expect(backups[0]?.parts.map((x) => x.part)).toEqual([1, 2])
  })

  it("keeps the components of an id together, and has the order of latest and oldest: by the earlier of the two", async () => {
    const { url } = await server()
    const { out } = await runCli(`list --json --server ${url}/together`)
    const { backups } = JSON.parse(out) as {
      backups: ReadonlyArray<{ backupId: string; component: string }>
    }
    expect(backups.map((x) => `${x.backupId} ${x.component}`)).toEqual([
      "8 operate",
      "7 operate",
      "7 tasklist"
    ])
    const ids = async (words: string): Promise<ReadonlyArray<string>> =>
      (await runCli(`${words} -o name --server ${url}/together`)).out.trim().split("\n")
    const first = await ids("list --limit 1")
    expect(first).toEqual(["8"])
    expect(await ids("get latest")).toEqual(["8"])
    expect(await ids("get oldest")).toEqual(["7"])
  })

  it("says on standard error that there is nothing", async () => {
    const { url } = await server()
    expect(await runCli(`list --component tasklist --server ${url}`)).toMatchObject({
      code: 0,
      out: "",
      err: "No backups.\n"
    })
  })

  it("writes one document with --json, ids as strings", async () => {
    const { url } = await server()
    const { err, out } = await runCli(`list --json --server ${url}`)
    expect(err).toBe("")
    const { backups } = JSON.parse(out) as { backups: ReadonlyArray<{ parts: ReadonlyArray<object> }> }
    expect(backups).toHaveLength(1)
    expect(backups[0]).toMatchObject({ component: "operate", backupId: id, state: "COMPLETED", reason: null })
    expect(backups[0]?.parts[0]).toEqual({
      part: 1,
      count: 6,
      version: "8.7.2",
      snapshot: `camunda_operate_${id}_8.7.2_part_1_of_6`,
      state: "SUCCESS",
      startTime: "2025-06-03T07:55:11.685Z",
      damaged: false,
      failures: []
    })
  })

  it("writes a document also when there is nothing", async () => {
    const { url } = await server()
    const { out } = await runCli(`list --json --component tasklist --server ${url}`)
    expect(JSON.parse(out)).toEqual({ apiVersion: "camunda-backup/v1", kind: "BackupList", backups: [] })
  })
})

describe("get", () => {
  it("prints the state, a line a part, and what failed, without the control characters in it", async () => {
    const { url } = await server()
    const { code, out } = await runCli(`get ${id} --component tasklist --server ${url}`)
    expect(code).toBe(3)
    const lines = out.split("\n")
    expect(lines[0]).toBe(`tasklist ${id}: FAILED, 5/6 parts, Camunda 8.7.2`)
    expect(lines[1]).toBe("Some of the snapshots are partial")
    expect(lines[2]).toBe("PART  STATE    STARTED               TOOK  SHARDS  SIZE  SNAPSHOT")
    expect(lines[8]).toBe(
      `6     PARTIAL  2025-06-03 07:55:16Z  -     -       -     camunda_tasklist_${id}_8.7.2_part_6_of_6`
    )
    expect(lines[9]).toContain(
      "part 6: SnapshotShardFailure{shardId=[operate-event-8.3.0_][0], reason='disk\u{FFFD}[2J full'"
    )
    expect(out).not.toContain("\u001b")
  })

  it("writes one document with both components with --json", async () => {
    const { url } = await server()
    const { out } = await runCli(`get ${id} --json --server ${url}`)
    expect(JSON.parse(out)).toMatchObject({
      backups: [
        { component: "operate", backupId: id, state: "COMPLETED" },
        { component: "tasklist", backupId: id, state: "FAILED", reason: "Some of the snapshots are partial" }
      ]
    })
  })
})

describe("delete", () => {
  it("deletes from both components, and says so on standard error", async () => {
    const { seen, url } = await server()
    const err = `operate: backup ${id} is deleted.\ntasklist: backup ${id} is deleted.\n`
    expect(await runCli(`delete ${id} --yes --server ${url}`)).toMatchObject({ code: 0, out: "", err })
    expect(seen.toSorted()).toEqual([`DELETE ${api.at("operate")}`, `DELETE ${api.at("tasklist")}`])
  })

  it("writes one document with --json", async () => {
    const { url } = await server()
    const { err, out } = await runCli(`delete ${id} --yes --json --component operate --server ${url}`)
    expect(err).toBe("")
    expect(JSON.parse(out)).toMatchObject({ kind: "Deletion", backupId: id, deleted: ["operate"] })
  })
})

describe("--server", () => {
  it("comes from CAMUNDA_BACKUP_SERVER", async () => {
    const { seen, url } = await server()
    expect(await runCli("list", { environment: { CAMUNDA_BACKUP_SERVER: `${url}/` } })).toMatchObject({
      code: 0
    })
    // The lists; what drills found is not offered here.
    expect(seen.filter((x) => x.startsWith("GET /api/v1/backups?"))).toHaveLength(2)
  })

  it("may be Camunda's own actuator", async () => {
    const { url } = await startServer({ [`GET /actuator/backups/${id}`]: one(completed("tasklist")) })
    const command = `get ${id} --component tasklist --server ${url}/actuator/backups`
    expect(await runCli(command)).toMatchObject({ code: 0, err: "" })
  })
})
