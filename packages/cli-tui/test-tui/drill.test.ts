import { describe, expect, it } from "vitest"
import { keys } from "./harness/Screen.ts"
import { tui, world } from "./harness/tui.ts"
import type { World } from "./harness/world.ts"

/** Those of Camunda and what drills make; not the product's own. */
const indicesOf = ({ emulator }: World): ReadonlyArray<string> =>
  emulator.indices.names().filter((x) => !x.startsWith("camunda-backup"))

const sizes: ReadonlyArray<readonly [number, number]> = [
  [60, 16],
  [80, 24],
  [120, 40]
]

describe.each(sizes)("a drill at a terminal of %dx%d", (columns, rows) => {
  it("is begun from the list, followed, and proves the backup; nothing of it is left", async () => {
    const here = await world()
    const { emulator, seed, url } = here
    seed(1787450403, 24)
    const indices = indicesOf(here)
    const hold = emulator.snapshots.holdRestore(/operate_.*part_3_of_6/)
    const screen = tui(url, { columns, rows })
    await screen.until("VERIFIED", /1787450403.*—/)
    screen.press("v")
    await screen.until("Drill backup 1787450403", "Same as  camunda-backup restore drill 1787450403")
    screen.press("y")
    await hold.arrived
    await screen.until("drilling", /operate 1787450403  drilling: [0-9]+ of [0-9]+ sh/)
    expect(indicesOf(here)).not.toEqual(indices)
    screen.press(keys.enter)
    await screen.until("[Parts]", "never verified by a drill", /[█░]+ {2}drilling: /)
    hold.release()
    await screen.until(/verified [0-9]+s ago, ([0-9]+) of \1 indices/)
    screen.press(keys.esc)
    await screen.until(/1787450403.*[0-9]+s ago/)
    expect(indicesOf(here)).toEqual(indices)
  })
})

describe("a drill of a damaged backup", () => {
  it("ends with what is damaged, and the list says DAMAGED where everything else says COMPLETED", async () => {
    const { emulator, seed, url } = await world()
    seed(1787450403, 24, { components: ["operate"] })
    const name = "camunda_operate_1787450403_8.7.2_part_1_of_6"
    const damaged = [...(emulator.snapshots.get("camunda-backup", name)?.indices.keys() ?? [])].filter(
      (index) => emulator.snapshots.damageShard(name, index, 0)
    )
    expect(damaged).not.toEqual([])
    const screen = tui(url, { args: ["--component", "operate"] })
    await screen.until("VERIFIED", "✔ COMPLETED")
    screen.press("v", "y")
    await screen.until("The drill did not succeed", "is not verified", "cannot be restored")
    screen.press(keys.enter)
    await screen.until(/1787450403 +✔ COMPLETED +DAMAGED/, "old, DAMAGED")
    screen.press(keys.enter)
    expect(await screen.until(/DAMAGED, by a drill [0-9]+s ago: /)).toContain("6/6 parts")
  })
})

describe("a drill that somebody else began", () => {
  it("is seen by a terminal UI that is opened later", async () => {
    const { emulator, seed, url } = await world()
    seed(1787450403, 24)
    const hold = emulator.snapshots.holdRestore(/operate_.*part_3_of_6/)
    const first = tui(url)
    await first.until("VERIFIED", "✔ COMPLETED")
    first.press("v", "y")
    await hold.arrived
    first.press("q")
    expect(await first.ended).toMatchObject({ exitCode: 0 })
    const second = tui(url)
    await second.until("drilling", "operate 1787450403  drilling:")
    hold.release()
    await second.until(/1787450403.*[0-9]+s ago/)
  })
})
