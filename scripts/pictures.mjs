// Draws the pictures of the terminal UI in docs/images from the real program in a pseudo-terminal, over the demo installation.
import { writeFileSync } from "node:fs"
import { startDemo } from "../packages/cli-tui/test-tui/harness/demo.ts"
import { keys, main, startScreen } from "../packages/cli-tui/test-tui/harness/Screen.ts"
import { svgOf } from "../packages/cli-tui/test-tui/harness/svg.ts"

const demo = await startDemo(6000)
const screen = startScreen({ args: [main, "tui", "--server", demo.url], columns: 104, rows: 24 })
const picture = (name, title) => {
  writeFileSync(new URL(`../docs/images/${name}.svg`, import.meta.url), svgOf(title, screen.cells()))
  process.stdout.write(`docs/images/${name}.svg\n`)
}
try {
  await screen.until("Last good backup", /STALLED|part 2/, /Check +0 errors/)
  picture(
    "overview",
    "The overview: the last good backup and its age, what runs, what is wrong, and what to do next"
  )
  screen.press("1")
  // Sizes and durations come a moment after the list; the running backup is in its second part.
  await screen.until("10 backups", /part 2/, /3d .*KiB/, /8d .*KiB/)
  picture("list", "The list of backups: one running, one failed, one incomplete")
  screen.press(keys.enter)
  await screen.until("[Parts]", "PLANNED", /part_1_of_6\s+✔ SUCCESS/)
  picture("detail", "One backup that is being taken: its parts and how far it is")
  screen.press("q", keys.down, "d")
  await screen.until("Leave it ]", "Same as")
  picture("delete", "What a delete will do: the exact snapshots, and the command line that does the same")
  screen.press(keys.esc)
  await screen.untilNot("Leave it ]")
  screen.press("q")
  await screen.ended
} catch (error) {
  screen.kill("SIGKILL")
  throw error
} finally {
  await demo.close()
}
