import { describe, expect, it } from "vitest"
import { table } from "../../src/cli/output/table.ts"

const reason = "Some of the snapshots are partial: part 3 of 6"
const rows = [
  ["7", "operate", "FAILED", reason],
  ["8", "operate", "COMPLETED", ""]
]
const header = ["ID", "COMPONENT", "STATE", "REASON"]
const drawn = (columns: number | null): ReadonlyArray<string> =>
  table(header, rows, columns).trimEnd().split("\n")

describe("a table", () => {
  it("is one line per row where no terminal reads it, without blanks at the ends", () => {
    expect(drawn(null)).toEqual([
      "ID  COMPONENT  STATE      REASON",
      `7   operate    FAILED     ${reason}`,
      "8   operate    COMPLETED"
    ])
    expect(drawn(200)).toEqual(drawn(null))
  })

  it("wraps its last column beside the others", () => {
    expect(drawn(60)).toEqual([
      "ID  COMPONENT  STATE      REASON",
      "7   operate    FAILED     Some of the snapshots are partial:",
      "                          part 3 of 6",
      "8   operate    COMPLETED"
    ])
  })

  it("has it below the row where there is no room beside it", () => {
    expect(drawn(45)).toEqual([
      "ID  COMPONENT  STATE",
      "7   operate    FAILED",
      "    Some of the snapshots are partial: part 3",
      "    of 6",
      "8   operate    COMPLETED"
    ])
  })
})
