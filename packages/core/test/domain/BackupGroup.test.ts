import { describe, expect, it } from "vitest"
import { type Backup, BackupGroup, type BackupState, type Component } from "../../src/index.ts"
import { id, snapshot } from "./builders.ts"

const backup = (
  backupId: bigint,
  component: Component.Component,
  startTime: number | null,
  state: BackupState.BackupState = "COMPLETED"
): Backup.Backup => ({
  component,
  backupId: id(backupId),
  state,
  reason: null,
  snapshots: startTime === null ? [] : [snapshot({ component, backupId: id(backupId), startTime })]
})

const idsOf = (backups: ReadonlyArray<Backup.Backup>): ReadonlyArray<bigint> =>
  BackupGroup.groupById(backups).map((x) => x.backupId)

const both: ReadonlyArray<Component.Component> = ["operate", "tasklist"]

describe("the order of ids", () => {
  it("is newest first, by the earlier of the components: what came after it is not in all of the backup", () => {
    expect(
      idsOf([
        backup(5n, "operate", 100),
        backup(5n, "tasklist", 900),
        backup(6n, "operate", 500),
        backup(6n, "tasklist", 500)
      ])
    ).toEqual([6n, 5n])
  })

  it("has what has not begun anywhere before everything", () => {
    expect(idsOf([backup(5n, "operate", 100), backup(4n, "operate", null)])).toEqual([4n, 5n])
  })

  it("has what has begun in one component at that time", () => {
    expect(
      idsOf([backup(5n, "operate", 100), backup(5n, "tasklist", null), backup(6n, "operate", 500)])
    ).toEqual([6n, 5n])
  })

  it("has the greater id first where both began together, whatever the order of the list", () => {
    const list = [
      backup(9n, "operate", 100),
      backup(10n, "operate", 100),
      backup(2n, "operate", null),
      backup(3n, "operate", null)
    ]
    expect(idsOf(list)).toEqual([3n, 2n, 10n, 9n])
    expect(idsOf(list.toReversed())).toEqual([3n, 2n, 10n, 9n])
  })

  it("keeps the components of an id together, in the order of the list", () => {
    const [group] = BackupGroup.groupById([backup(5n, "tasklist", 2), backup(5n, "operate", 1)])
    expect(group?.backups.map((x) => x.component)).toEqual(["tasklist", "operate"])
    expect(group?.startedAt).toBe(1)
  })
})

describe("a good backup", () => {
  const good = (backups: ReadonlyArray<Backup.Backup>, components = both) =>
    BackupGroup.good(BackupGroup.groupById(backups), components).map((x) => x.backupId)

  it("is COMPLETED in every component that is asked for", () => {
    const list = [
      backup(1n, "operate", 100),
      backup(1n, "tasklist", 100),
      backup(2n, "operate", 200),
      backup(3n, "operate", 300),
      backup(3n, "tasklist", 300, "FAILED")
    ]
    expect(good(list)).toEqual([1n])
    expect(good(list, ["operate"])).toEqual([3n, 2n, 1n])
    expect(good(list, ["tasklist"])).toEqual([1n])
  })

  it.each(["FAILED", "INCOMPLETE", "INCOMPATIBLE", "IN_PROGRESS"] as const)(
    "is not one that is %s",
    (state) => {
      expect(good([backup(1n, "operate", 1), backup(1n, "tasklist", 1, state)])).toEqual([])
    }
  )

  it("is none when no component is asked for: nothing is known of any", () => {
    expect(good([backup(1n, "operate", 1)], [])).toEqual([])
  })

  it("the last one is the newest of them, and none of none", () => {
    const groups = BackupGroup.groupById([
      backup(1n, "operate", 1),
      backup(2n, "operate", 2),
      backup(3n, "operate", 3, "FAILED")
    ])
    expect(BackupGroup.lastGood(groups, ["operate"])?.backupId).toBe(2n)
    expect(BackupGroup.lastGood([], ["operate"])).toBeUndefined()
  })
})

describe("the parts of a backup", () => {
  it("are counted over all components, without damaged ones, and the total is unknown without a snapshot", () => {
    const whole = backup(1n, "operate", 1)
    const damaged: Backup.Backup = {
      ...whole,
      component: "tasklist",
      snapshots: whole.snapshots.map((x) => ({ ...x, damaged: true }))
    }
    expect(BackupGroup.countParts([whole])).toEqual({ done: 1, total: 6 })
    expect(BackupGroup.countParts([whole, damaged])).toEqual({ done: 1, total: 12 })
    expect(BackupGroup.countParts([backup(1n, "operate", null)])).toEqual({ done: 0, total: null })
  })
})

describe("a delete", () => {
  const groups = BackupGroup.groupById([
    backup(1n, "operate", 1),
    backup(1n, "tasklist", 1),
    backup(2n, "operate", 2),
    backup(2n, "tasklist", 2),
    backup(3n, "operate", 3, "FAILED")
  ])
  const impact = (
    ids: ReadonlyArray<bigint>,
    from: ReadonlyArray<Component.Component> = both,
    known: ReadonlyArray<Component.Component> = both
  ) => {
    const { goodAfter, losesLastGood, proof } = BackupGroup.deleteImpact(groups, ids.map(id), from, known)
    return { left: goodAfter.map((x) => x.backupId), losesLastGood, proof }
  }

  it("of one of several good backups takes a yes", () => {
    expect(impact([2n])).toEqual({ left: [1n], losesLastGood: false, proof: "yes" })
    expect(impact([3n])).toEqual({ left: [2n, 1n], losesLastGood: false, proof: "yes" })
  })

  it("of several takes their number, also when none of them is good", () => {
    expect(impact([1n, 2n])).toEqual({ left: [], losesLastGood: true, proof: "count" })
    expect(impact([3n, 4n])).toEqual({ left: [2n, 1n], losesLastGood: false, proof: "count" })
    expect(impact([2n, 2n])).toMatchObject({ proof: "yes" })
  })

  it("of the last good backup takes its id, also when only one component of it goes", () => {
    const last = BackupGroup.groupById([backup(1n, "operate", 1), backup(1n, "tasklist", 1)])
    for (const from of [both, ["operate"] as const])
      expect(BackupGroup.deleteImpact(last, [id(1n)], from, both)).toMatchObject({
        goodAfter: [],
        losesLastGood: true,
        proof: "id"
      })
  })

  it("leaves what is good in the components that are known, when nothing is deleted from those", () => {
    expect(impact([2n], ["tasklist"], ["operate"])).toEqual({
      left: [2n, 1n],
      losesLastGood: false,
      proof: "yes"
    })
    expect(impact([2n], [])).toMatchObject({ left: [2n, 1n], proof: "yes" })
  })

  it("loses no good backup where there is none", () => {
    expect(BackupGroup.deleteImpact([], [id(1n)], both, both)).toMatchObject({
      goodBefore: [],
      losesLastGood: false,
      proof: "yes"
    })
  })
})
