/** The page where people have to say who they are: a browser asks for the name and the token of the access file. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import path from "node:path"
import type { Browser } from "playwright-core"
import { afterAll, beforeAll, expect, it } from "vitest"
import { hashOf } from "../src/access/accessFile.ts"
import { open, startBrowser } from "./harness/Browser.ts"
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
  expect(await refused.page.locator("h1").count()).toBe(0)
  await refused.close()
  const right = { username: "vera", password: token }
  const { close, page } = await open(browser, `${world.url}/`, { httpCredentials: right })
  expect(await page.locator("h1").innerText()).toBe("No backup yet")
  await close()
})
