import { describe, expect, it } from "vitest"
import type { Model } from "../../src/tui/model/Model.ts"
import { frame } from "../../src/tui/view/frame.ts"
import { textOfLine } from "../../src/tui/view/Line.ts"
import { blank, both, press, withBackups } from "./builders.ts"

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
