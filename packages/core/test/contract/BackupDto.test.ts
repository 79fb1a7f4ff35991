import { describe, expect, it } from "vitest"
import { BackupDto, BackupState, Backup } from "../../src/index.ts"
import { id, snapshot } from "../domain/builders.ts"

const backup = (x: Parameters<typeof snapshot>[0], backupId = 5n) =>
  Backup.make("operate", id(backupId), [snapshot(x)], BackupState.unknown)

describe("BackupDto.encodeBackup", () => {
  it("writes Camunda's body byte for byte", () => {
    expect(BackupDto.encodeBackup(backup({ part: 1, count: 1, startTime: 1748937315685 }))).toBe(
      '{"backupId":5,"state":"COMPLETED","failureReason":null,"details":[{"snapshotName":"camunda_operate_5_8.7.2_part_1_of_1",' +
        '"state":"SUCCESS","startTime":"2025-06-03T07:55:15.685+0000","failures":[]}]}'
    )
  })

  it("writes an id above 2^53 with all its digits", () => {
    expect(BackupDto.encodeBackup(backup({}, 9223372036854775807n))).toContain(
      '{"backupId":9223372036854775807,'
    )
  })

  it("writes null for an unknown start and Camunda's text for a shard failure", () => {
    const failures = [{ index: 'i"1', shard: 0, reason: "gone", node: null, status: "INTERNAL_SERVER_ERROR" }]
    const body = JSON.parse(
      BackupDto.encodeBackup(backup({ startTime: null, state: "PARTIAL", failures }))
    ) as {
      details: ReadonlyArray<unknown>
    }
    expect(body.details).toEqual([
      {
        snapshotName: "camunda_operate_5_8.7.2_part_1_of_6",
        state: "PARTIAL",
        startTime: null,
        failures: [
          "SnapshotShardFailure{shardId=[i\"1][0], reason='gone', nodeId='null', status=INTERNAL_SERVER_ERROR}"
        ]
      }
    ])
  })

  it("writes [] for no backups", () => {
    expect(BackupDto.encodeBackups([])).toBe("[]")
  })
})
