/** Whatever is not the exact name of one index must never reach a call that deletes, changes or restores. */
import { describe, expect, it } from "vitest"
import { inexactNames, isExactName } from "../../../src/domain/restore/exactName.ts"

const exact = [
  "operate-list-view-8.3.0_",
  "operate-list-view-8.3.0_2026-11-27",
  "tasklist-task-8.5.0_",
  "drill-0123456789abcdef-operate-import-position-8.3.0_",
  ".operate-hidden",
  "äöü-é",
  "0",
  "a+b",
  "a-b",
  "a..b"
]

const inexact = [
  "*",
  "operate-*",
  "operate-list-view-8.3.0_*",
  "oper?te",
  "*,-operate-x",
  "-operate-list-view-8.3.0_",
  "+operate",
  "_all",
  "_operate",
  "operate-a,operate-b",
  ",",
  "operate-a,",
  "<operate-{now/d}>",
  "%3Coperate-%7Bnow%2Fd%7D%3E",
  "operate>",
  "other:operate-a",
  "*:operate-a",
  "operate-a::data",
  "operate-a::failures",

  "",
  " ",
  "operate a",
  "operate\ta",
  "operate\n",
  "operate/_settings",
  "operate#a",
  'operate"a',
  "operate|a",
  ".",
  "..",
  "Operate-a",
  "operate-A",
  String.raw`operate\a`
]

describe("the exact name of an index", () => {
  it.each(exact)("is [%s]", (name) => {
    expect(isExactName(name)).toBe(true)
  })

  it.each(inexact)("is not [%s]", (name) => {
    expect(isExactName(name)).toBe(false)
  })

  it("is looked for among others", () => {
    expect(inexactNames([...exact, ...inexact])).toEqual(inexact)
    expect(inexactNames(exact)).toEqual([])
    expect(inexactNames([])).toEqual([])
  })
})
