import { describe, expect, it } from "vitest"
import { keys } from "./harness/Screen.ts"
import { tui, world } from "./harness/tui.ts"

const sizes: ReadonlyArray<readonly [number, number]> = [
  [60, 16],
  [80, 24],
  [120, 40]
]

const later = "operate-later-1.0.0_"

describe.each(sizes)("a restore in place at a terminal of %dx%d", (columns, rows) => {
  it("is planned, confirmed by the id, followed, and ends with what to start; what is not in the backup is gone", async () => {
    const { emulator, seed, url } = await world()
    seed(1787450403, 24)
    emulator.indices.create(later, { documents: [{ id: "1", source: { n: 1 } }] })
    const hold = emulator.snapshots.holdRestore(/operate_.*part_2_of_6/)
    const screen = tui(url, { columns, rows })
    await screen.until("VERIFIED", "✔ COMPLETED")
    screen.press("R")
    await screen.until("Restore 1 of 4: operate 1787450403", "(x) under other names")
    screen.press(" ")
    await screen.until("(x) in place", "(x) delete  ( ) keep", "restore plan 1787450403")
    screen.press(keys.enter)
    await screen.until("Restore 2 of 4", "will be DELETED", "It can be run.")
    expect(emulator.indices.names()).toContain(later)
    screen.press(keys.enter)
    await screen.until("Restore 3 of 4", "1 of them is", "Type  1787450403  to confirm:")
    screen.press("178745040", keys.enter)
    await screen.until("! Type 1787450403 to confirm.")
    expect(emulator.indices.names()).toContain(later)
    screen.press("3", keys.enter)
    await screen.until("Restore 4 of 4", /[0-9a-f]{32}/, "camunda-backup restore status")
    await hold.arrived
    await screen.until(/drilling: [0-9]+ of [0-9]+ shards/)
    hold.release()
    await screen.until(/backup 1787450403 is restored\. Start\s+Camunda[\s│]+8\.7\.2\./)
    expect(emulator.indices.names()).not.toContain(later)
    screen.press(keys.esc)
    await screen.until(/▸ +1787450403/)
  })
})

describe("a restore under other names", () => {
  it("is blocked where a name is taken, with the name; under another prefix it is run", async () => {
    const { emulator, seed, url } = await world()
    seed(1787450403, 24, { components: ["tasklist"] })
    const taken = emulator.indices.names().find((x) => x.startsWith("tasklist")) ?? ""
    emulator.indices.create(`restored-${taken}`)
    const screen = tui(url, { args: ["--component", "tasklist"], columns: 120, rows: 40 })
    await screen.until("VERIFIED", "✔ COMPLETED")
    screen.press("R", keys.enter)
    await screen.until("ERROR", `restored-${taken}`, "It cannot be run: see what says ERROR.")
    screen.press(keys.enter)
    await screen.until("! It cannot be run")
    screen.press(keys.esc)
    await screen.until("Restore 1 of 4")
    screen.press(keys.tab, "2-")
    await screen.until("--into restored-2-")
    screen.press(keys.enter)
    await screen.until("Nothing is deleted.", "It can be run.")
    screen.press(keys.enter)
    await screen.until("Restore 3 of 4", "enter starts")
    screen.press(keys.enter)
    await screen.until("backup 1787450403 is restored.")
    expect(emulator.indices.names()).toContain(`restored-2-${taken}`)
    expect(emulator.indices.names()).toContain(taken)
  })
})

describe("a restore that runs", () => {
  it("is stopped by x and y, and says by whom", async () => {
    const { emulator, seed, url } = await world()
    seed(1787450403, 24)
    const hold = emulator.snapshots.holdRestore(/operate_.*part_2_of_6/)
    const screen = tui(url)
    await screen.until("VERIFIED", "✔ COMPLETED")
    screen.press("R", keys.enter)
    await screen.until("It can be run.")
    screen.press(keys.enter)
    await screen.until("Restore 3 of 4")
    screen.press(keys.enter)
    await hold.arrived
    await screen.until(/restoring: [0-9]+ of [0-9]+ shards/, "x stop it")
    screen.press("x")
    await screen.until("Stop it?")
    screen.press("y")
    hold.release()
    expect(await screen.until("is not restored", "Cancelled by", "restore resume")).not.toContain("x stop it")
  })
})
