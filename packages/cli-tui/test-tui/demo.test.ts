import { expect, it, onTestFinished } from "vitest"
import { startDemo } from "./harness/demo.ts"
import { keys } from "./harness/Screen.ts"
import { tui } from "./harness/tui.ts"

it("the demo shows a failed shard and an incomplete backup with their reasons, and a stall", async () => {
  const demo = await startDemo(150, "1s")
  onTestFinished(() => demo.close())
  const screen = tui(demo.url, { columns: 140, rows: 34 })
  await screen.until("10 backups", "STALLED for")

  screen.press(keys.down, keys.down, keys.down, keys.enter)
  await screen.until("Some of the snapshots are partial", "Failures 2")
  screen.press(keys.tab)
  await screen.until("No space left on device")
  screen.press("q", keys.down, keys.down, keys.enter)
  await screen.until("! INCOMPLETE", "could not be taken for 10m", "master_not_discovered_exception")
  screen.press("q", "q")
  expect(await screen.ended).toMatchObject({ exitCode: 0 })
}, 60_000)
