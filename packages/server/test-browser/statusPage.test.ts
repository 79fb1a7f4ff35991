/** The status page as a person meets it, in a real browser: in every state, in the dark and in the light, on a phone and on a desk, by keyboard and without scripts. */
import { once } from "node:events"
import { createServer } from "node:http"
import type { AddressInfo } from "node:net"
import type { Browser, BrowserContextOptions, Page } from "playwright-core"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { open, startBrowser } from "./harness/Browser.ts"
import { focused, leastContrast, openAll, painted, violations, wider } from "./harness/inPage.ts"
import { all, type Scene, trouble } from "./harness/scenes.ts"
import type { World } from "./harness/world.ts"

let browser: Browser
beforeAll(async () => {
  browser = await startBrowser()
})
afterAll(() => browser.close())

const windows: ReadonlyArray<readonly [name: string, options: BrowserContextOptions]> = [
  ["a phone, light", { viewport: { width: 360, height: 740 }, colorScheme: "light" }],
  ["a phone, dark", { viewport: { width: 360, height: 740 }, colorScheme: "dark" }],
  ["a desk, light", { viewport: { width: 1280, height: 900 }, colorScheme: "light" }],
  ["a desk, dark", { viewport: { width: 1280, height: 900 }, colorScheme: "dark" }]
]

describe.each(all.map((x) => [x.name, x] as const))("%s", (_name, scene: Scene) => {
  let world: World
  beforeAll(async () => {
    world = await scene.start()
  })
  afterAll(() => world.close())

  it.each(windows)(
    "on %s: says what it is, is accessible, scrolls one way, and loads nothing",
    async (_window, options) => {
      const { close, complaints, page, requested } = await open(browser, `${world.url}/`, options)
      expect(await page.locator("h1").innerText()).toContain(scene.verdict)
      expect(await page.title()).toContain(scene.verdict)
      expect(await wider(page)).toBe(0)
      await openAll(page)
      expect(await wider(page)).toBe(0)
      expect(await violations(page)).toEqual([])
      expect(await leastContrast(page)).toBeGreaterThanOrEqual(4.5)
      expect(complaints).toEqual([])
      expect(requested).toEqual([`${world.url}/`])
      await close()
    }
  )

  it("on a window of 320 pixels has no need to scroll sideways", async () => {
    const { close, page } = await open(browser, `${world.url}/`, { viewport: { width: 320, height: 600 } })
    await openAll(page)
    expect(await wider(page)).toBe(0)
    await close()
  })
})

describe("for anybody", () => {
  let world: World
  beforeAll(async () => {
    world = await trouble.start()
  })
  afterAll(() => world.close())

  it("is the same without scripts", async () => {
    const withScripts = await open(browser, `${world.url}/`)
    const without = await open(browser, `${world.url}/`, { javaScriptEnabled: false })
    const words = async (page: Page) =>
      (await page.locator("body").innerText()).replaceAll(/\d\d:\d\d:\d\d|\d+[smhd]( \d+[smh])?/g, "")
    expect(await words(without.page)).toBe(await words(withScripts.page))
    expect(await without.page.locator("script").count()).toBe(0)
    await withScripts.close()
    await without.close()
  })

  it("is reached by keyboard: the skip link first, then everything that can be used, each with a visible focus", async () => {
    const { close, page } = await open(browser, `${world.url}/`)
    const usable = await page.locator("a, summary").count()
    const seen: Array<string> = []
    for (let i = 0; i < usable; i++) {
      await page.keyboard.press("Tab")
      seen.push(await focused(page))
    }
    expect(seen[0]).toBe("A Skip to the state of backups")
    expect(new Set(seen).size).toBe(usable)
    expect(seen.filter((x) => x.includes("cannot be seen"))).toEqual([])
    await page.keyboard.press("Tab")
    expect(await page.evaluate("document.activeElement.tagName")).toBe("BODY")
    await close()
  })

  it("goes past the head by the skip link", async () => {
    const { close, page } = await open(browser, `${world.url}/`)
    await page.keyboard.press("Tab")
    await page.keyboard.press("Enter")
    expect(await page.evaluate("document.activeElement.id")).toBe("main")
    await page.keyboard.press("Tab")
    expect(await page.evaluate("document.activeElement.closest('main') !== null")).toBe(true)
    await close()
  })

  it("is a heading, landmarks and tables to a screen reader, and the picture is a sentence", async () => {
    const { close, page } = await open(browser, `${world.url}/`)
    const tree = await page.locator("body").ariaSnapshot()
    for (const part of [
      /- banner/,
      /- main/,
      /- contentinfo/,
      /- navigation "Refresh"/,
      /- heading "\d+ things are wrong" \[level=1\]/,
      /- table "Backups"/,
      /- columnheader "Verified"/,
      /- rowheader "\d+/,
      /- 'img "Timeline of backups /
    ])
      expect(tree).toMatch(part)
    expect(await page.locator(".timeline > desc").textContent()).toMatch(
      /^\d+ backups in the order of time: \d+ COMPLETED, 1 FAILED, 2 INCOMPLETE\. The longest took .*\. The largest has .*\./
    )
    const narrow = await open(browser, `${world.url}/`, { viewport: { width: 360, height: 740 } })
    expect(await narrow.page.locator("body").ariaSnapshot()).toMatch(/- table "Backups"[\s\S]*- rowheader/)
    await narrow.close()
    await close()
  })

  it("keeps its marks in forced colours, and moves nothing", async () => {
    const { close, page } = await open(browser, `${world.url}/`, { forcedColors: "active" })
    const marks = await painted(page)
    expect(marks.length).toBeGreaterThan(20)
    expect(marks).not.toContain(false)
    expect(await violations(page)).toEqual([])
    expect(await leastContrast(page)).toBeGreaterThanOrEqual(4.5)
    expect(await page.evaluate("document.getAnimations().length")).toBe(0)
    await close()
  })

  it("is loaded again by itself only where that is chosen, and stops when that is taken back", async () => {
    const { close, page } = await open(browser, `${world.url}/`)
    const choice = (name: string) => page.getByRole("navigation").getByRole("link", { name, exact: true })
    expect(await choice("off").getAttribute("aria-current")).toBe("true")
    const [answer] = await Promise.all([page.waitForResponse(/refresh=15/), choice("15s").click()])
    expect(await answer.headerValue("refresh")).toBe("15")
    expect(await choice("15s").getAttribute("aria-current")).toBe("true")
    const [stopped] = await Promise.all([page.waitForResponse(/\/\?$/), choice("off").click()])
    expect(await stopped.headerValue("refresh")).toBeNull()
    await close()
  })

  it("stands in no frame of another page", async () => {
    const other = createServer((_request, response) => {
      response.setHeader("Content-Type", "text/html")
      response.end(`<link rel="icon" href="data:,"><iframe src="${world.url}/"></iframe>`)
    })
    other.listen(0, "127.0.0.1")
    await once(other, "listening")
    const { port } = other.address() as AddressInfo
    const { close, complaints, page } = await open(browser, `http://127.0.0.1:${port}/`)
    await expect.poll(() => complaints.join()).toContain("frame-ancestors 'none'")
    expect(await page.frameLocator("iframe").locator("#main").count()).toBe(0)
    await close()
    other.closeAllConnections()
    other.close()
  })
})
