import { BackupError, TransportError } from "@camunda-backup/core"
import { Result } from "effect"
import { describe, expect, it } from "vitest"
import type { Model } from "../../src/tui/model/Model.ts"
import { confirmationOf } from "../../src/tui/confirmation/confirmationOf.ts"
import { nextAt } from "../../src/tui/update/onListed.ts"
import {
  after,
  backup,
  blank,
  both,
  detailedOf,
  id,
  listedOf,
  now,
  press,
  withBackups,
  zoo,
  zooModel
} from "./builders.ts"

const away = new TransportError.ServerUnreachable({ url: "http://x", reason: "refused.", boundMillis: null })

const lost = (model: Model, at: number) =>
  after(
    model,
    { _tag: "Tick", now: at },
    ...(["operate", "tasklist"] as const).map(
      (component) => ({ _tag: "Listed", component, answer: Result.fail(away), at }) as const
    )
  )

const many = (n: number, from = 1_700_000_000) =>
  Array.from({ length: n }, (_, i) => backup("operate", from - i, { hours: i + 1 }))

const selected = (model: Model) => model.visible[model.list.index]?.key

describe("reading", () => {
  it("asks for every component at once, and not again before the answers came", () => {
    const [asked, commands] = after(blank(), { _tag: "Tick", now })
    expect(commands).toEqual([
      { _tag: "List", component: "operate" },
      { _tag: "List", component: "tasklist" }
    ])
    expect(after(asked, { _tag: "Tick", now: now + 60_000 })[1]).toEqual([])
    expect(press(asked, "ctrl+r")[1]).toEqual([])
  })

  it("shows nothing of a half: a row of one component only would look like a backup the other lacks", () => {
    const [half] = after(blank(), { _tag: "Tick", now }, listedOf("operate", both(7).slice(0, 1)))
    expect(half.rows).toEqual([])
    expect(press(half, "d")[0].dialog).toBeNull()
    expect(after(half, listedOf("tasklist", both(7).slice(1)))[0].rows.length).toBe(1)
  })

  it("takes the last good backup for that also when one component cannot be read", () => {
    const [model] = after(blank(), { _tag: "Tick", now }, listedOf("operate", both(7).slice(0, 1)), {
      _tag: "Listed",
      component: "tasklist",
      answer: Result.fail(away),
      at: now
    })
    const { dialog } = press(model, "d")[0]
    expect(dialog?._tag === "Confirmation" && confirmationOf(model, dialog).required).toBe("7")
  })

  it("keeps what was read while the server is away, says since when, and comes back by itself", () => {
    const model = withBackups(blank(), zoo)
    const [gone] = lost(model, now + 5000)
    expect(gone.rows).toBe(model.rows)
    expect(gone.refresh).toMatchObject({ failures: 1, failingSince: now + 5000 })
    const [, commands] = after(gone, { _tag: "Tick", now: gone.refresh.nextAt })
    expect(commands.length).toBe(2)
    const back = withBackups({ ...gone, refresh: { ...gone.refresh, nextAt: now } }, zoo)
    expect(back.refresh).toMatchObject({ failures: 0, failingSince: null })
    expect(back.toast?.text).toBe("The server answers again.")
  })

  it("waits longer after each failure, at most 15 s; sooner while something runs; never busies a slow server", () => {
    const { refresh } = blank()
    const waits = (failures: number) => nextAt({ ...refresh, failures }, false, 0)
    expect([1, 2, 3, 4, 9].map(waits)).toEqual([2000, 4000, 8000, 15_000, 15_000])
    expect(nextAt(refresh, true, 0)).toBe(1000)
    expect(nextAt(refresh, false, 0)).toBe(2000)
    expect(nextAt({ ...refresh, lastMillis: 3000 }, true, 0)).toBe(30_000)
  })

  it("stops while paused, and reads when asked all the same", () => {
    const [paused] = press(withBackups(blank(), zoo), "p")
    expect(after(paused, { _tag: "Tick", now: now + 60_000 })[1]).toEqual([])
    expect(press(paused, "ctrl+r")[1].length).toBe(2)
  })

  it("asks for details of what is on the screen, two at a time, of thousands", () => {
    const [, commands] = after(
      blank(),
      { _tag: "Tick", now },
      listedOf("operate", many(5000)),
      listedOf("tasklist", [])
    )
    expect(commands.filter((x) => x._tag === "Details").length).toBe(2)
  })

  it("asks once, before anything is opened, whether the server offers attempts", () => {
    const [, commands] = after(
      blank(),
      { _tag: "Tick", now },
      listedOf("operate", both(7).slice(0, 1)),
      listedOf("tasklist", [])
    )
    expect(commands.filter((x) => x._tag === "Attempts").length).toBe(1)
  })
})

describe("a backup that is gone", () => {
  it("takes what was known of it along: another of the same id is another", () => {
    const model = after(withBackups(blank(), both(7)), ...both(7).map((x) => detailedOf(x)))[0]
    expect(model.facts.size).toBe(2)
    expect(withBackups({ ...model, refresh: { ...model.refresh, nextAt: now } }, []).facts.size).toBe(0)
  })
})

describe("the cursor", () => {
  it("stays on its backup while others come and go", () => {
    const [model] = press(withBackups(blank(), many(50)), "j", "j", "j", "j", "j")
    expect(selected(model)).toBe("1699999995")
    const [more] = after(model, listedOf("operate", many(60, 1_700_000_010)), listedOf("tasklist", []))
    expect(selected(more)).toBe("1699999995")
  })

  it("stays in its place when its backup is gone", () => {
    const [model] = press(withBackups(blank(), many(3)), "G")
    const [less] = after(model, listedOf("operate", many(2)), listedOf("tasklist", []))
    expect(selected(less)).toBe("1699999999")
  })

  it("is always on the screen, whatever is pressed and however the terminal is sized", () => {
    let model = withBackups(blank(80, 24), many(300))
    for (const stroke of ["G", "pgup", "up", "pgdn", "G", "g", "pgdn", "pgdn", "down"]) {
      model = press(model, stroke)[0]
      for (const rows of [16, 24, 40]) {
        const [sized] = after(model, { _tag: "Resized", columns: 80, rows })
        const height = rows - (rows < 20 ? 8 : 10)
        expect(sized.list.index).toBeGreaterThanOrEqual(sized.list.top)
        expect(sized.list.index).toBeLessThan(sized.list.top + height)
      }
    }
  })

  it("goes to the backup that was just begun", () => {
    const model = withBackups(blank(), both(7))
    const [begun] = after(model, {
      _tag: "Created",
      created: Result.succeed({
        backupId: id(9),
        outcomes: [{ component: "operate", result: Result.succeed([]) }]
      })
    })
    const [listed] = after(
      begun,
      listedOf("operate", [backup("operate", 9, { hours: 0 }), ...both(7).slice(0, 1)])
    )
    expect(selected(listed)).toBe("9")
  })
})

describe("filter and sort", () => {
  it.each([
    ["state:failed", ["1787364003"]],
    ["!completed", ["1787364003", "1787277603"]],
    ["age:>4d", ["9223372036854775807"]],
    ["version:8.6", ["9223372036854775807"]],
    ["age:<1h state:in_prog", ["1795651954"]],
    ["nothing", []]
  ])("%s", (filter, keys) => {
    const [model] = press(zooModel(), "/", ...Array.from(filter, (x) => (x === " " ? "space" : x)), "enter")
    expect(model.visible.map((x) => x.key)).toEqual(keys)
  })

  it("! shows only problems: also a backup that one component lacks", () => {
    expect(press(zooModel(), "!")[0].visible.map((x) => x.key)).toEqual([
      "1795651954",
      "1787364003",
      "1787277603",
      "1787191203"
    ])
  })

  it("S sorts; esc clears the filter and never quits", () => {
    const [oldest] = press(zooModel(), "S")
    expect(oldest.visible[0]?.key).toBe("9223372036854775807")
    const [cleared, commands] = press(zooModel(), "/", "7", "enter", "esc", "esc", "esc")
    expect(cleared.filter).toBe("")
    expect(commands).toEqual([])
  })
})

describe("delete", () => {
  it("does nothing when enter is pressed at once: the button that leaves it has the keys", () => {
    const [model, commands] = press(zooModel(), "down", "down", "d", "enter")
    expect(model.dialog).toBeNull()
    expect(commands.filter((x) => x._tag === "Do")).toEqual([])
  })

  it("sends exactly what the plan showed", () => {
    const [, commands] = press(zooModel(), "down", "down", "d", "right", "enter")
    expect(commands).toEqual([
      { _tag: "Do", doing: "delete", component: "operate", backupId: id(1787364003) },
      { _tag: "Do", doing: "delete", component: "tasklist", backupId: id(1787364003) }
    ])
  })

  it("leaves out the component that was not chosen", () => {
    const [model] = press(zooModel(), "down", "down", "d", "left", "space")
    expect(model.dialog).toMatchObject({ chosen: ["operate"] })
    const [, commands] = press(model, "right", "right", "enter")
    expect(commands).toEqual([
      { _tag: "Do", doing: "delete", component: "operate", backupId: id(1787364003) }
    ])
  })

  it("of the last good backup works only once its id is typed", () => {
    const model = withBackups(blank(), both(42))
    const [refused, none] = press(model, "d", "4", "enter")
    expect(none).toEqual([])
    expect(refused.toast?.text).toBe("Type 42 to confirm.")
    expect(press(refused, "2", "enter")[1].length).toBe(2)
  })

  it("of several works only once their number is typed", () => {
    const model = zooModel()
    const [marked] = press(model, "down", "down", "space", "space", "d")
    expect(marked.dialog?._tag === "Confirmation" && confirmationOf(marked, marked.dialog).required).toBe(
      "delete 2"
    )
    expect(press(marked, "tab", "tab", "tab", "tab", "enter")[1]).toEqual([])
    const [, commands] = press(marked, ...Array.from("delete 2", (x) => (x === " " ? "space" : x)), "enter")
    expect(commands.length).toBe(4)
  })

  it("shows DELETING until the answer came, and a failure until it was read", () => {
    const [asked] = press(zooModel(), "down", "down", "d", "right", "enter")
    expect([...asked.doing.values()]).toEqual(["delete", "delete"])
    const [failed] = after(asked, {
      _tag: "Done",
      doing: "delete",
      component: "operate",
      backupId: id(1787364003),
      answer: Result.fail(away)
    })
    expect(failed.doing.size).toBe(1)
    expect(failed.dialog).toMatchObject({ _tag: "Notice", title: "It was not deleted" })
    expect(press(failed, "enter")[0].dialog).toBeNull()
  })
})

describe("create", () => {
  it("offers a free id and all components, checks the installation, and sends what was chosen", () => {
    const taken = Math.floor(now / 1000)
    const [model, commands] = press(withBackups(blank(), both(taken)), "c")
    expect(model.dialog).toMatchObject({ text: String(taken + 1), chosen: ["operate", "tasklist"] })
    expect(commands).toEqual([
      { _tag: "Check" },
      { _tag: "Plan", components: ["operate", "tasklist"], backupId: id(taken + 1) }
    ])
    expect(press(model, "enter")[1]).toEqual([
      {
        _tag: "Create",
        components: ["operate", "tasklist"],
        backupId: id(taken + 1),
        annotation: { description: null, labels: {} }
      }
    ])
  })

  it("asks what it would take again once another id is typed, not at every digit", () => {
    const [opened] = press(withBackups(blank(), both(7)), "c")
    const [model, typing] = press(opened, "tab", "ctrl+u", "9")
    expect(model.dialog).toMatchObject({ focus: "text", text: "9" })
    expect(typing).toEqual([])
    const plan = { _tag: "Plan", components: ["operate", "tasklist"], backupId: id(9) }
    expect(press(model, "tab")[1]).toEqual([plan])
    expect(press(model, "enter")[1]).toEqual([plan])
  })

  it("shows what the server would take of each component, or why it would refuse", () => {
    const [opened] = press(withBackups(blank(), both(7)), "c", "tab", "ctrl+u", "9", "tab")
    const [model] = after(opened, {
      _tag: "Planned",
      backupId: id(9),
      answer: Result.succeed([
        {
          component: "operate",
          inNoPart: [{ index: "operate-event-8.2.0_", documents: 12 }],
          result: Result.succeed(
            backup("operate", 9, { parts: ["SUCCESS"] }).snapshots.map((x) => ({
              snapshot: x.name,
              indices: ["a", "b"]
            }))
          )
        },
        {
          component: "tasklist",
          inNoPart: [],
          result: Result.fail(new BackupError.BackupRunning({ component: "tasklist" }))
        }
      ])
    })
    const { dialog } = model
    expect(dialog?._tag === "Confirmation" ? confirmationOf(model, dialog) : null).toMatchObject({
      heading: "1 snapshot, with the indices that exist now:",
      snapshots: [{ name: "camunda_operate_9_8.7.2_part_1_of_6", note: "2 indices" }],
      button: "Take operate alone",
      guards: [
        { text: "tasklist will be refused: Another backup is running at the moment", isBad: true },
        { text: "Half a backup: a restore needs both components under one id.", isBad: true }
      ],
      commandLines: ["camunda-backup create 9 --component operate"],
      warnings: ["In no part of operate: operate-event-8.2.0_ (12 documents)"]
    })
  })

  it("refuses an id that would read back as another: 007", () => {
    const [model, tasks] = press(
      withBackups(blank(), both(8)),
      "c",
      "tab",
      "ctrl+u",
      "0",
      "0",
      "7",
      ...Array.from({ length: 6 }, () => "tab"),
      "enter"
    )
    expect(tasks.map((x) => x._tag)).not.toContain("Create")
    expect(model.toast?.text).toContain("The id is a number")
  })

  it("refuses an id that is none", () => {
    const [model] = press(
      withBackups(blank(), both(7)),
      "c",
      "tab",
      "ctrl+u",
      "x",
      ...Array.from({ length: 6 }, () => "tab"),
      "enter"
    )
    expect(model.toast?.text).toContain("The id is a number")
  })

  const refusing = (of: ReadonlyArray<"operate" | "tasklist">) => {
    const [opened] = press(withBackups(blank(), both(7)), "c")
    const backupId = opened.dialog?._tag === "Confirmation" ? id(Number(opened.dialog.text)) : id(0)
    const answer = Result.succeed(
      (["operate", "tasklist"] as const).map((component) => ({
        component,
        inNoPart: [],
        result: of.includes(component)
          ? Result.fail(new BackupError.BackupRunning({ component }))
          : Result.succeed([])
      }))
    )
    return after(opened, { _tag: "Planned", backupId, answer })[0]
  }

  it("takes nothing by a key pressed without reading when a component is refused; the other alone takes a second button", () => {
    const model = refusing(["operate"])
    expect(model.dialog).toMatchObject({ focus: "back", chosen: ["operate", "tasklist"] })
    const [left, none] = press(model, "enter")
    expect({ dialog: left.dialog, none }).toEqual({ dialog: null, none: [] })
    const [, taken] = press(model, "tab", "enter")
    expect(taken).toMatchObject([{ _tag: "Create", components: ["tasklist"] }])
  })

  it("has a button that does nothing when everything is refused", () => {
    const [model, none] = press(refusing(["operate", "tasklist"]), "tab", "enter")
    expect(none).toEqual([])
    expect(model.toast?.text).toBe("Everything chosen is refused.")
  })

  it("offers a component that is being backed up too: the plan says that it is refused", () => {
    expect(press(zooModel(), "c")[0].dialog).toMatchObject({ offered: ["operate", "tasklist"] })
  })

  it("tells which component was refused, and why", () => {
    const [model] = after(withBackups(blank(), both(7)), {
      _tag: "Created",
      created: Result.succeed({
        backupId: id(9),
        outcomes: [
          { component: "operate", result: Result.succeed([]) },
          {
            component: "tasklist",
            result: Result.fail(new BackupError.BackupRunning({ component: "tasklist" }))
          }
        ]
      })
    })
    expect(model.dialog).toMatchObject({
      title: "Not every component was started",
      lines: ["tasklist: Another backup is running at the moment"]
    })
  })
})

describe("cancel and resume", () => {
  it("cancel only the component that runs", () => {
    expect(press(zooModel(), "x", "right", "enter")[1]).toEqual([
      { _tag: "Do", doing: "cancel", component: "tasklist", backupId: id(1795651954) }
    ])
  })

  it("resume names what is missing", () => {
    const [model] = press(zooModel(), "down", "down", "down", "e")
    const names =
      model.dialog?._tag === "Confirmation"
        ? confirmationOf(model, model.dialog).snapshots.map((x) => x.name)
        : []
    expect(names[0]).toBe("camunda_operate_1787277603_8.7.2_part_3_of_6")
    expect(names.length).toBe(8)
  })
})

describe("Camunda's own server", () => {
  it("is known by its first refusal: cancel, resume and attempts then say why they are not to be had", () => {
    const notOffered = new TransportError.NotOffered({
      what: "show the attempts of a backup",
      url: "http://o"
    })
    const [model] = after(zooModel(), {
      _tag: "Attempted",
      component: "operate",
      backupId: id(1787450403),
      answer: Result.fail(notOffered)
    })
    expect(model.notOffered).toBe(notOffered.message)
    expect(press(model, "x")[0].toast?.text).toContain("Camunda's own server cannot cancel")
  })
})

describe("messages in passing", () => {
  it("fade after 6 s; bad ones stay", () => {
    const [told] = press(withBackups(blank(), both(7)), "x")
    expect(after(told, { _tag: "Tick", now: now + 5000 })[0].toast).not.toBeNull()
    expect(after(told, { _tag: "Tick", now: now + 6000 })[0].toast).toBeNull()
  })
})

describe("screens", () => {
  it("go one deeper and one back; q quits in the list only", () => {
    const [part, none] = press(zooModel(), "enter", "enter", "?", "q", "q", "q")
    expect(part.screens).toEqual(["list"])
    expect(none.filter((x) => x._tag === "Quit")).toEqual([])
    expect(press(part, "q")[1]).toEqual([{ _tag: "Quit" }])
  })

  it("keep showing the backup that was opened while the list changes", () => {
    const [detail] = press(zooModel(), "down", "enter")
    const [later] = after(detail, listedOf("operate", many(20)), detailedOf(backup("operate", 1_700_000_000)))
    expect(later.detail.key).toBe("1787450403")
  })

  it("the palette runs what is chosen by name", () => {
    const [check, commands] = press(zooModel(), ":", "c", "h", "e", "c", "k", "enter")
    expect(check.screens.at(-1)).toBe("check")
    expect(commands).toEqual([{ _tag: "Check" }])
  })

  it("ctrl+c leaves from anywhere", () => {
    expect(press(zooModel(), "d", "ctrl+c")[1]).toContainEqual({ _tag: "Quit" })
  })
})
