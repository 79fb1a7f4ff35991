/** The page where people have to say who they are: a browser asks for the name and the token of the access file. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import path from "node:path"
import type { Browser } from "playwright-core"
import { afterAll, beforeAll, expect, it } from "vitest"
import { hashOf } from "../src/access/accessFile.ts"
import { open, startBrowser } from "./harness/Browser.ts"
import { violations, wider } from "./harness/inPage.ts"
import { startWorld, type World } from "./harness/world.ts"

let browser: Browser
let world: World
const folder = mkdtempSync(path.join(tmpdir(), "page-access-"))
const token = "cbk_0123456789"

beforeAll(async () => {
  const file = path.join(folder, "access.yaml")
  writeFileSync(file, `tokens:\n  - name: vera\n    role: viewer\n    sha256: ${hashOf(token)}\n`)
  world = await startWorld({ CAMUNDA_BACKUP_ACCESS_FILE: file })
  browser = await startBrowser()
})
afterAll(async () => {
  await browser.close()
  await world.close()
  rmSync(folder, { recursive: true })
})

it("is not shown to who says nothing, and is to a name with its token", async () => {
  const unknown = await fetch(`${world.url}/`)
  expect(unknown.status).toBe(401)
  expect(await unknown.text()).not.toContain("backup yet")
  const wrong = { username: "vera", password: "cbk_wrong" }
  const refused = await open(browser, `${world.url}/`, { httpCredentials: wrong })
  expect(await refused.page.locator("h1").innerText()).toBe("Name and token do not fit")
  await refused.close()
  const right = { username: "vera", password: token }
  const { close, page } = await open(browser, `${world.url}/`, { httpCredentials: right })
  expect(await page.locator("h1").innerText()).toBe("No backup yet")
  await close()
})

it.each(["light", "dark"] as const)(
  "is in its place, %s, an accessible page that says what to do and loads nothing",
  async (colorScheme) => {
    const viewport = { width: 320, height: 600 }
    const { close, complaints, page, requested } = await open(browser, `${world.url}/`, {
      colorScheme,
      viewport,
      // Without any, headless Chromium shows nothing of a 401.
      httpCredentials: { username: "vera", password: "cbk_wrong" }
    })
    expect(await page.title()).toBe("Name and token do not fit · camunda-backup")
    expect(await page.locator("main").innerText()).toContain("a name of the access file")
    expect(await violations(page)).toEqual([])
    expect(await wider(page)).toBe(0)
    expect(requested).toEqual([`${world.url}/`])
    // Of the answer alone, not of what the page does.
    expect(complaints).toEqual([expect.stringMatching(/^error: .*401/)])
    await close()
  }
)
