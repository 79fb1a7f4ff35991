import { describe, expect, it } from "vitest"
import { Backup, BackupState } from "../../src/index.ts"
import { id, snapshot } from "./builders.ts"

const known = () => BackupState.unknown

describe("Backup.sortNewestFirst", () => {
  it("sorts by start time descending, ties by name ascending", () => {
    const sorted = Backup.sortNewestFirst([
      snapshot({ part: 1, startTime: 100 }),
      snapshot({ part: 3, startTime: 300 }),
      snapshot({ part: 2, startTime: 300 })
    ])
    expect(sorted.map((x) => x.part)).toEqual([2, 3, 1])
  })
})

describe("Backup.group", () => {
  it("keeps the order in which backups are met, and 12 apart from 123", () => {
    const backups = Backup.group(
      "operate",
      [
        snapshot({ backupId: id(123n), part: 2 }),
        snapshot({ backupId: id(12n), part: 1 }),
        snapshot({ backupId: id(123n), part: 1 })
      ],
      known
    )
    expect(backups.map((x) => [x.backupId, x.snapshots.length, x.state])).toEqual([
      [123n, 2, "INCOMPLETE"],
      [12n, 1, "INCOMPLETE"]
    ])
  })

  it("groups nothing into nothing", () => {
    expect(Backup.group("operate", [], known)).toEqual([])
  })
})
