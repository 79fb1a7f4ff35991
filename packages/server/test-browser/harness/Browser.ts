/** Debian's Chromium, headless, which talks to nothing but the server under test; and what a page did that it must not. */
import { type Browser, type BrowserContextOptions, chromium, type Page } from "playwright-core"

/** Without them it looks for updates and for Google's hosts at every start. */
const quiet = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--disable-lcd-text",
  "--force-color-profile=srgb"
]

export const startBrowser = (
  environment: Readonly<Record<string, string>> = {},
  more: ReadonlyArray<string> = []
): Promise<Browser> =>
  chromium.launch({
    executablePath: "/usr/bin/chromium",
    args: [...quiet, ...more],
    env: { ...process.env, ...environment }
  })

export interface Opened {
  readonly page: Page
  /** Whatever the browser complained of: violations of the policy, errors, warnings. */
  readonly complaints: ReadonlyArray<string>
  /** Addresses that were asked for, but for those inside the document. */
  readonly requested: ReadonlyArray<string>
  readonly close: () => Promise<void>
}

/** A window of its own, without what another one has seen. */
export const open = async (
  browser: Browser,
  url: string,
  options: BrowserContextOptions = {}
): Promise<Opened> => {
  const context = await browser.newContext({ reducedMotion: "reduce", ...options })
  const page = await context.newPage()
  const complaints: Array<string> = []
  const requested: Array<string> = []
  page.on("console", (x) => complaints.push(`${x.type()}: ${x.text()}`))
  page.on("pageerror", (x) => complaints.push(`error: ${x.message}`))
  page.on("requestfailed", (x) => complaints.push(`failed: ${x.url()} ${x.failure()?.errorText}`))
  context.on("request", (x) => {
    if (!x.url().startsWith("data:")) requested.push(x.url())
  })
  await page.goto(url)
  return { page, complaints, requested, close: () => context.close() }
}
