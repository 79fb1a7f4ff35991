/** A server that asks who it is: the events come with the token of the other requests, so that the screen follows what others do at once. */
import { startEmulator } from "@camunda-backup/testkit/emulator"
import { startBuiltServer } from "@camunda-backup/testkit/processes"
import { createHash } from "node:crypto"
import { mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import path from "node:path"
import { expect, it, onTestFinished } from "vitest"
import { main, startScreen } from "./harness/Screen.ts"

const entry = path.resolve(import.meta.dirname, "../../server/dist/main.js")
const token = "cbk_a-very-secret-token"

it("reads lists and events with the token, and shows it nowhere", async () => {
  const folder = mkdtempSync(path.join(tmpdir(), "secured-"))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const file = (name: string, text: string): string => {
    writeFileSync(path.join(folder, name), text)
    return path.join(folder, name)
  }
  const emulator = await startEmulator()
  onTestFinished(emulator.close)
  emulator.repositories.put("r")
  const sha256 = createHash("sha256").update(token).digest("hex")
  const server = await startBuiltServer({
    entry,
    environment: {
      CAMUNDA_BACKUP_ELASTICSEARCH_URL: emulator.url,
      CAMUNDA_BACKUP_REPOSITORY: "r",
      CAMUNDA_BACKUP_ACCESS_FILE: file(
        "access.yaml",
        `tokens:\n  - name: vera\n    role: viewer\n    sha256: ${sha256}\n`
      )
    }
  })
  const screen = startScreen({
    args: [main, "tui", "--server", server.url, "--token-file", file("token", token)],
    columns: 120,
    rows: 30
  })
  await screen.until("No backups yet", "live")
  screen.press("3")
  await screen.until("/api/v1/events")
  expect(screen.text()).not.toMatch(/ 401/)
  screen.press("1")
  await screen.until("role viewer")
  screen.press("c")
  await screen.until("vera has the role viewer; this takes the role operator.")
  screen.press("\u0003")
  await screen.ended
  expect(screen.raw()).not.toContain(token)
  await server.end()
})
