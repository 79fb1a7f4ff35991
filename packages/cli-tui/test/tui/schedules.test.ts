import { type ScheduleStatus, TransportError } from "@camunda-backup/core"
import { Result } from "effect"
import { describe, expect, it } from "vitest"
import { screenOf, type Model } from "../../src/tui/model/Model.ts"
import { frame } from "../../src/tui/view/frame.ts"
import { textOfLine } from "../../src/tui/view/Line.ts"
import { spoken } from "../../src/tui/view/spoken.ts"
import { after, blank, both, now, press, withBackups, zoo, zooModel } from "./builders.ts"
import { zooDrills } from "./drills.ts"
import { failed, nightly, paused, runOf, scheduledOf, skipped, skippedOf, weekly } from "./schedules.ts"

const minute = 60_000

const notOffered = new TransportError.NotOffered({ what: "show schedules", url: "http://x" })

const text = (model: Model): string => frame(model).map(textOfLine).join("\n")

/** The line below the header. */
const border = (model: Model): string => {
  const lines = frame(model).map(textOfLine)
  return lines[lines.findIndex((x) => x.startsWith("├"))] ?? ""
}

const roleOf = (model: Model, words: string): string | undefined =>
  frame(model)
    .flat()
    .find((x) => x.text.includes(words))?.role

const sizes: ReadonlyArray<readonly [number, number]> = [
  [60, 16],
  [80, 24],
  [120, 40]
]

describe("the line below the header", () => {
  it.each(sizes)("tells the next run at %sx%s, on every screen", (columns, rows) => {
    const model = after(zooModel(columns, rows), scheduledOf(nightly, weekly))[0]
    for (const keys of [[], ["0"], ["2"], ["enter"], ["c"], ["?"]])
      expect(border(press(model, ...keys)[0])).toContain("next: backup in 1d 0h, 2026-11-26 02:00 UTC")
  })

  it.each(sizes)("tells of a pause, a skipped run and a failed one first, at %sx%s", (columns, rows) => {
    const told = (...all: ReadonlyArray<ScheduleStatus>) =>
      after(withBackups(blank(columns, rows), zoo.slice(2)), ...zooDrills, scheduledOf(...all))[0]
    const cases = [
      [told(paused), "! backup schedule PAUSED for 2h 00m by amal"],
      [told(skipped), "! backup 11-25 00:00 SKIPPED: No process"],
      [told(failed), "! backup 11-23 02:00: operate FAILED"],
      [told({ ...weekly, runs: [runOf(1787364003, 72)] }), "! drill 11-22 02:00: operate damaged: Shard 0"]
    ] as const
    for (const [model, words] of cases) {
      expect(border(model)).toContain(words.slice(0, columns - 8))
      expect(roleOf(model, words.slice(0, 20))).toBe("warn")
    }
  })

  it("says how many other things are wrong, and what comes next where there is room", () => {
    const model = after(zooModel(130, 40), scheduledOf(skipped, { ...weekly, paused: paused.paused }))[0]
    expect(border(model)).toMatch(/SKIPPED: No process ran within 2h of its time\. \(\+1\) ─+ next: backup/)
  })

  it("does not say that something is to come whose time has passed meanwhile", () => {
    const [model] = after(zooModel(), scheduledOf(nightly), { _tag: "Tick", now: now + 25 * 60 * minute })
    expect(border(model)).toContain("backup due since 2026-11-26 02:00 UTC")
    expect(border(model)).not.toContain("backup in")
  })

  it("says nothing while nothing is known, nothing is set, or nothing is offered", () => {
    const plain = border(zooModel())
    expect(plain).toMatch(/^├─+┤$/)
    expect(border(after(zooModel(), scheduledOf())[0])).toBe(plain)
    const camunda = after(zooModel(), { _tag: "Schedules", answer: Result.fail(notOffered), at: now })[0]
    expect(border(camunda)).toBe(plain)
  })

  it("cannot be broken out of by who paused it", () => {
    const bad = { ...paused, paused: { at: now, by: "a\u001B[2Jb" } }
    expect(text(after(zooModel(120, 40), scheduledOf(bad))[0])).not.toContain("\u001B")
  })

  it("is spoken in full", () => {
    const model = after(zooModel(80, 40, { screenReader: true }), scheduledOf(skipped))[0]
    const said = spoken(model).join(" ")
    expect(said).toContain("backup 11-25 00:00 SKIPPED: No process ran within 2h of its time.")
    expect(said).toContain("Next backup in 1d 0h, 2026-11-26 02:00 UTC.")
  })
})

describe("the overview", () => {
  it("has the whole reason of a time that was skipped under what is wrong", () => {
    const long = `operate: ${"The index is not there. ".repeat(3)}End`
    const model = after(
      withBackups(blank(60, 24), both(7)),
      scheduledOf({ ...nightly, runs: [skippedOf(2, long)] })
    )[0]
    const shown = text(press(model, "0")[0])
    expect(shown).toMatch(/Wrong +! backup 11-25 00:00 SKIPPED: operate:/)
    expect(shown).toContain("End")
    expect(shown).toMatch(/Schedules +next backup in 1d 0h/)
  })

  it("does not repeat a failed backup, which it names itself", () => {
    const model = after(withBackups(blank(), zoo.slice(4)), scheduledOf(failed))[0]
    expect(text(press(model, "0")[0]).match(/1787364003 is FAILED/g)).toHaveLength(2)
  })

  it("says nothing of schedules over Camunda's own API", () => {
    const [model] = after(withBackups(blank(), both(7)), {
      _tag: "Schedules",
      answer: Result.fail(notOffered),
      at: now
    })
    const shown = press(model, "0")[0]
    expect(text(shown)).not.toContain("chedule")
    expect(press(shown, "4")[0].toast?.text).toContain("Camunda's own server does nothing by itself")
    expect(screenOf(press(shown, "4")[0])).toBe("overview")
  })
})

describe("the screen of schedules", () => {
  it("reads them when it is opened and on refresh, else as seldom as drills", () => {
    const [model, tasks] = press(zooModel(), "4")
    expect(tasks).toEqual([{ _tag: "Schedules" }])
    expect(press(model, "ctrl+r")[1].filter((x) => x._tag === "Schedules")).toHaveLength(1)
    let next = model
    let asked = 0
    for (let at = now; at < now + 120_000; at += 250) {
      const [stepped, more] = after(next, { _tag: "Tick", now: at })
      asked += more.filter((x) => x._tag === "Schedules").length
      next = { ...stepped, verified: { ...stepped.verified, waiting: new Set() } }
    }
    expect(asked).toBeLessThan(6)
  })

  it("keeps what was read when it cannot be read again, and says so", () => {
    const away = new TransportError.ServerUnreachable({ url: "http://x", reason: "y.", boundMillis: null })
    const [model] = after(
      press(after(zooModel(), scheduledOf(nightly))[0], "4")[0],
      { _tag: "Tick", now: now + 5 * minute },
      { _tag: "Schedules", answer: Result.fail(away), at: now }
    )
    expect(text(model)).toContain("They cannot be read")
    expect(text(model)).toContain("0 3 * * *")
  })
})

describe("pausing and resuming a schedule", () => {
  const at = (...all: ReadonlyArray<ScheduleStatus>): Model =>
    press(after(zooModel(), scheduledOf(...all))[0], "4")[0]

  it("is confirmed by the button, and not by a key that is pressed without reading", () => {
    const [asked] = press(at(nightly), "x")
    expect(asked.dialog).toMatchObject({ kind: "pauseSchedule", job: "backup", focus: "back" })
    expect(text(asked)).toContain("Same as  camunda-backup schedule pause backup")
    expect(press(asked, "enter")[1]).toEqual([])
    expect(press(asked, "y")[1]).toEqual([])
    const [requested, tasks] = press(asked, "tab", "enter")
    expect(tasks).toEqual([{ _tag: "SetSchedule", action: "pause", job: "backup" }])
    expect(press(requested, "x")[0].toast?.text).toContain("is being changed")
    const [done] = after(requested, {
      _tag: "ScheduleSet",
      action: "pause",
      job: "backup",
      answer: Result.succeed(paused)
    })
    expect(border(done)).toContain("PAUSED")
    expect(press(done, "e", "enter")[1]).toEqual([{ _tag: "SetSchedule", action: "resume", job: "backup" }])
  })

  it("means the one that tab chose", () => {
    const model = at(nightly, weekly)
    expect(press(model, "x")[0].dialog).toMatchObject({ job: "backup" })
    expect(press(model, "tab", "x")[0].dialog).toMatchObject({ job: "drill" })
    expect(press(model, "tab", "tab", "x")[0].dialog).toMatchObject({ job: "backup" })
    expect(press(model, "shift+tab", "x")[0].dialog).toMatchObject({ job: "drill" })
  })

  it("is refused with the reason where it cannot be done", () => {
    const refusal = (model: Model, key: string) => press(model, key)[0].toast?.text
    expect(refusal(at(nightly), "e")).toBe("The backup schedule is not paused.")
    expect(refusal(at(paused), "x")).toBe("The backup schedule is paused already.")
    expect(refusal(at(), "x")).toBe("No schedule is set here.")
    expect(refusal(at(nightly), "tab")).toBe("There is no other schedule.")
    const reading = press(after(zooModel(80, 24, { readOnly: true }), scheduledOf(nightly))[0], "4")[0]
    expect(refusal(reading, "x")).toBe("This session only reads (--read-only).")
  })

  it("has to be read when it failed, and can then be tried again", () => {
    const [requested] = press(at(nightly), "x", "tab", "enter")
    const [model] = after(requested, {
      _tag: "ScheduleSet",
      action: "pause",
      job: "backup",
      answer: Result.fail(notOffered)
    })
    expect(model.dialog).toMatchObject({ _tag: "Notice", title: "The backup schedule was not paused" })
    expect(press(model, "esc", "x")[0].dialog).toMatchObject({ kind: "pauseSchedule" })
  })
})
