import { Restore, type RestoreEnd, RestoreError, RestoreId, RestoreSummary } from "@camunda-backup/core"
import { Result } from "effect"
import { describe, expect, it } from "vitest"
import type { Model } from "../../src/tui/model/Model.ts"
import type { Msg } from "../../src/tui/model/Msg.ts"
import type { Wizard } from "../../src/tui/model/Wizard.ts"
import { restoreQuestion } from "../../src/tui/model/Wizard.ts"
import { dispatch } from "../../src/tui/keymap/dispatch.ts"
import { frame } from "../../src/tui/view/frame.ts"
import { textOfLine } from "../../src/tui/view/Line.ts"
import { after, blank, both, detailedOf, id, now, press, withBackups } from "./builders.ts"
import {
  inPlacePlan,
  plannedRestore,
  planOf,
  restoreId,
  restoreOf,
  shardFailed,
  toldOf,
  wizardBegun
} from "./drills.ts"

const drawn = (model: Model): string => frame(model).map(textOfLine).join("\n")

const ready = () => withBackups(blank(100, 40), both(1787450403, { hours: 3 }))

const wizardOf = ({ dialog }: Model): Wizard => {
  if (dialog?._tag !== "Wizard") throw new Error("no wizard is open")
  return dialog
}

const inPlace = () => press(ready(), "R", "space", "enter")

const planned = (blocked = false): Model => {
  const [model] = inPlace()
  return after(model, plannedRestore(model.dialog, inPlacePlan(1787450403, blocked)))[0]
}

const restore = restoreOf(inPlacePlan(1787450403), { _tag: "DeletesBegun" })

const running = (): Model => {
  const [model] = press(planned(), "enter", "1787450403", "enter")
  return after(model, wizardBegun(model.dialog, restore), toldOf(restore))[0]
}

const endedOf = (how: RestoreEnd.RestoreEnd): Restore.Restore =>
  Restore.append(restore, { at: now, by: "host-1", event: { _tag: "Ended", how } })

const stopped = endedOf({ _tag: "Stopped", reason: "Cancelled by somebody." })

/** As the list of restores has them, newest first. */
const listed = (...all: ReadonlyArray<Restore.Restore>): Msg => ({
  _tag: "Restores",
  answer: Result.succeed(all.map(RestoreSummary.summaryOf))
})

describe("a restore that was left unfinished", () => {
  const found = (of: Restore.Restore): Model => after(ready(), toldOf(of))[0]

  it("is found in the list of restores, unless a later one took its place", () => {
    const later = { ...stopped, id: RestoreId.restoreId("f".repeat(32)), requestedAt: now + 1 }
    const done = Restore.append(later, { at: now, by: "h", event: { _tag: "Resumed", reason: "" } })
    const completed = Restore.append(done, {
      at: now,
      by: "h",
      event: { _tag: "Ended", how: { _tag: "Completed" } }
    })
    expect(after(ready(), listed(stopped))[1]).toEqual([{ _tag: "RestoreStatus", id: restoreId }])
    expect(after(ready(), listed(completed, stopped))[1]).toEqual([])
    expect(after(found(stopped), listed(stopped))[1]).toEqual([])
  })

  it("is shown by R, with how it ended, and resumed by e and y only", () => {
    const [shown, none] = press(found(stopped), "R")
    expect(none).toEqual([])
    expect(wizardOf(shown)).toMatchObject({ step: "run", restore: restoreId })
    expect(drawn(shown)).toContain("is not restored: Cancelled by somebody.")
    const [asked, nothing] = press(shown, "e")
    expect(nothing).toEqual([])
    expect(drawn(asked)).toContain("Resume it? It goes on by the same plan")
    expect(press(asked, "esc", "y")[1]).toEqual([])
    // Whoever presses enter to say yes stays where the question is.
    expect(dispatch(asked, "enter")).toMatchObject({ reason: "y does it, esc does not." })
    const [model, tasks] = press(asked, "y")
    expect(tasks).toEqual([{ _tag: "ResumeRestore", id: restoreId }])
    const resumed: Msg = { _tag: "RestoreResumed", id: restoreId, answer: Result.succeed(undefined) }
    const [told, asks] = after(model, resumed)
    expect(told.toast?.text).toBe(`Restore ${restoreId} is resumed.`)
    expect(asks).toEqual([{ _tag: "RestoreStatus", id: restoreId }])
    const open = Restore.append(stopped, { at: now, by: "h", event: { _tag: "Resumed", reason: "" } })
    expect(drawn(after(told, toldOf(open))[0])).toContain("restoring: 5 of 12 shards")
  })

  it("says what a resume deletes, while nothing is deleted yet", () => {
    const early = Restore.append(restoreOf(inPlacePlan(1787450403)), {
      at: now,
      by: "h",
      event: { _tag: "Ended", how: { _tag: "Stopped", reason: "Cancelled." } }
    })
    expect(drawn(press(found(early), "R", "e")[0])).toContain("7 indices are deleted that it names.")
  })

  it("that was refused says why, and one that completed or was a drill cannot be resumed", () => {
    const [model] = after(press(found(stopped), "R", "e", "y")[0], {
      _tag: "RestoreResumed",
      id: restoreId,
      answer: Result.fail(new RestoreError.RestoreNotFound({ restore: "gone" }))
    })
    expect(model.toast?.text).toContain("[gone]")
    const [completed] = after(running(), toldOf(endedOf({ _tag: "Completed" })))
    expect(dispatch(completed, "e")).toMatchObject({ _tag: "Refused" })
    const drill = Restore.append(restoreOf(planOf("operate", 1787450403)), {
      at: now,
      by: "h",
      event: { _tag: "Ended", how: shardFailed }
    })
    expect(wizardOf(press(found(drill), "R")[0]).step).toBe("choose")
  })
})

describe("the first screen of a restore", () => {
  it("begins with what deletes nothing, and asks for a plan only when it is left", () => {
    const [opened, none] = press(ready(), "R")
    expect(none).toEqual([])
    expect(wizardOf(opened)).toMatchObject({ component: "operate", target: "Into", prefix: "restored-" })
    const [, tasks] = press(opened, "enter")
    expect(tasks).toEqual([
      {
        _tag: "PlanRestore",
        question: expect.objectContaining({
          component: "operate",
          backupId: id(1787450403),
          target: { _tag: "Into", prefix: "restored-" },
          unverified: false
        })
      }
    ])
  })

  it("changes component, place, prefix, and what becomes of indices that are not in the backup", () => {
    const question = (...keys: ReadonlyArray<string>) =>
      restoreQuestion(wizardOf(press(ready(), "R", ...keys)[0]))
    expect(question("shift+tab", "space")).toMatchObject({ component: "tasklist" })
    expect(question("tab", "ctrl+u", "t", "o", "space", "-").target).toEqual({ _tag: "Into", prefix: "to-" })
    expect(question("space", "tab", "space")).toMatchObject({ target: { _tag: "InPlace" }, others: "keep" })
    expect(question("space", "tab", "space", "space")).toMatchObject({ others: "delete" })
    expect(question("space", "tab", "tab", "space")).toMatchObject({ templates: "restore" })
    expect(question("space", "tab", "tab", "space", "space")).toMatchObject({ templates: "leave" })
    // The server takes them in place alone.
    expect(question("space", "tab", "tab", "space", "shift+tab", "shift+tab", "space")).toMatchObject({
      target: { _tag: "Into" },
      templates: "leave"
    })
  })

  it("names templates that are put back in the equal command", () => {
    const [model] = press(ready(), "R", "space", "tab", "tab", "space")
    expect(drawn(model)).toContain("Templates   ( ) leave  (x) put back")
    expect(drawn(model)).toContain("--restore-templates")
  })

  it("does not go on without a prefix, and begins at the component of the part under the cursor", () => {
    const [model, tasks] = press(ready(), "R", "tab", "ctrl+u", "enter")
    expect(tasks).toEqual([])
    expect(model.toast?.text).toBe("Type what the names shall begin with.")
    const [detail] = after(ready(), ...both(1787450403, { hours: 3 }).map((x) => detailedOf(x)))
    expect(wizardOf(press(detail, "enter", "end", "R")[0]).component).toBe("tasklist")
  })
})

describe("the plan of a restore", () => {
  it("names what blocks it first, marks what is lost, and cannot be left forwards while it is blocked", () => {
    const model = planned(true)
    const text = drawn(model)
    expect(text.indexOf("Somebody writes to index")).toBeLessThan(text.indexOf("will be DELETED"))
    expect(text).toContain("operate-event-2.0.0_ (4800 documents, 977 KiB, NOT IN THE BACKUP)")
    const [stays, tasks] = press(model, "enter")
    expect(tasks).toEqual([])
    expect(wizardOf(stays).step).toBe("plan")
    expect(stays.toast?.text).toBe("It cannot be run: see what says ERROR.")
  })

  it("cannot be confirmed before it is there, nor when none can be made", () => {
    const [model] = inPlace()
    expect(wizardOf(press(model, "enter")[0]).step).toBe("plan")
    const [failed] = after(model, {
      _tag: "RestorePlanned",
      question: restoreQuestion(wizardOf(model)),
      answer: Result.fail(new RestoreError.RestoreNotFound({ restore: "why" }))
    })
    expect(drawn(failed)).toContain("[why]")
    expect(wizardOf(press(failed, "enter")[0]).step).toBe("plan")
  })

  it("of something else than what is chosen now is not taken for it", () => {
    const [before] = inPlace()
    const late = plannedRestore(before.dialog, inPlacePlan(1787450403))
    const [other] = press(before, "esc", "tab", "space", "enter")
    expect(wizardOf(after(other, late)[0]).plan).toBeNull()
  })

  it("is scrolled to its end and not further", () => {
    const model = { ...planned(), size: { columns: 60, rows: 16 } }
    expect(drawn(model)).not.toContain("Every part can be read.")
    const [end] = press(model, ...Array.from({ length: 20 }, () => "pgdn"))
    expect(drawn(end)).toContain("Every part can be read.")
    const [up] = press(end, "up")
    expect(drawn(up)).not.toBe(drawn(end))
  })
})

describe("the confirmation of a restore", () => {
  it("in place starts the plan that was seen, once the whole id is typed, and not before", () => {
    const [asked] = press(planned(), "enter")
    expect(drawn(asked)).toContain("7 indices are deleted, 1 of them is not in the backup and is lost.")
    const [short, none] = press(asked, "178745040", "enter")
    expect(none).toEqual([])
    expect(short.toast?.text).toBe("Type 1787450403 to confirm.")
    const [, tasks] = press(short, "3", "enter")
    expect(tasks).toEqual([
      { _tag: "StartRestore", question: restoreQuestion(wizardOf(short)), digest: "digest" }
    ])
  })

  it("under other names deletes nothing, and starts by enter", () => {
    const [model] = press(ready(), "R", "enter")
    const plan = planOf("operate", 1787450403, { target: { _tag: "Into", prefix: "restored-" } })
    const [asked] = press(after(model, plannedRestore(model.dialog, plan))[0], "enter")
    expect(drawn(asked)).toContain("Nothing is deleted.")
    expect(press(asked, "enter")[1]).toMatchObject([{ _tag: "StartRestore", digest: "digest" }])
  })

  it("is left backwards without anything having been done, and forgets what was typed", () => {
    const [back, tasks] = press(planned(), "enter", "1787450403", "esc")
    expect(tasks).toEqual([])
    expect(wizardOf(back)).toMatchObject({ step: "plan", text: "" })
    expect(press(back, "esc", "esc")[0].dialog).toBeNull()
  })
})

describe("a restore that was begun", () => {
  it("shows shards, bytes and the equal commands; esc leaves it running, R shows it again", () => {
    const model = running()
    expect(drawn(model)).toContain("restoring: 5 of 12 shards, 2.4 MiB of 5.7 MiB")
    expect(drawn(model)).toContain(`camunda-backup restore status ${restoreId}`)
    const [left, tasks] = press(model, "esc")
    expect(left.dialog).toBeNull()
    expect(tasks).toEqual([])
    expect(wizardOf(press(left, "R")[0])).toMatchObject({ step: "run", restore: restoreId })
  })

  it("is stopped by x and y only, and says before what stays deleted", () => {
    const [asked, none] = press(running(), "x")
    expect(none).toEqual([])
    expect(drawn(asked)).toContain("Indices are deleted already and not all restored yet")
    expect(press(asked, "esc", "y")[1]).toEqual([])
    const [model, tasks] = press(asked, "y")
    expect(tasks).toEqual([{ _tag: "CancelRestore", id: restoreId }])
    const [told] = after(model, {
      _tag: "RestoreCancelled",
      id: restoreId,
      answer: Result.succeed(undefined)
    })
    expect(told.toast?.text).toBe(`Restore ${restoreId} is asked to stop.`)
  })

  it.each([
    [{ _tag: "Completed" } as const, "✔ operate: backup 1787450403 is restored. Start Camunda 8.7.2."],
    [shardFailed, "✖ operate: backup 1787450403 is not restored: Shard 0 of index"]
  ])("says how it ended, without a second message: %o", (how, words) => {
    const [model] = after(running(), toldOf(endedOf(how), 12))
    expect(drawn(model)).toContain(words)
    expect(wizardOf(model).step).toBe("run")
    expect(dispatch(model, "x")).toMatchObject({ reason: "Nothing runs that could be stopped." })
    expect(drawn(model).includes(`restore resume ${restoreId}`)).toBe(how._tag !== "Completed")
  })

  it("can be followed by another once it has ended, and not before", () => {
    expect(dispatch(running(), "enter")).toMatchObject({ reason: "esc closes it; what runs goes on." })
    const [model] = press(after(running(), toldOf(endedOf(shardFailed)))[0], "enter")
    expect(wizardOf(model)).toMatchObject({ step: "choose", component: "operate", restore: null })
  })

  it("that is refused says why where it was asked for", () => {
    const [asked] = press(planned(), "enter", "1787450403", "enter")
    const [model] = after(asked, {
      _tag: "RestoreStarted",
      question: restoreQuestion(wizardOf(asked)),
      answer: Result.fail(
        new RestoreError.RestorePlanChanged({
          component: "operate",
          backupId: id(1787450403),
          digest: "another"
        })
      )
    })
    expect(drawn(model)).toContain("It was not begun.")
    expect(drawn(model)).toContain("Look at a new plan")
    expect(model.doing.size).toBe(0)
  })
})
