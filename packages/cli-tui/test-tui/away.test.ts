import { describe, expect, it } from "vitest"
import { keys } from "./harness/Screen.ts"
import { tui, world } from "./harness/tui.ts"

describe("a server that dies", () => {
  it("leaves its data on the screen with their age, keys go on working, and it comes back by itself", async () => {
    const { killServer, seed, startServer, url } = await world()
    seed(1787450403, 24)
    seed(1787364003, 48, { partial: 4 })
    const screen = tui(url)
    await screen.until("1787450403", "✖ FAILED")
    await killServer()
    await screen.until(
      "! Requests failing for",
      "old",
      "again in",
      "No answer from",
      "1787450403",
      "✖ FAILED"
    )
    const row = screen.cells().find((cells) =>
      cells
        .map((x) => x.text)
        .join("")
        .includes("1787364003")
    )
    expect(row?.filter((x) => x.text.trim() !== "").every((x) => x.isDim)).toBe(true)
    screen.press(keys.down)
    await screen.until("▸  1787364003")
    screen.press("3")
    await screen.until("Requests", /fail +GET \/api\/v1\/backups\?component=/, "No answer from")
    screen.press("q")
    await startServer()
    await screen.until("The server answers again.")
    await screen.untilNot("Requests failing")
    // Events come again, too.
    await screen.until("2 backups  live")
    expect(screen.text()).toContain("▸  1787364003")
  })
})

describe("a server that is not there", () => {
  it("is said with what was tried and what to do, and q still quits", async () => {
    const { killServer, url } = await world()
    await killServer()
    const screen = tui(url)
    await screen.until(
      "✖ operate: No answer from",
      "camunda-backup-server running there?",
      "ctrl+r tries again"
    )
    screen.press("q")
    expect(await screen.ended).toEqual({ exitCode: 0, signal: 0 })
  })
})
