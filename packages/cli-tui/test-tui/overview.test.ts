import { expect, it } from "vitest"
import { keys } from "./harness/Screen.ts"
import { overview, world } from "./harness/tui.ts"

it("begins with what one could go back to, what is wrong and what to do; enter and esc lead to the list and back", async () => {
  const { seed, url } = await world()
  seed(1787450403, 30)
  seed(1787500000, 10, { partial: 4 })
  const screen = overview(url, { columns: 100, args: ["--objective", "26h"] })
  await screen.until(
    /Last good backup +1787450403, 1d 6h old, LATE: objective 26h/,
    /Wrong +✖ operate 1787500000 is FAILED/,
    /Next +enter +shows 1787500000, with the reason/,
    /c +takes a backup now/,
    /Running +nothing/,
    /Last verified +none: no drill has proved one/,
    /Check +\d+ errors?, \d+ warnings?, /
  )
  screen.press(keys.enter)
  await screen.until("▸  1787500000", "✖ FAILED")
  screen.press(keys.esc)
  await screen.until("Overview", "Last good backup")
  screen.press("c")
  await screen.until("Leave it ]")
  screen.press(keys.esc)
  await screen.untilNot("Leave it ]")
  screen.press("q")
  expect(await screen.ended).toEqual({ exitCode: 0, signal: 0 })
})
