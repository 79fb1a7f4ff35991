import { describe, expect, it } from "vitest"
import { tui, world } from "./harness/tui.ts"

describe("the terminal UI in a terminal", () => {
  it("lists the backups of a real server, and q leaves the terminal as it was", async () => {
    const { seed, url } = await world()
    seed(1787450403, 1)
    const screen = tui(url)
    expect(await screen.until("1787450403", "COMPLETED", "1 backups")).toContain("enter open")
    expect(screen.isAlternate()).toBe(true)
    screen.press("q")
    expect(await screen.ended).toEqual({ exitCode: 0, signal: 0 })
    expect(screen.isAlternate()).toBe(false)
    expect(screen.raw()).toContain("\u001B[?25h")
  })
})
