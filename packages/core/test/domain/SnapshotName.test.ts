import { it } from "@effect/vitest"
import { Option, Schema } from "effect"
import { describe, expect } from "vitest"
import { type BackupId, Component, SnapshotName } from "../../src/index.ts"
import { id, version } from "./builders.ts"

const parse = (text: string) => SnapshotName.parse("operate", text)

describe("SnapshotName", () => {
  it.prop(
    "reads what it writes",
    {
      high: Schema.Int.check(Schema.isBetween({ minimum: 0, maximum: 2 ** 31 - 1 })),
      low: Schema.Int.check(Schema.isBetween({ minimum: 0, maximum: 2 ** 32 - 1 })),
      component: Schema.Literals(Component.all),
      part: Schema.Int.check(Schema.isBetween({ minimum: 1, maximum: 7 })),
      version: Schema.Literals(["8.7.2", "8.6.0-snapshot", "8.8.0-alpha1", "9"])
    },
    (x) => {
      const backupId = ((BigInt(x.high) << 32n) | BigInt(x.low)) as BackupId.BackupId
      const parts = { ...x, backupId, version: version(x.version), count: 7 }
      const name = SnapshotName.format(parts)
      const { component, part } = x
      expect(Option.getOrNull(SnapshotName.parse(component, name))).toEqual({
        name,
        component,
        backupId,
        version: x.version,
        part,
        count: 7
      })
    }
  )

  it.each([
    "camunda_operate_notes",
    "camunda_operate_5",
    "camunda_operate_5_8.7.2_part_0_of_6",
    "camunda_operate_5_8.7.2_part_01_of_6",
    "camunda_operate_05_8.7.2_part_1_of_6",
    "camunda_operate_9223372036854775808_8.7.2_part_1_of_6",
    "camunda_operate_5_8_7_part_1_of_6",
    'camunda_operate_5_8.7"_part_1_of_6',
    "camunda_operate_5_8.7\\_part_1_of_6",
    "camunda_operate_5_8.7\n_part_1_of_6",
    "camunda_operate_5_8.7.2_part_1_of_6_copy",
    "xcamunda_operate_5_8.7.2_part_1_of_6",
    "camunda_optimize_5_8.7.2_part_1_of_2",
    ""
  ])("takes %j for a foreign name, not for an error", (name) => {
    expect(Option.isNone(parse(name))).toBe(true)
  })

  it("keeps the components apart", () => {
    expect(Option.isNone(parse("camunda_tasklist_5_8.7.2_part_1_of_6"))).toBe(true)
  })

  it("reads names of any Camunda version and part count", () => {
    expect(Option.getOrNull(parse("camunda_operate_5_8.8.0-rc1_part_7_of_7"))).toMatchObject({
      version: "8.8.0-rc1",
      part: 7,
      count: 7
    })
  })

  it("reads a part more than the name says, as Camunda does: it is deleted and counted with the others", () => {
    expect(Option.getOrNull(parse("camunda_operate_5_8.7.2_part_3_of_2"))).toMatchObject({
      part: 3,
      count: 2
    })
  })

  it("searches for 12 without finding 123", () => {
    const prefix = SnapshotName.search("operate", id(12n)).slice(0, -1)
    expect("camunda_operate_123_8.7.2_part_1_of_6".startsWith(prefix)).toBe(false)
    expect("camunda_operate_12_8.7.2_part_1_of_6".startsWith(prefix)).toBe(true)
  })
})
