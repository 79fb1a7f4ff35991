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

  it("writes every time as the standard does, whatever the order of the days", () => {
    const times = [
      0, 1, 999, 86_399_999, 86_400_000, 1_748_937_315_685, 951_782_400_000, 1_709_164_800_001, 3_600_000,
      4_102_444_799_999
    ]
    const backups = times.map((startTime) => backup({ startTime, count: 1 }))
    const written = JSON.parse([...BackupDto.encodeBackups(backups)].join("")) as ReadonlyArray<{
      details: ReadonlyArray<{ startTime: string }>
    }>
    expect(written.map((x) => x.details[0]?.startTime)).toEqual(
      times.map((x) => new Date(x).toISOString().replace("Z", "+0000"))
    )
  })

  it("writes one array, whatever the number of pieces", () => {
    for (const n of [1, 199, 200, 201, 1000]) {
      const text = [
        ...BackupDto.encodeBackups(Array.from({ length: n }, (_, i) => backup({}, BigInt(i))))
      ].join("")
      expect((JSON.parse(text) as ReadonlyArray<{ backupId: number }>).map((x) => x.backupId)).toEqual(
        Array.from({ length: n }, (_, i) => i)
      )
    }
  })

  it("writes [] for no backups", () => {
    expect([...BackupDto.encodeBackups([])].join("")).toBe("[]")
  })
})
