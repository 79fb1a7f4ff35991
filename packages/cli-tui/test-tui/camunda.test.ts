import { describe, expect, it, onTestFinished } from "vitest"
import { keys } from "./harness/Screen.ts"
import { startStubServer } from "./harness/stubServer.ts"
import { tui } from "./harness/tui.ts"

describe("Camunda's own server with 10,000 backups", () => {
  it("is listed whole, moved through and filtered; what only ours has is said to be not on offer, and why", async () => {
    const stub = await startStubServer(10_000)
    onTestFinished(() => stub.close())
    const screen = tui(`${stub.url}/actuator/backups`, {
      args: ["--component", "operate"],
      columns: 120,
      rows: 40
    })
    await screen.until("10000 backups", "▸  1790000000", "(Camunda's own API)")
    screen.press("G")
    await screen.until("▸  1789990001")
    screen.press("g", keys.down, keys.down, keys.pageDown)
    await screen.until("▸  1789999970")
    screen.press("/", "1789995000", keys.enter)
    await screen.until("1 of 10000 backups", "▸  1789995000")

    expect(screen.text()).not.toContain("VERIFIED")
    screen.press("v")
    await screen.until("Camunda's own server cannot drill; camunda-backup-server can.")
    screen.press("x")
    await screen.until("Camunda's own server cannot cancel; camunda-backup-server can.")
    screen.press("4")
    await screen.until("Camunda's own server does nothing by itself; camunda-backup-server does.")
    expect(screen.text()).not.toContain("next:")
    screen.press(keys.enter)
    await screen.until("[Parts]", "camunda_operate_1789995000_8.7.2_part_1_of_6")
    screen.press(keys.tab, keys.tab)
    await screen.until("Not available here. Only camunda-backup-server offers to show the attempts")
    screen.press("2")
    expect(await screen.until("WARNING", "Only camunda-backup-server offers to check")).toContain("Check")
  })
})
