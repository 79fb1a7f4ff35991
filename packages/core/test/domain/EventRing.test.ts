import { assert, describe, it } from "@effect/vitest"
import { Option } from "effect"
import type { BackupEvent } from "../../src/domain/BackupEvent.ts"
import * as EventRing from "../../src/domain/EventRing.ts"
import { id } from "./builders.ts"

const event = (n: bigint): BackupEvent => ({
  at: 0,
  component: "operate",
  backupId: id(n),
  what: { _tag: "DeletionFinished" }
})

/** Of three places, after events 1 to 5. */
const ring = [1n, 2n, 3n, 4n, 5n].reduce(
  (ring, n) => EventRing.add(ring, [event(n)]),
  EventRing.make<BackupEvent>("e1", 3)
)

const after = (number: number) =>
  Option.getOrNull(
    Option.map(EventRing.after(ring, number), (all) => all.map((x) => [x.id, x.event.backupId]))
  )

describe("EventRing", () => {
  it("gives what came after a number, with ids in a row", () => {
    assert.deepStrictEqual(after(3), [
      ["e1-4", 4n],
      ["e1-5", 5n]
    ])
    assert.deepStrictEqual(after(5), [])
  })

  it("knows when something in between is lost", () => {
    assert.deepStrictEqual(after(2)?.length, 3)
    assert.isNull(after(1))
  })

  it.each([
    ["e1-5", 5],
    ["e1-2", 2],
    ["e1-1", null],
    ["e1-6", null],
    ["e2-5", null],
    ["nonsense", null],
    ["", null]
  ])("finds the place of id %j: %s", (text, expected) => {
    assert.strictEqual(Option.getOrNull(EventRing.position(ring, text)), expected)
  })

  it("keeps the newest of more than fit at once", () => {
    const all = EventRing.add(EventRing.make<BackupEvent>("e1", 2), [event(1n), event(2n), event(3n)])
    assert.deepStrictEqual(
      all.events.map((x) => x.backupId),
      [id(2n), id(3n)]
    )
    assert.strictEqual(all.last, 3)
  })
})
