import { describe, expect, it } from "vitest"
import { keys } from "./harness/Screen.ts"
import { tui, world } from "./harness/tui.ts"

const sizes: ReadonlyArray<readonly [number, number]> = [
  [60, 16],
  [80, 24],
  [120, 40]
]

describe.each(sizes)("an operator at a terminal of %dx%d", (columns, rows) => {
  it("takes a backup, watches it, looks into it, deletes it, and finds the terminal as it was", async () => {
    const { emulator, seed, url } = await world()
    seed(1787450403, 24)
    const screen = tui(url, { columns, rows })
    await screen.until("1787450403", "✔ COMPLETED")
    expect(screen.isAlternate()).toBe(true)

    screen.press("c")
    await screen.until(
      "Take a backup (nothing written yet)",
      "_8.7.2_part_1_of_6",
      "Same as  camunda-backup create"
    )
    expect(emulator.snapshots.names("camunda-backup").length).toBe(12)
    screen.press(keys.enter)
    await screen.until("2 backups", "◐ IN_PROGRESS")
    await screen.until(/▸\s+[0-9]+\s+✔ COMPLETED\s+✔ COMPLETED/)

    screen.press(keys.enter)
    await screen.until("[Parts]", "6/6 parts", /part[_ ]1.*✔ SUCCESS/)
    screen.press(keys.tab, keys.tab)
    await screen.until("[Attempts]", "6 parts of 8.7.2", "terminal UI)")

    const [id = ""] = /[0-9]{10}/.exec(/Backups › [0-9]+/.exec(screen.text())?.[0] ?? "") ?? []
    screen.press("d")
    await screen.until(`Delete backup ${id}`, `camunda_operate_${id}_8.7.2_part_1_of_6`, "Leave it ]")
    screen.press(keys.right, keys.enter)
    await screen.until("is no longer in the list")
    expect(emulator.snapshots.names("camunda-backup").filter((x) => x.includes(id))).toEqual([])
    screen.press(keys.esc)
    await screen.until("1 backup ", "1787450403")

    screen.press("q")
    expect(await screen.ended).toEqual({ exitCode: 0, signal: 0 })
    expect(screen.isAlternate()).toBe(false)
    expect(screen.raw()).toContain("\u001B[?25h")
  })
})

describe("the last good backup", () => {
  it("is deleted only once its id is typed", async () => {
    const { emulator, seed, url } = await world()
    seed(1787450403, 24)
    const screen = tui(url)
    await screen.until("✔ COMPLETED")
    screen.press("d")
    await screen.until("The last good backup", "Type  1787450403  to confirm")
    screen.press("178745040", keys.enter)
    await screen.until("! Type 1787450403 to confirm.")
    expect(emulator.snapshots.names("camunda-backup").length).toBe(12)
    screen.press("3", keys.enter)
    await screen.until("No backups yet.")
    expect(emulator.snapshots.names("camunda-backup")).toEqual([])
  })
})

describe("a running backup", () => {
  it("is cancelled, and resumed to the end", async () => {
    const { emulator, url } = await world()
    const hold = emulator.snapshots.hold(/part_3_of_6/)
    const screen = tui(url)
    await screen.until("No backups yet.")
    screen.press("c")
    await screen.until("Start ]", "12 snapshots, with the indices")
    screen.press(keys.enter)
    await hold.arrived
    await screen.until("4/12", "x cancel")
    screen.press("x")
    await screen.until("The running part is aborted", "part_2_of_6")
    screen.press(keys.right, keys.enter)
    hold.release()
    await screen.until(/! INCOMPLETE\s+! INCOMPLETE/)
    screen.press("e")
    await screen.until("What is missing:", "part_3_of_6")
    screen.press(keys.enter)
    await screen.until(/✔ COMPLETED\s+✔ COMPLETED/)
    screen.press(keys.enter, keys.tab, keys.tab)
    expect(await screen.until("[Attempts]", "Cancelled by", "Resumed:")).toContain("✔ COMPLETED")
  })
})
