import { describe, expect, it } from "vitest"
import { frame } from "../../src/tui/view/frame.ts"
import { textOfLine } from "../../src/tui/view/Line.ts"
import type { Model } from "../../src/tui/model/Model.ts"
import { screenOf } from "../../src/tui/model/Model.ts"
import { after, begun, blank, both, now, press, withBackups, zoo, zooModel } from "./builders.ts"
import { zooDrills } from "./drills.ts"

const text = (model: Model): string => frame(model).map(textOfLine).join("\n")

const at = (model: Model): Model => press(model, "0")[0]

describe("the overview", () => {
  it("is the first screen, and asks for the check once there is something to say", () => {
    expect(screenOf(begun())).toBe("overview")
    const [model, tasks] = after(begun(), { _tag: "Tick", now })
    expect(tasks.filter((x) => x._tag === "Check")).toEqual([])
    expect(withBackups(model, both(7)).check.running).toBe(true)
  })

  it("opens the list at the backup that is damaged, else at what runs, else at what failed", () => {
    const keyAt = (model: Model) => {
      const [next] = press(at(model), "enter")
      return screenOf(next) === "list" ? next.visible[next.list.index]?.key : null
    }
    expect(keyAt(after(zooModel(), ...zooDrills)[0])).toBe("1787364003")
    expect(keyAt(zooModel())).toBe("1795651954")
    const failed = both(1787450404, { hours: 20, parts: ["SUCCESS", "PARTIAL"] })
    expect(keyAt(withBackups(blank(), [...failed, ...zoo.slice(2)]))).toBe("1787450404")
    expect(keyAt(withBackups(blank(), both(7)))).toBe("7")
  })

  it("is where esc leads from a list with nothing to clear; q quits from both", () => {
    const [list] = press(zooModel(), "/", "x", "enter", "space")
    expect(screenOf(press(list, "esc")[0])).toBe("list")
    expect(screenOf(press(list, "esc", "esc", "esc")[0])).toBe("overview")
    expect(press(at(zooModel()), "q")[1]).toEqual([{ _tag: "Quit" }])
  })

  it("takes a backup from where it says so", () => {
    const late = withBackups(blank(), both(7, { hours: 30 }))
    expect(text(at(late))).toMatch(/7, 1d 6h old, LATE: objective 1d[^]*Next +c +takes a backup now/)
    expect(press(at(late), "c")[0].dialog).toMatchObject({ kind: "create" })
    const reading = withBackups(blank(80, 24, { readOnly: true }), both(7, { hours: 30 }))
    expect(text(at(reading))).not.toContain("takes a backup now")
  })

  it("says of the last good backup that a drill found it damaged", () => {
    const [model] = after(
      withBackups(
        blank(),
        zoo.filter((x) => x.backupId !== zoo[2]?.backupId)
      ),
      ...zooDrills
    )
    expect(text(at(model))).toMatch(/Last good backup +\d+/)
    const damaged = after(withBackups(blank(), both(1787364003, { hours: 48 })), ...zooDrills)[0]
    expect(text(at(damaged))).toMatch(/Last good backup +1787364003, but DAMAGED, 2d 0h old, LATE/)
  })
})
