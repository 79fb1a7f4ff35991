import { assert, describe, it } from "@effect/vitest"
import { Option } from "effect"
import * as Backup from "../../src/domain/Backup.ts"
import * as BackupDetails from "../../src/domain/BackupDetails.ts"
import * as BackupState from "../../src/domain/BackupState.ts"
import type { SnapshotFacts } from "../../src/domain/SnapshotFacts.ts"
import { attempt, id, parts, snapshot } from "./builders.ts"

const backup = (snapshots: Backup.Backup["snapshots"], live: boolean) =>
  Backup.make("operate", id(5n), snapshots, { ...BackupState.unknown, live })

const nothing = () => undefined

const shown = (
  of: Backup.Backup,
  by: Parameters<typeof BackupDetails.parts>[1] = Option.none()
): ReadonlyArray<string> => BackupDetails.parts(of, by, nothing).map((x) => `${x.part} ${x.state}`)

describe("BackupDetails.parts", () => {
  it("shows what is planned while it is being taken, by the plan of its attempt", () => {
    const running = backup(parts(2, { 2: "IN_PROGRESS" }), true)
    assert.deepStrictEqual(shown(running, Option.some(attempt())), [
      "1 SUCCESS",
      "2 IN_PROGRESS",
      "3 PLANNED",
      "4 PLANNED",
      "5 PLANNED",
      "6 PLANNED"
    ])
    const [, , third] = BackupDetails.parts(running, Option.some(attempt()), nothing)
    assert.deepStrictEqual(third?.indices, attempt().plan.parts[2]?.indices)
    assert.strictEqual(third?.snapshot, attempt().plan.parts[2]?.snapshot)
  })

  it("shows all parts of a backup that was accepted a moment ago", () => {
    assert.lengthOf(shown(backup([], true), Option.some(attempt())), 6)
    assert.deepStrictEqual(shown(backup([], true)), [])
  })

  it("shows what is missing when nobody takes it, also of a backup that somebody else made", () => {
    const dead = backup([snapshot({ part: 1, count: 3 }), snapshot({ part: 3, count: 3 })], false)
    assert.deepStrictEqual(shown(dead), ["1 SUCCESS", "2 MISSING", "3 SUCCESS"])
    assert.strictEqual(
      BackupDetails.parts(dead, Option.none(), nothing)[1]?.snapshot,
      "camunda_operate_5_8.7.2_part_2_of_3"
    )
  })

  it("shows snapshots that are not of the plan, at their number", () => {
    const other = snapshot({ part: 2, version: "8.6.0", state: "FAILED" })
    assert.deepStrictEqual(shown(backup([...parts(1), other], false), Option.some(attempt())), [
      "1 SUCCESS",
      "2 FAILED",
      "2 MISSING",
      "3 MISSING",
      "4 MISSING",
      "5 MISSING",
      "6 MISSING"
    ])
  })

  it("adds what is known beside the state", () => {
    const [one] = parts(1)
    const facts: SnapshotFacts = {
      name: one!.name,
      uuid: one!.uuid,
      endTime: 900,
      indices: ["i"],
      shards: { total: 1, successful: 1, failed: 0 },
      bytes: 7
    }
    const [shown] = BackupDetails.parts(backup([one!], false), Option.none(), () => facts)
    assert.deepInclude(shown, { startedAt: 200, finishedAt: 900, bytes: 7, indices: ["i"] })
  })
})

describe("BackupDetails.startedAt", () => {
  it("is the start of the first part, and not known without one", () => {
    assert.strictEqual(BackupDetails.startedAt(backup(parts(3).toReversed(), false)), 200)
    assert.isNull(BackupDetails.startedAt(backup([], true)))
    assert.isNull(BackupDetails.startedAt(backup([snapshot({ startTime: null })], true)))
  })
})
