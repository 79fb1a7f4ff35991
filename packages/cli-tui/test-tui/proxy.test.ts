/** The terminal UI through a proxy: its lists, and the stream of events, which stays open. Only the proxy knows where the server is. */
import { startEmulator } from "@camunda-backup/testkit/emulator"
import { describeInstallation } from "@camunda-backup/testkit/installation"
import { startBuiltServer, startForwardProxy } from "@camunda-backup/testkit/processes"
import path from "node:path"
import { expect, it, onTestFinished } from "vitest"
import { main, startScreen } from "./harness/Screen.ts"

const entry = path.resolve(import.meta.dirname, "../../server/dist/main.js")

it("follows what others do, through the proxy", async () => {
  const emulator = await startEmulator()
  onTestFinished(emulator.close)
  emulator.repositories.put("r")
  for (const { name, aliases, documents, mappings, settings } of describeInstallation({}).indices)
    emulator.indices.create(name, { aliases, documents: [...documents], mappings, settings })
  const server = await startBuiltServer({
    entry,
    environment: {
      CAMUNDA_BACKUP_ELASTICSEARCH_URL: emulator.url,
      CAMUNDA_BACKUP_REPOSITORY: "r",
      CAMUNDA_BACKUP_ALLOWED_HOSTS: "backup.example"
    }
  })
  const proxy = await startForwardProxy({ names: { "backup.example": server.url }, user: "ops:secret-of-it" })
  onTestFinished(proxy.close)
  const screen = startScreen({
    args: [main, "tui", "--server", `http://backup.example:${new URL(server.url).port}`],
    environment: { HTTP_PROXY: proxy.url.replace("//", "//ops:secret-of-it@") },
    columns: 120,
    rows: 30
  })
  await screen.until("No backups yet", "live")
  const created = await fetch(`${server.url}/api/v1/backups`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: '{"components":["operate"],"backupId":"77"}'
  })
  expect(created.status).toBe(202)
  await screen.until("operate has 77")
  screen.press("\u0003")
  await screen.ended
  expect(screen.raw()).not.toContain("secret-of-it")
  expect(proxy.asked.filter((x) => x.includes("/api/v1/events"))).toEqual([
    expect.stringMatching(/^GET http:\/\/backup\.example:\d+\/api\/v1\/events.* 200$/)
  ])
  await server.end()
})
