/** What is told of restores between two looks: everything once, and nothing old. */
import { describe, expect, it } from "vitest"
import type { Restore, RestoreEvent } from "../../../src/domain/restore/Restore.ts"
import { remember, restoreEvents } from "../../../src/domain/restore/restoreEvents.ts"
import { type RestoreId, restoreId } from "../../../src/domain/RestoreId.ts"
import { planOf } from "../../model/restore/RestoreWorld.ts"

const since = 1000

const plan = planOf({ _tag: "InPlace" }, { _tag: "Waived" }, ["a"])

const idOf = (n: number): RestoreId => restoreId(n.toString(16).padStart(32, "0"))

const restore = (
  events: ReadonlyArray<RestoreEvent>,
  { at = since, id = idOf(1) }: { readonly at?: number; readonly id?: RestoreId } = {}
): Restore => ({
  id,
  plan,
  requestedAt: at,
  requestedBy: "somebody",
  term: 1,
  transitions: events.map((event, i) => ({ at: at + i, by: "one", event }))
})

const seen = (...all: ReadonlyArray<Restore>) => new Map(all.map((x) => [x.id, x]))

const between = (before: ReadonlyArray<Restore>, after: ReadonlyArray<Restore>) =>
  restoreEvents(seen(...before), seen(...after), since).map(({ what }) =>
    what._tag === "RestoreStarted" ? "started" : what.event._tag
  )

const comparison = { indices: 1, bytes: 1, documents: 1, differences: [], notCompared: [] }
const compared: RestoreEvent = { _tag: "Compared", stage: "restore", comparison }
const ended: RestoreEvent = { _tag: "Ended", how: { _tag: "Completed" } }
const all: ReadonlyArray<RestoreEvent> = [{ _tag: "DeletesBegun" }, compared, { _tag: "TemplatesPut" }, ended]

describe("between two looks at restores", () => {
  it("a whole restore is told in order", () => {
    expect(between([], [restore(all)])).toEqual([
      "started",
      "DeletesBegun",
      "Compared",
      "TemplatesPut",
      "Ended"
    ])
  })

  it("what was told is not told again", () => {
    for (let n = 0; n <= all.length; n++)
      expect(between([restore(all.slice(0, n))], [restore(all)])).toEqual(all.slice(n).map((x) => x._tag))
  })

  it("steps of processes are not told", () => {
    const steps: ReadonlyArray<RestoreEvent> = [
      { _tag: "TakenOver" },
      { _tag: "StopRequested", reason: "r" },
      { _tag: "Dropped", stage: "drill" }
    ]
    expect(between([], [restore(steps)])).toEqual(["started"])
  })

  it("of one that began long ago, only what is new", () => {
    const old = restore([compared, ended], { at: 1 })
    expect(between([], [old])).toEqual([])
    const resumed = { at: since, by: "two", event: { _tag: "Resumed", reason: "r" } } as const
    expect(between([], [{ ...old, transitions: [...old.transitions, resumed] }])).toEqual(["Resumed"])
  })

  it("nothing is told when nothing changed, or when one is not seen any more", () => {
    expect(between([restore(all)], [restore(all)])).toEqual([])
    expect(between([restore(all)], [])).toEqual([])
  })

  it("names the restore, its backup and who wrote it", () => {
    const [first, second] = restoreEvents(seen(), seen(restore([ended])), since)
    expect(first).toEqual({
      at: since,
      backupId: plan.backupId,
      what: { _tag: "RestoreStarted", restore: idOf(1), target: "InPlace", askedBy: "somebody" }
    })
    expect(second?.what).toEqual({
      _tag: "RestoreChanged",
      restore: idOf(1),
      target: "InPlace",
      by: "one",
      event: ended
    })
  })
})

describe("what the next look has to know", () => {
  it("is all that are open, and the last that have ended", () => {
    const open = Array.from({ length: 30 }, (_, i) => restore([], { id: idOf(i), at: i }))
    const over = Array.from({ length: 30 }, (_, i) => restore([ended], { id: idOf(100 + i), at: 100 + i }))
    const kept = remember([...over, ...open])
    expect(open.every((x) => kept.has(x.id))).toBe(true)
    expect(over.filter((x) => kept.has(x.id))).toEqual(over.slice(-20))
  })
})
