import { describe, expect, it } from "vitest"
import type { Model } from "../../src/tui/model/Model.ts"
import { frame } from "../../src/tui/view/frame.ts"
import { textOfLine } from "../../src/tui/view/Line.ts"
import { after, blank, both, now, plannedOf, press, withBackups } from "./builders.ts"

const annotation = { description: "Before \u001B[2J8.7.3", labels: { env: "prod" } }

const model = (columns = 80, rows = 24): Model =>
  withBackups(blank(columns, rows), [...both(2).map((x) => ({ ...x, annotation })), ...both(1, { hours: 2 })])

const drawn = (x: Model): string => frame(x).map(textOfLine).join("\n")

const filtered = (filter: string): ReadonlyArray<string> =>
  press(model(), "/", ...Array.from(filter), "enter")[0].visible.map((x) => x.key)

describe("what is said of a backup", () => {
  it.each([
    ["before", ["2"]],
    ["env=prod", ["2"]],
    ["label:env", ["2"]],
    ["label:prod", []],
    ["!env=prod", ["1"]]
  ])("is found by the filter %s", (filter, keys) => {
    expect(filtered(filter)).toEqual(keys)
  })

  it.each([
    [80, 24],
    [60, 16],
    [200, 60]
  ])("is one line of the screen of a backup, without control characters, at %sx%s", (columns, rows) => {
    const said = drawn(press(model(columns, rows), "enter")[0]).match(/Before .*8\.7\.3 \[env=prod\]/g)
    expect(said).toHaveLength(1)
    expect(said?.[0]).not.toContain("\u001B")
  })

  it("is no line of a backup of which nothing is said", () => {
    expect(drawn(press(model(), "j", "enter")[0])).not.toContain("env=prod")
  })
})

describe("a backup that is to be taken", () => {
  /** The cursor at the description. */
  const asked = (columns = 80, rows = 24): Model =>
    press(
      after(
        press(withBackups(blank(columns, rows), both(1, { hours: 2 })), "c")[0],
        plannedOf(Math.floor(now / 1000))
      )[0],
      "shift+tab",
      "shift+tab",
      "shift+tab"
    )[0]

  it("is taken with the description and the labels that were typed, and the command line says them", () => {
    const [typed] = press(
      asked(200, 40),
      ...Array.from("It's before 8.7.3"),
      "enter",
      ...Array.from("env=prod, url=a=b"),
      "tab",
      "tab"
    )
    expect(drawn(typed)).toContain(
      String.raw`--component both --description 'It'\''s before 8.7.3' --label 'env=prod' --label 'url=a=b'`
    )
    expect(press(typed, "enter")[1]).toMatchObject([
      {
        _tag: "Create",
        annotation: { description: "It's before 8.7.3", labels: { env: "prod", url: "a=b" } }
      }
    ])
  })

  it("is taken without, when nothing was typed", () => {
    const [, tasks] = press(asked(), "shift+tab", "tab", "tab", "tab", "tab", "enter")
    expect(tasks).toMatchObject([{ _tag: "Create", annotation: { description: null, labels: {} } }])
  })

  it.each([
    ["env", "Labels are KEY=VALUE, separated by commas; not env."],
    ["-x=1", "[-x] is not a label key"],
    ["a=1, a=2", "Label a is given twice."]
  ])("is not taken with the labels %s, and says why", (labels, reason) => {
    const [typed] = press(asked(120, 40), "tab", ...Array.from(labels), "tab", "tab")
    const [refused, tasks] = press(typed, "enter")
    expect(tasks).toEqual([])
    expect(refused.toast?.text).toContain(reason)
    expect(drawn(typed)).toContain(reason)
  })

  it("has what was typed erased where the cursor is, and nowhere else", () => {
    const [typed] = press(asked(), ...Array.from("abc"), "tab", ...Array.from("x=1"), "backspace")
    expect(typed.dialog).toMatchObject({ description: "abc", labels: "x=" })
    expect(press(typed, "ctrl+u")[0].dialog).toMatchObject({ description: "abc", labels: "" })
  })

  it("shows the end of a long description, also at 60 columns", () => {
    const [typed] = press(
      asked(60, 16),
      ...Array.from("The quick brown fox jumps over the lazy dog, twice, and then home")
    )
    expect(drawn(typed)).toMatch(/Description +….*and then home/)
    expect(drawn(typed)).toMatch(/\[ Leave it \]/)
  })

  it("is asked for neither over Camunda's own API", () => {
    const camunda = { ...withBackups(blank(), both(1)), notOffered: "Only camunda-backup-server." }
    const [model] = press(camunda, "c")
    expect(drawn(model)).not.toContain("Description")
    expect(press(model, "shift+tab", "shift+tab")[0].dialog).toMatchObject({ focus: "tasklist" })
  })
})
