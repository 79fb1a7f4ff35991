import { RestoreError, RestoreId, RestoreSummary, TransportError } from "@camunda-backup/core"
import { Result } from "effect"
import { describe, expect, it } from "vitest"
import { drillOf } from "@camunda-backup/core"
import type { Model } from "../../src/tui/model/Model.ts"
import type { Msg } from "../../src/tui/model/Msg.ts"
import { dispatch } from "../../src/tui/keymap/dispatch.ts"
import { frame } from "../../src/tui/view/frame.ts"
import { textOfLine } from "../../src/tui/view/Line.ts"
import { spoken } from "../../src/tui/view/spoken.ts"
import { after, backup, blank, both, id, now, press, withBackups } from "./builders.ts"
import { begunOf, planOf, restoreId, restoreOf, shardFailed, toldOf } from "./drills.ts"

const drawn = (model: Model): string => frame(model).map(textOfLine).join("\n")

const ready = (more = {}) => withBackups(blank(80, 24, more), both(7, { hours: 3 }))

const drill = restoreOf(planOf("operate", 7))
const tags = (tasks: ReadonlyArray<{ readonly _tag: string }>) => tasks.map((x) => x._tag)

const tick = (at: number): Msg => ({ _tag: "Tick", now: at })

/** Without what the lists want, which are paused. */
const running = () => after({ ...press(ready(), "v", "y")[0], doing: new Map() }, begunOf(drill))

describe("a drill", () => {
  it.each(["y", "enter"])("is begun for every chosen component by %s, without a digest", (key) => {
    const [asked, none] = press(ready(), "v")
    expect(none).toEqual([])
    expect(drawn(asked)).toContain("Nothing that exists is changed.")
    const [model, tasks] = press(asked, key)
    expect(tasks).toEqual(
      (["operate", "tasklist"] as const).map((component) => ({
        _tag: "StartRestore",
        question: drillOf(component, id(7)),
        digest: null
      }))
    )
    expect(model.dialog).toBeNull()
    expect(dispatch(model, "v")).toMatchObject({ reason: "Its drill is in progress." })
  })

  it("is not begun by leaving the confirmation; of one component only, when the other is left out", () => {
    expect(press(ready(), "v", "esc")[1]).toEqual([])
    const [, tasks] = press(ready(), "v", "shift+tab", "shift+tab", "space", "y")
    expect(tasks).toHaveLength(1)
    expect(tasks[0]).toMatchObject({ question: { component: "operate", target: { _tag: "Drill" } } })
  })

  it("is the only thing that y confirms", () => {
    const confirmed = (keys: ReadonlyArray<string>) => dispatch(press(ready(), ...keys)[0], "y")
    expect(confirmed(["c"])).toMatchObject({ reason: "This is confirmed by its button." })
    expect(confirmed(["d"])).toMatchObject({ _tag: "Typed" })
  })

  it("is offered for a COMPLETED backup only, and for the components that are not busy", () => {
    const failed = withBackups(blank(), [backup("operate", 7, { parts: ["SUCCESS"] })])
    expect(dispatch(failed, "v")).toMatchObject({ reason: "Only a COMPLETED backup can be drilled." })
    const [one] = press(running()[0], "v")
    expect(one.dialog).toMatchObject({ offered: ["tasklist"], chosen: ["tasklist"] })
    const other = { ...restoreOf(planOf("tasklist", 8)), id: RestoreId.restoreId("f".repeat(32)) }
    const [busy] = after(running()[0], begunOf(other))
    expect(dispatch(busy, "v")).toMatchObject({
      reason: "A drill or a restore is running; wait for its end."
    })
  })

  it("is followed every second, never asked for twice at once, and less often while the server is away", () => {
    const [begun, first] = running()
    expect(first).toEqual([{ _tag: "RestoreStatus", id: restoreId }])
    const asked = (model: Model, at: number) =>
      tags(after(model, tick(at))[1]).filter((x) => x === "RestoreStatus").length
    expect(asked(begun, now + 60_000)).toBe(0)
    const [told] = after(begun, toldOf(drill))
    expect(asked(told, now + 999)).toBe(0)
    expect(asked(told, now + 1000)).toBe(1)
    const [lost] = after(begun, {
      _tag: "RestoreTold",
      id: restoreId,
      at: now,
      answer: Result.fail(
        new TransportError.ServerUnreachable({ url: "http://x", reason: "refused.", boundMillis: null })
      )
    })
    expect(asked(lost, now + 4999)).toBe(0)
    expect(asked(lost, now + 5000)).toBe(1)
    expect(asked({ ...told, refresh: { ...told.refresh, paused: true } }, now + 60_000)).toBe(0)
  })

  it("shows shards and bytes below the list and on the screen of the backup", () => {
    const [model] = after(running()[0], tick(now + 10_000), toldOf(drill))
    expect(drawn(model)).toContain("operate 7  drilling: 5 of 12 shards, 2.4 MiB of 5.7 MiB")
    expect(drawn(press(model, "enter")[0])).toContain(
      "█████░░░░░░░  drilling: 5 of 12 shards, 2.4 MiB of 5.7 MiB"
    )
  })

  it("that ended says so once, and what drills found is read again", () => {
    const completed = restoreOf(planOf("operate", 7), { _tag: "Ended", how: { _tag: "Completed" } })
    const [model, tasks] = after(running()[0], toldOf(completed, 12))
    expect(model.toast).toMatchObject({ level: "ok", text: "operate: backup 7 is verified." })
    expect(tags(tasks)).toEqual(["Verifications", "Verifications", "Restores", "Installation", "Schedules"])
    expect(after({ ...model, toast: null }, toldOf(completed, 12))[0].toast).toBeNull()
  })

  it("that did not succeed has to be read, with the reason", () => {
    const failed = restoreOf(planOf("operate", 7), { _tag: "Ended", how: shardFailed })
    const [model, tasks] = after(running()[0], toldOf(failed, 12))
    expect(model.dialog).toMatchObject({
      title: "The drill did not succeed",
      lines: [expect.stringContaining("checksum failed (hardware problem?)")]
    })
    expect(tags(tasks)).toContain("Verifications")
  })

  it("that the server refuses has to be read, and can be asked for again", () => {
    const [model] = after(press(ready(), "v", "y")[0], {
      _tag: "RestoreStarted",
      question: drillOf("operate", id(7)),
      answer: Result.fail(
        new RestoreError.RestoreRefused({ component: "operate", backupId: id(7), reasons: ["No room."] })
      )
    })
    expect(model.dialog).toMatchObject({
      title: "No drill was begun",
      lines: [expect.stringContaining("No room.")]
    })
    expect([...model.doing.keys()]).toEqual(["tasklist/7"])
  })

  it("that somebody else began is found and followed; its end is not announced", () => {
    const [seen, tasks] = after(ready(), {
      _tag: "Restores",
      answer: Result.succeed([RestoreSummary.summaryOf(drill)])
    })
    expect(tasks).toEqual([{ _tag: "RestoreStatus", id: restoreId }])
    const [model] = after(seen, toldOf(drill))
    expect(drawn(model)).toContain("operate 7  drilling: 5 of 12 shards")
    const failed = restoreOf(planOf("operate", 7), { _tag: "Ended", how: shardFailed })
    const [ended, more] = after(model, toldOf(failed, 12))
    expect(ended.dialog).toBeNull()
    expect(tags(more)).toContain("Verifications")
  })

  it("is spoken in sentences, and so is its end", () => {
    const [model] = after(
      { ...running()[0], options: { ...blank().options, screenReader: true } },
      tick(now + 10_000),
      toldOf(drill)
    )
    expect(spoken(model).join(" ")).toContain(
      "The drill of backup 7 of operate: 5 of 12 shards, 2.4 MiB of 5.7 MiB are restored."
    )
    const completed = restoreOf(planOf("operate", 7), { _tag: "Ended", how: { _tag: "Completed" } })
    expect(spoken(after(model, toldOf(completed, 12))[0]).join(" ")).toContain(
      "operate: backup 7 is verified."
    )
  })
})
