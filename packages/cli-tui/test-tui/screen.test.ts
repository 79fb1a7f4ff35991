import { expect, it } from "vitest"
import { startScreen } from "./harness/Screen.ts"

it("shows a frame whose end does not come: a program may be stopped in the middle of it", async () => {
  const half = `process.stdout.write("\\u001B[?2026hhalf a frame"); process.stdin.resume()`
  const screen = startScreen({ args: ["-e", half] })
  expect(await screen.until("half a frame")).toContain("half a frame")
  screen.kill("SIGKILL")
  await screen.ended
})
