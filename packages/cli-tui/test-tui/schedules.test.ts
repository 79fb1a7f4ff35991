/** What a server does by itself: seen, paused and resumed from the terminal, over the server and over its Elasticsearch. */
import { startEmulator } from "@camunda-backup/testkit/emulator"
import { startBuiltServer } from "@camunda-backup/testkit/processes"
import path from "node:path"
import { expect, it, onTestFinished } from "vitest"
import { keys, main, startScreen } from "./harness/Screen.ts"

const entry = path.resolve(import.meta.dirname, "../../server/dist/main.js")

it("tells the next run, and pauses and resumes it", async () => {
  const emulator = await startEmulator()
  onTestFinished(emulator.close)
  emulator.repositories.put("r")
  const environment = {
    CAMUNDA_BACKUP_ELASTICSEARCH_URL: emulator.url,
    CAMUNDA_BACKUP_REPOSITORY: "r",
    CAMUNDA_BACKUP_CAMUNDA_VERSION: "8.7.2",
    CAMUNDA_BACKUP_SCHEDULE: "0 2 1 1 *",
    CAMUNDA_BACKUP_TIMEZONE: "UTC"
  }
  const server = await startBuiltServer({ entry, environment })
  onTestFinished(async () => void (await server.end()))
  const screen = startScreen({ args: [main, "tui", "--server", server.url], columns: 60, rows: 16 })
  await screen.until(/├─ next: backup in \d+d \d+h, \d{4}-01-01 02:00 UTC ─+┤/)
  screen.press("4")
  await screen.until("▸ backup  0 2 1 1 * (UTC)", "no time of it has come yet")
  screen.press("x")
  await screen.until("Pause the backup schedule", "[▸Leave it ]", "camunda-backup schedule pause backup")
  screen.press(keys.tab, keys.enter)
  await screen.until(/├─ ! backup schedule PAUSED for \d+s by /)
  const direct = startScreen({ args: [main, "tui", "--direct"], environment, columns: 100, rows: 30 })
  await direct.until(/├─ ! backup schedule PAUSED for \d+s by .*terminal UI/)
  screen.press("e")
  await screen.until("Resume the backup schedule", "[▸Resume ]")
  screen.press(keys.enter)
  await screen.until("The backup schedule is resumed.", /├─ next: backup in /)
  for (const x of [screen, direct]) {
    x.press("\u0003")
    expect(await x.ended).toEqual({ exitCode: 0, signal: 0 })
  }
})
