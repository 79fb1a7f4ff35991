import { Result } from "effect"
import { describe, expect, it } from "vitest"
import { frame } from "../../src/tui/view/frame.ts"
import { textOfLine } from "../../src/tui/view/Line.ts"
import type { Model } from "../../src/tui/model/Model.ts"
import { after, blank, both, detailedOf, press, withBackups, zooModel } from "./builders.ts"

const text = (model: Model): string => frame(model).map(textOfLine).join("\n")
const selected = (model: Model) => model.visible[model.list.index]?.key

describe("y", () => {
  it("copies the command line first, and the other forms by their names", () => {
    const copied = (...strokes: ReadonlyArray<string>) => {
      const [model, tasks] = press(zooModel(120, 40), "down", "y", ...strokes)
      return { said: model.toast?.text, task: tasks.find((x) => x._tag === "Copy") }
    }
    expect(copied("enter").task).toEqual({
      _tag: "Copy",
      text: "camunda-backup get 1787450403 --component both"
    })
    expect(copied("left", "enter")).toMatchObject({
      said: "Copied the id (10 characters), if the terminal takes it; y shows the text.",
      task: { text: "1787450403" }
    })
    expect(copied("right", "right", "y").task?.text).toBe(
      ["operate", "tasklist"]
        .map((x) => `curl -s 'http://127.0.0.1:9600/api/v1/backups/${x}/1787450403'`)
        .join("\n")
    )
    const json = JSON.parse(copied("right", "enter").task?.text ?? "")
    expect(json).toMatchObject([
      { component: "operate", backupId: "1787450403", state: "COMPLETED" },
      { component: "tasklist", backupId: "1787450403", state: "COMPLETED" }
    ])
  })

  it("shows the text for a terminal that does not take it, and copies nothing on esc", () => {
    const [model] = press(zooModel(), "down", "y")
    expect(text(model)).toContain("camunda-backup get 1787450403 --component both")
    const [closed, tasks] = press(model, "esc")
    expect([closed.dialog, tasks]).toEqual([null, []])
  })

  it("offers no curl where there is no server", () => {
    expect(text(press(zooModel(80, 24, { curl: null }), "y")[0])).not.toContain("curl")
  })
})

describe("n and N", () => {
  it("go through the rows that the last filter matches, also when all are shown again, round the end", () => {
    const [list] = press(zooModel(), "/", "1", "7", "8", "7", "enter", "esc")
    expect([list.filter, list.search]).toEqual(["", "1787"])
    const keys: Array<string | undefined> = []
    let model = list
    for (let i = 0; i < 5; i++) {
      model = press(model, "n")[0]
      keys.push(selected(model))
    }
    expect(keys.slice(0, 4)).toEqual(["1787364003", "1787277603", "1787191203", "1787450403"])
    expect(selected(press(model, "N")[0])).toBe("1787450403")
    expect(press(press(list, "N")[0], "N")[0].toast?.text).toMatch(/^Match \d of 4 of 1787/)
  })

  it("go through lines of text, from a search", () => {
    const [found] = press(zooModel(80, 16), "?", "/", "p", "a", "g", "e", "enter")
    expect(found.toast?.text).toBe("Match 1 of 2 of page.")
    const [next] = press(found, "n")
    expect(next.toast?.text).toBe("Match 2 of 2 of page.")
    expect(press(next, "n")[0].toast?.text).toBe("Match 1 of 2 of page, round the end.")
    expect(press(next, "N")[0].match).toBe(found.match)
    expect(text(next)).toContain("Page down")
  })

  it("say when nothing matches, and when nothing was looked for", () => {
    expect(press(zooModel(), "?", "/", "x", "y", "z", "enter")[0].toast?.text).toBe("Nothing matches xyz.")
    expect(press(zooModel(), "n")[0].toast?.text).toBe("Nothing was looked for yet: / begins.")
  })
})

describe("w", () => {
  it("makes room for sizes and durations on 80 columns, with a sign for each state", () => {
    const backups = [
      ...both(1787450403),
      ...both(1787364003, {
        hours: 2,
        parts: ["SUCCESS", "PARTIAL", ...Array.from({ length: 4 }, () => "SUCCESS" as const)]
      })
    ]
    const [model] = after(withBackups(blank(), backups), ...backups.map((x) => detailedOf(x)))
    expect(text(model)).not.toContain("SIZE")
    const wide = text(press(model, "w")[0])
    expect(wide).toMatch(/TOOK +SIZE/)
    expect(wide).toMatch(/1787364003 +✖ 5\/6 +✖ 5\/6/)
    expect(text(press(model, "w", "w")[0])).toBe(text(model))
  })
})

describe("ctrl+s", () => {
  it("names the file by screen and time, also from a dialog, and says where it is or why not", () => {
    expect(press(zooModel(), "ctrl+s")[1]).toEqual([
      { _tag: "Save", name: "camunda-backup-list-20261125T020000Z.txt" }
    ])
    expect(press(withBackups(blank(), both(7)), "d", "ctrl+s")[1]).toEqual([
      { _tag: "Save", name: "camunda-backup-confirmation-20261125T020000Z.txt" }
    ])
    const told = (answer: Result.Result<{ name: string; folder: string }, string>) =>
      after(zooModel(), { _tag: "Saved", answer })[0].toast
    expect(told(Result.succeed({ name: "a.txt", folder: "/tmp" }))?.text).toBe("Saved as a.txt, in /tmp.")
    expect(told(Result.fail("EACCES"))).toMatchObject({
      level: "bad",
      text: "The screen was not saved: EACCES"
    })
  })
})
