import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import path from "node:path"
import { describe, expect, it, onTestFinished } from "vitest"
import { keys } from "./harness/Screen.ts"
import { tui, world } from "./harness/tui.ts"

const folderOf = (): string => {
  const folder = mkdtempSync(path.join(tmpdir(), "camunda-backup-"))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

/** What a terminal is told to put on its clipboard. */
const clipboard = (raw: string): ReadonlyArray<string> =>
  // oxlint-disable-next-line no-control-regex
  [...raw.matchAll(/\u001B]52;c;([A-Za-z0-9+/=]*)\u0007/g)].map((x) =>
    Buffer.from(x[1] ?? "", "base64").toString()
  )

describe("y", () => {
  it("hands the terminal the command line, which does what it says, and says so", async () => {
    const { seed, url } = await world()
    seed(1787450403, 24)
    const screen = tui(url, { columns: 120 })
    await screen.until("✔ COMPLETED")
    screen.press("y")
    await screen.until("Copy backup 1787450403", "▸command line", "camunda-backup get 1787450403")
    screen.press(keys.enter)
    await screen.until("Copied the command line", "y shows the text")
    screen.press("y", keys.right, keys.right)
    await screen.until("▸curl")
    screen.press("y")
    await screen.until("Copied the curl")
    const [command, curl = ""] = clipboard(screen.raw())
    expect(command).toBe(`camunda-backup get 1787450403 --component both --server ${url}`)
    const address = /curl -s '([^']+)'/.exec(curl)?.[1] ?? ""
    expect(await (await fetch(address)).json()).toMatchObject({ backupId: "1787450403", state: "COMPLETED" })
  })
})

describe("n and N", () => {
  it("go from match to match in the list and in the help", async () => {
    const { seed, url } = await world()
    seed(1787450403, 24)
    seed(1787364003, 48, { partial: 4 })
    seed(1787277603, 72)
    const screen = tui(url)
    await screen.until("✖ FAILED")
    screen.press("/", "state:completed", keys.enter)
    await screen.until("2 of 3 backups")
    screen.press(keys.esc)
    await screen.untilNot("2 of 3")
    screen.press("n")
    await screen.until("▸  1787277603", "Match 2 of 2")
    screen.press("N")
    await screen.until("▸  1787450403", "Match 1 of 2")
    screen.press("?", "/", "clipboard", keys.enter)
    await screen.until("Nothing matches clipboard.")
    screen.press("/", "commands by", keys.enter)
    expect(await screen.until("Match 1 of 1")).toContain("Commands by name")
  })
})

describe("ctrl+s", () => {
  it("saves the screen as text in a new file, whichever it is", async () => {
    const { seed, url } = await world()
    seed(1787450403, 24)
    const folder = folderOf()
    const screen = tui(url, { folder, columns: 120 })
    await screen.until("✔ COMPLETED")
    screen.press("\u0013")
    const said = await screen.until(/Saved as camunda-backup-list-[0-9TZ]+\.txt, in /)
    const name = /camunda-backup-list-[0-9TZ]+\.txt/.exec(said)?.[0] ?? ""
    const saved = readFileSync(path.join(folder, name), "utf8")
    expect(saved).toMatch(/1787450403 +✔ COMPLETED +✔ COMPLETED/)
    expect(saved).toMatch(/^╭─[^]*╯\n$/)
    expect(saved).not.toContain("\u001B")
    screen.press("?")
    await screen.until(" · Keys")
    screen.press("\u0013")
    await screen.until("Saved as camunda-backup-help-")
    expect(readdirSync(folder).length).toBe(2)
  })

  it("says why there is no file", async () => {
    const { seed, url } = await world()
    seed(1787450403, 24)
    const folder = path.join(folderOf(), "gone")
    writeFileSync(path.join(path.dirname(folder), "other"), "")
    const screen = tui(url, { folder: path.dirname(folder), columns: 120 })
    await screen.until("✔ COMPLETED")
    rmSync(path.dirname(folder), { recursive: true })
    screen.press("\u0013")
    expect(await screen.until("The screen was not saved:")).toContain("✔ COMPLETED")
  })
})
