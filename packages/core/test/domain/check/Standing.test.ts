import { describe, expect, it } from "vitest"
import { Option } from "effect"
import * as Backup from "../../../src/domain/Backup.ts"
import * as BackupGroup from "../../../src/domain/BackupGroup.ts"
import * as BackupId from "../../../src/domain/BackupId.ts"
import * as BackupState from "../../../src/domain/BackupState.ts"
import * as Finding from "../../../src/domain/check/Finding.ts"
import type { Component } from "../../../src/domain/Component.ts"
import * as SnapshotName from "../../../src/domain/SnapshotName.ts"
import type { SnapshotState } from "../../../src/domain/Snapshot.ts"
import * as Standing from "../../../src/domain/check/Standing.ts"

const hour = 3_600_000
const now = 1000 * hour

const backup = (component: Component, key: number, hours: number, state: SnapshotState = "SUCCESS") =>
  Backup.make(
    component,
    Option.getOrThrow(BackupId.parse(String(key))),
    [
      {
        ...Option.getOrThrow(SnapshotName.parse(component, `camunda_${component}_${key}_8.7.2_part_1_of_1`)),
        uuid: `${component}-${key}`,
        state,
        startTime: now - hours * hour,
        failures: [],
        indices: null,
        attempt: null,
        damaged: false
      }
    ],
    { ...BackupState.unknown, live: state === "IN_PROGRESS" }
  )

const both = (...args: [key: number, hours: number, state?: SnapshotState]) => [
  backup("operate", ...args),
  backup("tasklist", ...args)
]

const judged = (
  backups: ReadonlyArray<Backup.Backup>,
  more: Partial<Standing.Facts> = {}
): Standing.Standing =>
  Standing.of({
    groups: BackupGroup.groupById(backups),
    components: ["operate", "tasklist"],
    findings: [],
    now,
    objectiveMillis: 24 * hour,
    ...more
  })

const keys = (x: ReadonlyArray<{ readonly backupId: BackupId.BackupId }>) => x.map((y) => Number(y.backupId))

describe("how an installation stands", () => {
  it("is fine with a good backup within the objective", () => {
    const standing = judged([...both(2, 5), ...both(1, 30)])
    expect(standing).toMatchObject({ ageMillis: 5 * hour, isLate: false, isAlarming: false, halves: [] })
    expect(standing.lastGood?.backupId).toBe(2n)
  })

  it("is fine while a backup runs, although another would be refused; and not while the same is said of nothing that runs", () => {
    const trouble = {
      symptom: "a is taking backup 3 of operate.",
      impact: "Another is refused.",
      action: "Wait."
    }
    const findings = [Finding.error("lease", trouble, "operate")]
    const running = [backup("operate", 3, 0, "IN_PROGRESS"), ...both(2, 5)]
    expect(judged(running, { findings })).toMatchObject({ errors: [], isAlarming: false })
    expect(judged(both(2, 5), { findings })).toMatchObject({ errors: findings, isAlarming: true })
    const other = [Finding.error("lease", trouble, "tasklist")]
    expect(judged(running, { findings: other }).errors).toEqual(other)
  })

  it("is late when the last good one is older than the objective, and never without one", () => {
    expect(judged(both(1, 25))).toMatchObject({ isLate: true, isAlarming: true })
    expect(judged(both(1, 25), { objectiveMillis: null })).toMatchObject({ isLate: false, isAlarming: false })
  })

  it("is alarming without a good backup, and says which component lacks which id", () => {
    const standing = judged([backup("operate", 2, 1), backup("tasklist", 1, 2)])
    expect(standing).toMatchObject({ lastGood: null, ageMillis: null, isLate: true, isAlarming: true })
    expect(standing.halves).toEqual([
      { component: "operate", backupId: 2n, lacking: [{ component: "tasklist", state: null }] },
      { component: "tasklist", backupId: 1n, lacking: [{ component: "operate", state: null }] }
    ])
    expect(judged([]).halves.map((x) => x.backupId)).toEqual([null, null])
  })

  it("has a failure only in the newest id, and missed ones since the last good one", () => {
    const standing = judged([
      ...both(4, 1, "FAILED"),
      ...both(3, 2, "PARTIAL"),
      ...both(2, 3),
      ...both(1, 4, "FAILED")
    ])
    expect(keys(standing.failures)).toEqual([4, 4])
    expect(keys(standing.missed)).toEqual([4, 3])
    expect(standing).toMatchObject({ isLate: false, isAlarming: true })
  })

  it("counts what runs neither as a failure nor as missed", () => {
    const standing = judged([...both(2, 0.1, "IN_PROGRESS"), ...both(1, 2)])
    expect(keys(standing.running)).toEqual([2, 2])
    expect(standing).toMatchObject({ failures: [], missed: [], isAlarming: false })
  })

  it("is alarming for an error of the check, not for a warning", () => {
    const trouble = { symptom: "s", impact: "i", action: "a" }
    expect(judged(both(1, 2), { findings: [Finding.warning("repository", trouble)] }).isAlarming).toBe(false)
    expect(judged(both(1, 2), { findings: [Finding.error("repository", trouble)] }).isAlarming).toBe(true)
  })
})
