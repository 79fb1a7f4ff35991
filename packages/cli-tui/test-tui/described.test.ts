/** A backup that is taken with a description and labels: typed in the terminal, kept by the server, and found again by the command line's filter. */
import { expect, it } from "vitest"
import { keys } from "./harness/Screen.ts"
import { tui, world } from "./harness/tui.ts"

const back = "\u001B[Z"

it("says of a backup what was typed when it was taken", async () => {
  const { url } = await world()
  const screen = tui(url, { columns: 80, rows: 24 })
  await screen.until("No backups yet.")
  screen.press("c")
  await screen.until("▸Start ]")
  screen.press(back, back, back)
  await screen.until("▏ none")
  screen.press("Before 8.8", keys.enter)
  await screen.until("▏ none; key=value")
  screen.press("env=prod", keys.tab, keys.tab, keys.enter)
  await screen.until(/✔ COMPLETED\s+✔ COMPLETED/)
  screen.press("/", "label:env=prod", keys.enter)
  await screen.until(/1 backup\b/, /✔ COMPLETED\s+✔ COMPLETED/)
  screen.press(keys.enter)
  await screen.until("Before 8.8 [env=prod]")
  screen.press("\u0003")
  expect(await screen.ended).toEqual({ exitCode: 0, signal: 0 })
})
