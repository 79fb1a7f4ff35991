/** The pictures of docs/status-page.md, of scenes of the tests. */
import { execFileSync } from "node:child_process"
import { mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import path from "node:path"
import type { Browser, BrowserContextOptions } from "playwright-core"
import { open, startBrowser } from "./Browser.ts"
import { away, healthy, running, type Scene, trouble } from "./scenes.ts"
import type { World } from "./world.ts"

interface Picture {
  readonly name: string
  readonly options: BrowserContextOptions
  /** Otherwise only what is in the window. */
  readonly whole: boolean
}

const desk = (name: string, colorScheme: "light" | "dark"): Picture => ({
  name,
  options: { viewport: { width: 1280, height: 900 }, colorScheme },
  whole: true
})

const phone = (name: string): Picture => ({
  name,
  options: { viewport: { width: 360, height: 740 }, colorScheme: "light", deviceScaleFactor: 2 },
  whole: false
})

const pictures: ReadonlyArray<readonly [scene: Scene, ofIt: ReadonlyArray<Picture>]> = [
  [healthy, [desk("status-page", "light"), phone("status-page-phone")]],
  [trouble, [desk("status-page-trouble", "dark")]],
  [running, [desk("status-page-running", "light")]],
  [away, [desk("status-page-away", "dark")]]
]

const preferred = (family: string): string =>
  `<match target="pattern"><test name="family"><string>${family}</string></test><edit name="family" mode="prepend" binding="strong"><string>Inter</string></edit></match>`

/** The page takes the font of the system: in the pictures one that looks like that of most. */
const fonts = `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig><include>/etc/fonts/fonts.conf</include>${preferred("system-ui")}${preferred("sans-serif")}</fontconfig>`

const take = async (browser: Browser, world: World, { name, options, whole }: Picture): Promise<void> => {
  const { close, page } = await open(browser, `${world.url}/`, options)
  const file = path.resolve(import.meta.dirname, `../../../../docs/images/${name}.png`)
  await page.screenshot({ path: file, fullPage: whole })
  await close()
  execFileSync("pngquant", ["--force", "--ext", ".png", "--speed", "1", "64", file])
}

/** Tells each one that is there. */
export const takePictures = async (told: (name: string) => void): Promise<void> => {
  const folder = mkdtempSync(path.join(tmpdir(), "page-pictures-"))
  const file = path.join(folder, "fonts.conf")
  writeFileSync(file, fonts)
  const browser = await startBrowser({ FONTCONFIG_FILE: file })
  for (const [scene, ofIt] of pictures) {
    const world = await scene.start()
    for (const picture of ofIt) {
      await take(browser, world, picture)
      told(picture.name)
    }
    await world.close()
  }
  await browser.close()
  rmSync(folder, { recursive: true })
}
