import { describe, expect, it } from "@effect/vitest"
import { Option, Result } from "effect"
import * as BackupDto from "../../../src/contract/BackupDto.ts"
import { decodeBackup, decodeBackups, decodeScheduled } from "../../../src/contract/decodeBackup.ts"
import type { Backup } from "../../../src/domain/Backup.ts"
import * as BackupId from "../../../src/domain/BackupId.ts"
import type { CamundaVersion } from "../../../src/domain/CamundaVersion.ts"
import type { Snapshot } from "../../../src/domain/Snapshot.ts"
import * as SnapshotName from "../../../src/domain/SnapshotName.ts"
import { parseExact } from "../../../src/adapters/http/parseExact.ts"

const read = (text: string): unknown => Result.getOrThrow(parseExact(text))

const snapshot = (part: number, more: Partial<Snapshot> = {}): Snapshot => {
  const backupId = BackupId.MAX
  const version = "8.7.2" as CamundaVersion
  const name = SnapshotName.format({ component: "operate", backupId, version, part, count: 6 })
  const facts = { uuid: "", state: "SUCCESS", startTime: 1748937315685, failures: [] } as const
  const unsaid = { indices: null, attempt: null, damaged: false }
  return { name, component: "operate", backupId, version, part, count: 6, ...facts, ...unsaid, ...more }
}

const failure = {
  index: "operate-list-view-8.3.0_",
  shard: 3,
  reason: "disk full, 'quoted' {braces} [12]\nnext line",
  node: "n1",
  status: "INTERNAL_SERVER_ERROR"
}

const backup: Backup = {
  component: "operate",
  backupId: BackupId.MAX,
  state: "FAILED",
  reason: 'Some of the snapshots are partial: "x"',
  snapshots: [
    snapshot(1),
    snapshot(2, { startTime: null }),
    snapshot(3, { state: "PARTIAL", failures: [failure, { ...failure, node: null }] }),
    snapshot(4, { state: "IN_PROGRESS" }),
    snapshot(5, { state: "UNKNOWN", damaged: true, uuid: "uA1-_x", startTime: null }),
    snapshot(6, { state: "FAILED" })
  ]
}

describe("decodeBackup", () => {
  it("gives back what BackupDto wrote", () => {
    expect(decodeBackup("operate")(read(BackupDto.encodeBackup(backup)))).toEqual(Result.succeed(backup))
    const list = [backup, { ...backup, backupId: 0n as BackupId.BackupId, reason: null, snapshots: [] }]
    expect(decodeBackups("operate")(read([...BackupDto.encodeBackups(list)].join("")))).toEqual(
      Result.succeed(list)
    )
  })

  it("gives back the scheduled names", () => {
    const names = backup.snapshots.map((x) => x.name)
    expect(decodeScheduled("operate")(read(BackupDto.encodeScheduled(names)))).toEqual(Result.succeed(names))
  })

  it("reads Camunda's own output: another zone, null failures, pretty print", () => {
    const text = `{
      "backupId" : 1748937314,
      "state" : "COMPLETED",
      "failureReason" : null,
      "details" : [ {
        "snapshotName" : "camunda_tasklist_1748937314_8.7.2_part_1_of_6",
        "state" : "SUCCESS",
        "startTime" : "2025-06-03T09:55:15.685+0200",
        "failures" : null
      } ]
    }`
    const { backupId, snapshots } = Result.getOrThrow(decodeBackup("tasklist")(read(text)))
    expect(backupId).toBe(1748937314n)
    expect(snapshots).toHaveLength(1)
    expect(snapshots[0]).toMatchObject({ part: 1, count: 6, startTime: 1748937315685, failures: [] })
  })

  it("keeps the words of a failure in another form", () => {
    const details = `[{"snapshotName":"camunda_operate_1_8.7.2_part_1_of_6","state":"PARTIAL","startTime":"yesterday","failures":["odd"]}]`
    const text = `{"backupId":1,"state":"FAILED","failureReason":null,"details":${details}}`
    const found = Result.getOrThrow(decodeBackup("operate")(read(text))).snapshots[0]
    expect(found?.failures).toEqual([{ index: "unknown", shard: 0, reason: "odd", node: null, status: null }])
    expect(found?.startTime).toBeNull()
  })

  it.each([
    ["null", "a backup is no object"],
    ["[]", "a backup is no object"],
    ["12", "a backup is no object"],
    ['{"backupId":1,"state":"GREAT","details":[]}', "state is no state of a backup: GREAT"],
    ['{"backupId":1,"details":[]}', "state is no state of a backup: undefined"],
    ['{"backupId":-1,"state":"FAILED","details":[]}', "backupId is no backup id: -1"],
    ['{"backupId":1.5,"state":"FAILED","details":[]}', "backupId is no backup id: 1.5"],
    [
      '{"backupId":9223372036854775808,"state":"FAILED","details":[]}',
      "backupId is no backup id: 9223372036854775808"
    ],
    ['{"state":"FAILED","details":[]}', "backupId is no backup id: undefined"],
    ['{"backupId":1,"state":"FAILED","details":{}}', "details is no array"],
    ['{"backupId":1,"state":"FAILED","details":[7]}', "an element of details is no object"],
    [
      '{"backupId":1,"state":"FAILED","details":[{"snapshotName":"nightly"}]}',
      "snapshotName is none of a operate backup: nightly"
    ]
  ])("refuses %s", (text, reason) => {
    expect(decodeBackup("operate")(read(text))).toEqual(Result.fail(reason))
  })

  it("refuses an id that went through a rounding number", () => {
    const body = { backupId: Number("9223372036854775807"), state: "FAILED", details: [] }
    expect(Result.isFailure(decodeBackup("operate")(body))).toBe(true)
  })

  it("counts a snapshot state it does not know as UNKNOWN", () => {
    const details = `[{"snapshotName":"camunda_operate_1_8.7.2_part_1_of_6","state":"FINE"}]`
    const found = decodeBackup("operate")(read(`{"backupId":1,"state":"FAILED","details":${details}}`))
    expect(Option.getOrThrow(Result.getSuccess(found)).snapshots[0]?.state).toBe("UNKNOWN")
  })
})
