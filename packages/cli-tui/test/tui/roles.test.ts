import { type Identity, Installation, Restore } from "@camunda-backup/core"
import { describe, expect, it } from "vitest"
import type { Model } from "../../src/tui/model/Model.ts"
import { frame } from "../../src/tui/view/frame.ts"
import { textOfLine } from "../../src/tui/view/Line.ts"
import { after, blank, both, installation, now, press, withBackups, zooModel } from "./builders.ts"
import { inPlacePlan, restoreOf, toldOf } from "./drills.ts"
import { nightly, scheduledOf } from "./schedules.ts"

const known = (
  model: Model,
  role: Identity.Role,
  components: Identity.Identity["components"] = null
): Model =>
  after(
    model,
    { _tag: "Installation", installation: { ...installation, identity: { name: "vera", role, components } } },
    scheduledOf(nightly)
  )[0]

const text = (model: Model): string => frame(model).map(textOfLine).join("\n")
const refusal = (model: Model, ...keys: ReadonlyArray<string>) => {
  const [next, tasks] = press(model, ...keys)
  expect(next.dialog).toBeNull()
  expect(tasks.filter((x) => x._tag !== "Schedules")).toEqual([])
  return next.toast?.text
}

const whole = (): Model => withBackups(blank(), both(7))

describe("somebody whom the server knows as a viewer", () => {
  const takes = (role: string) => `vera has the role viewer; this takes the role ${role}.`

  it("is told beforehand what is refused, and why", () => {
    const viewer = known(whole(), "viewer")
    expect(refusal(viewer, "c")).toBe(takes("operator"))
    expect(refusal(viewer, "v")).toBe(takes("operator"))
    expect(refusal(viewer, "d")).toBe(takes("admin"))
    expect(refusal(viewer, "R")).toBe(takes("admin"))
    expect(refusal(viewer, "4", "x")).toBe(takes("operator"))
    expect(refusal(known(zooModel(), "viewer"), "x")).toBe(takes("operator"))
    expect(text(press(viewer, "?")[0])).toContain(takes("operator").slice(0, 20))
  })

  it("sees the role in place of `can write`, on a low screen too, and none of those keys below", () => {
    for (const [columns, rows] of [
      [60, 16],
      [80, 24]
    ] as const) {
      const shown = text(known(zooModel(columns, rows), "viewer"))
      expect(shown).toMatch(rows < 20 ? /VIEWER  6 backups  every 2s/ : /role viewer/)
      expect(shown).not.toContain("can write")
      expect(shown).not.toMatch(/c create|d delete|R restore/)
    }
  })

  it("is still known while the server does not answer", () => {
    const [model] = after(known(whole(), "viewer"), {
      _tag: "Installation",
      installation: Installation.unknown
    })
    expect(refusal(model, "c")).toBe(takes("operator"))
  })

  it("watches a restore that others began, and cannot stop it, resume it or begin another", () => {
    const running = restoreOf(inPlacePlan(1787450403), { _tag: "DeletesBegun" })
    const model = press(after(known(zooModel(), "viewer"), toldOf(running))[0], "down", "R")[0]
    expect(model.dialog).toMatchObject({ _tag: "Wizard", step: "run" })
    expect(press(model, "x")[0].toast?.text).toBe(takes("operator"))
    const ended = Restore.append(running, {
      at: now,
      by: "host-1",
      event: { _tag: "Ended", how: { _tag: "Stopped", reason: "Cancelled." } }
    })
    const [left] = after(model, toldOf(ended))
    expect(press(left, "e")[0].toast?.text).toBe(takes("admin"))
    expect(press(left, "enter")[0].toast?.text).toBe(takes("admin"))
    expect(press(left, "enter")[0].dialog).toMatchObject({ step: "run" })
  })
})

it("an operator takes, drills and pauses, and does not delete or restore", () => {
  const operator = known(whole(), "operator")
  expect(press(operator, "c")[0].dialog).toMatchObject({ kind: "create" })
  expect(press(operator, "v")[0].dialog).toMatchObject({ kind: "drill" })
  expect(press(operator, "4", "x")[0].dialog).toMatchObject({ kind: "pauseSchedule" })
  expect(refusal(operator, "d")).toBe("vera has the role operator; this takes the role admin.")
  expect(refusal(operator, "R")).toBe("vera has the role operator; this takes the role admin.")
})

it("somebody who may change one component is offered that one", () => {
  const model = known(whole(), "admin", ["tasklist"])
  for (const key of ["c", "d", "v"])
    expect(press(model, key)[0].dialog).toMatchObject({ offered: ["tasklist"], chosen: ["tasklist"] })
  expect(press(model, "R")[0].dialog).toMatchObject({ offered: ["tasklist"], component: "tasklist" })
  expect(refusal(model, "4", "x")).toBe("vera may change tasklist only.")
  const operateOnly = known(withBackups(blank(80, 24, { components: ["operate"] }), both(7)), "admin", [
    "tasklist"
  ])
  expect(refusal(operateOnly, "c")).toBe("vera may change tasklist only.")
})

it("where nobody has to say who they are, everything is as it was", () => {
  expect(text(whole())).toContain("can write")
  expect(press(whole(), "c")[0].dialog).toMatchObject({ offered: ["operate", "tasklist"] })
})
