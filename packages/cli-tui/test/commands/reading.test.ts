import { describe, expect, it, onTestFinished } from "vitest"
import { parse } from "yaml"
import { startInstallation } from "../harness/startInstallation.ts"
import { startBuiltServer } from "../harness/builtServer.ts"
import { runCli } from "../runCli.ts"

const lines = (text: string): ReadonlyArray<unknown> =>
  text
    .trim()
    .split("\n")
    .map((line): unknown => JSON.parse(line))

describe("formats", () => {
  it("list and get are the same in each: table, wide, json, jsonl, yaml, name", async () => {
    const { backup, cli } = await startInstallation()
    await backup(7)
    const ran = (words: string) => cli(words).then((x) => x.out)
    expect(await ran("list")).toMatch(
      /^ID +OPERATE +TASKLIST +AGE +TOOK +PARTS +SIZE +VERIFIED +REASON\n7 +COMPLETED +COMPLETED +\S+ +\S+s +12\/12 +\S+ (B|KiB|MiB) +-\n$/
    )
    expect(await ran("list -o wide")).toMatch(
      / AGE +STARTED +TOOK +PARTS +SIZE +VERIFIED +VERSION +REASON\n7 .* 8\.7\.2\n/
    )
    expect(await ran("list -o name")).toBe("7\n")
    const { backups } = JSON.parse(await ran("list --json")) as { backups: ReadonlyArray<unknown> }
    expect(backups).toHaveLength(2)
    const headed = (kind: string, all: ReadonlyArray<unknown>) =>
      all.map((x) => Object.assign({ apiVersion: "camunda-backup/v1", kind }, x))
    expect(lines(await ran("list -o jsonl"))).toEqual(headed("Backup", backups))
    expect(parse(await ran("list -o yaml"))).toEqual({
      apiVersion: "camunda-backup/v1",
      kind: "BackupList",
      backups
    })

    expect(await ran("get 7")).toMatch(/^operate 7: COMPLETED, 6\/6 parts, Camunda 8\.7\.2\nrequested by /)
    expect(await ran("get latest -o wide")).toMatch(/ SIZE +SNAPSHOT +INDICES\n/)
    expect(await ran("get latest-good -o name")).toBe("7\n")
    const got = JSON.parse(await ran("get 7 --json")) as { backups: ReadonlyArray<unknown> }
    expect(got.backups).toMatchObject([
      { component: "operate", backupId: "7", progress: { parts: { done: 6, total: 6 } } },
      { component: "tasklist", backupId: "7" }
    ])
    expect(lines(await ran("get 7 -o jsonl"))).toEqual(headed("Backup", got.backups))
    expect(parse(await ran("get 7 -o yaml"))).toEqual(got)
  })

  it("list takes states, patterns and a limit of ids", async () => {
    const { backup, cli } = await startInstallation()
    await backup(17)
    await backup(18)
    expect(await cli("list -o name")).toMatchObject({ out: "18\n17\n" })
    expect(await cli("list -o name --limit 1")).toMatchObject({ out: "18\n" })
    expect(await cli("list -o name --pattern 17*")).toMatchObject({ out: "17\n" })
    expect(await cli("list -o name --state failed,incomplete")).toMatchObject({ code: 0, out: "" })
    expect(await cli("get oldest -o name --component tasklist")).toMatchObject({ out: "17\n" })
    expect(await cli("get latest --component operate -o name")).toMatchObject({ out: "18\n" })
  })
})

describe("status and check", () => {
  it("status is 3 without any backup, and 0 with one that is good", async () => {
    const { backup, cli } = await startInstallation()
    const before = await cli("status")
    expect(before).toMatchObject({ code: 3, err: "" })
    expect(before.out).toContain("last good backup   none\n")
    expect(await cli("get latest")).toMatchObject({ code: 4, out: "" })
    await backup(7)
    const after = await cli("status")
    expect(after).toMatchObject({ code: 0, err: "" })
    expect(after.out).toMatch(/\nlast good backup {3}7, [0-9.]+s ago\nrunning {12}nothing\n/)
    expect(JSON.parse((await cli("status -o json")).out)).toMatchObject({
      lastGood: "7",
      running: [],
      failures: []
    })
  })

  it("status is 3 for a good backup that is older than the objective, when one is given", async () => {
    const { cli, emulator } = await startInstallation()
    const startTime = Date.now() - 2 * 3_600_000
    for (const component of ["operate", "tasklist"])
      emulator.snapshots.add("camunda", `camunda_${component}_7_8.7.2_part_1_of_1`, {
        indices: [],
        metadata: JSON.stringify({ backupId: 7, version: "8.7.2", partNo: 1, partCount: 1 }),
        state: "SUCCESS",
        startTime,
        endTime: startTime + 1000
      })
    expect(await cli("status")).toMatchObject({ code: 0 })
    expect(await cli("status --objective 3h")).toMatchObject({ code: 0 })
    const late = await cli("status --objective 1h")
    expect(late).toMatchObject({ code: 3, err: "" })
    expect(late.out).toMatch(/\nlast good backup {3}7, 2h 00m ago, LATE: objective 1h\n/)
    expect(await cli("status --objective 5s")).toMatchObject({ code: 2 })
  })

  it("status tells of a backup that failed, although an older one is good", async () => {
    const { backup, cli, emulator } = await startInstallation()
    await backup(7)
    emulator.snapshots.outcome(/operate_8_.*part_2_/, { state: "FAILED", reason: "disk full" })
    expect(await cli("create 8 --component operate --wait --refresh 10ms")).toMatchObject({
      code: 3,
      out: "8\n"
    })
    const { code, out } = await cli("status")
    expect(code).toBe(3)
    expect(out).toContain("last good backup   7, ")
    expect(out).toMatch(/last attempt {7}operate 8 is (FAILED|INCOMPLETE)/)
  })

  it("check is 0 where backups can be taken, and 3 with what to do where an index is missing", async () => {
    const { cli, emulator } = await startInstallation()
    const good = await cli("check")
    expect(good).toMatchObject({ code: 0 })
    expect(good.out).toMatch(/^OK {4}[a-z-]+(?: \((?:operate|tasklist)\))?: /)
    emulator.indices.delete("operate-import-position-8.3.0_")
    const bad = await cli("check")
    expect(bad.code).toBe(3)
    expect(bad.out).toMatch(/^ERROR required-indices \(operate\): /)
    expect(bad.out).toContain("operate-import-position-8.3.0_")
    expect(JSON.parse((await cli("check -o json")).out)).toMatchObject({ severity: "error" })
    const refused = await cli("create 7")
    expect(refused).toMatchObject({ code: 6, out: "" })
    expect(refused.err).toContain("tasklist: No backup of tasklist was taken: operate was refused")
    expect(refused.err).toContain("try   --partial")
    expect(await cli("list -o name")).toMatchObject({ out: "" })
    expect(await cli("create 7 --partial")).toMatchObject({ code: 10, out: "7\n" })
    expect(await cli("create 8 --component operate")).toMatchObject({ code: 6, out: "" })
  })
})

describe("status without a backup that is good as a whole", () => {
  it("says which component has which, and which lacks it", async () => {
    const { cli } = await startInstallation()
    await cli("create 7 --component operate --wait --refresh 10ms")
    const half = await cli("status")
    expect(half.code).toBe(3)
    expect(half.out).toContain(
      "last good backup   none under one id: operate has 7 (there tasklist has none); tasklist has none. Restoring needs both: camunda-backup create"
    )
    await cli("create 8 --component tasklist --wait --refresh 10ms")
    expect((await cli("status")).out).toContain(
      "operate has 7 (there tasklist has none); tasklist has 8 (there operate has none)."
    )
    expect(JSON.parse((await cli("status -o json")).out)).toMatchObject({
      lastGood: null,
      lastGoodOf: { operate: "7", tasklist: "8" }
    })
    expect((await cli("status --component operate")).out).toContain("last good backup   7, ")
  })
})

describe("watch and wait", () => {
  it("watch -o jsonl writes one object a look, the last of them finished", async () => {
    const { cli, emulator } = await startInstallation()
    const hold = emulator.snapshots.hold(/operate.*part_2_/)
    await cli("create 7 --component operate")
    await hold.arrived
    const watching = cli("watch 7 --component operate -o jsonl --refresh 10ms")
    hold.release()
    const { code, err, out } = await watching
    expect({ code, err }).toEqual({ code: 0, err: "" })
    expect(lines(out).at(-1)).toMatchObject({ backupId: "7", state: "COMPLETED" })
    expect(await cli("watch 9 --refresh 10ms")).toMatchObject({ code: 4 })
  })

  it("wait --for usable is 0, 3, 4 or 8, --for finished 0 or 4, --for deleted 0 or 8", async () => {
    const { backup, cli, emulator } = await startInstallation()
    await backup(7)
    emulator.snapshots.outcome(/operate_8_.*part_2_/, { state: "FAILED", reason: "disk full" })
    await cli("create 8 --component operate --wait --refresh 10ms")
    const hold = emulator.snapshots.hold(/tasklist_9_.*part_1_/)
    await cli("create 9 --component tasklist")
    await hold.arrived
    const code = (words: string) => cli(`wait ${words} --refresh 10ms`).then((x) => x.code)
    expect(await code("7")).toBe(0)
    expect(await code("8 --component operate")).toBe(3)
    expect(await code("8 --component operate --for finished")).toBe(0)
    expect(await code("77")).toBe(4)
    expect(await code("77 --for finished")).toBe(4)
    expect(await code("77 --for deleted")).toBe(0)
    expect(await code("9 --component tasklist --wait-timeout 40ms")).toBe(8)
    expect(await code("7 --for deleted --wait-timeout 40ms")).toBe(8)
    hold.release()
    expect(await code("9 --component tasklist")).toBe(0)
  })
})

describe("the embedded server", () => {
  it("is served by the command line as any other", async () => {
    const server = await startBuiltServer(["--embedded"], {})
    onTestFinished(async () => void (await server.end()))
    const created = await runCli(`create --wait --refresh 20ms --server ${server.url}`)
    expect(created).toMatchObject({ code: 0 })
    expect(await runCli(`get ${created.out.trim()} --server ${server.url} -o name`)).toMatchObject({
      out: created.out
    })
  })
})

describe("standard error", () => {
  it("is empty with --quiet, also while waiting, and with formats for programs", async () => {
    const { cli } = await startInstallation()
    expect(await cli("create 7 --wait --quiet --refresh 10ms")).toMatchObject({
      code: 0,
      out: "7\n",
      err: ""
    })
    expect(await cli("create 8 --wait -o name --refresh 10ms", { columns: 80 })).toMatchObject({
      code: 0,
      out: "8\n",
      err: "",
      drawn: []
    })
    const created = await cli("create 9 --wait --json --refresh 10ms")
    expect(created).toMatchObject({ code: 0, err: "" })
    expect(JSON.parse(created.out)).toMatchObject({ backupId: "9" })
  })
})
