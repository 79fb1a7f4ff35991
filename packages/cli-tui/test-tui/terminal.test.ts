import { spawn } from "node:child_process"
import { once } from "node:events"
import path from "node:path"
import { describe, expect, it } from "vitest"
import { keys, main, startScreen } from "./harness/Screen.ts"
import { tui, world } from "./harness/tui.ts"

const throwOnSignal = path.resolve(import.meta.dirname, "harness/throwOnSignal.mjs")

describe("the size of the terminal", () => {
  it("is followed while it runs, down to a message with the size that is needed", async () => {
    const { seed, url } = await world()
    seed(1787450403, 24)
    const screen = tui(url, { columns: 120, rows: 40 })
    await screen.until("STARTED (UTC)", "✔ COMPLETED")
    screen.resize(80, 24)
    await screen.until(/╮$/m, "AGE", "Newest good backup")
    await screen.untilNot("STARTED (UTC)")
    screen.press("d")
    await screen.until("Delete backup 1787450403")
    screen.resize(50, 12)
    await screen.until("Terminal is 50x12.", "camunda-backup needs 60x16.")
    screen.resize(60, 16)
    expect(await screen.until("Delete backup 1787450403", "Leave it ]")).not.toContain("needs 60x16")
  })
})

describe("the program alone", () => {
  it("opens the terminal UI, of the server that the environment names", async () => {
    const { seed, url } = await world()
    seed(1787450403, 24)
    const screen = startScreen({ args: [main], environment: { CAMUNDA_BACKUP_SERVER: url } })
    await screen.until("Overview", "Last good backup  1787450403", "objective 1d")
    screen.press("q")
    expect(await screen.ended).toEqual({ exitCode: 0, signal: 0 })
  })
})

describe("the end", () => {
  it.each([
    ["ctrl+c", 0],
    ["SIGTERM", 143],
    ["SIGHUP", 143]
  ])("by %s restores the terminal, exit code %d", async (how, exitCode) => {
    const { seed, url } = await world()
    seed(1787450403, 24)
    const screen = tui(url)
    await screen.until("✔ COMPLETED")
    screen.press("d")
    await screen.until("Delete backup")
    if (how === "ctrl+c") screen.press(keys.ctrlC)
    else screen.kill(how)
    expect(await screen.ended).toEqual({ exitCode, signal: 0 })
    expect(screen.isAlternate()).toBe(false)
    expect(screen.raw().lastIndexOf("\u001B[?25h")).toBeGreaterThan(screen.raw().lastIndexOf("\u001B[?25l"))
  })

  it("by an error of its own restores the terminal, then says what it was", async () => {
    const { seed, url } = await world()
    seed(1787450403, 24)
    const screen = tui(url, { before: ["--import", throwOnSignal] })
    await screen.until("✔ COMPLETED")
    screen.kill("SIGUSR2")
    expect((await screen.ended).exitCode).toBe(1)
    expect(screen.isAlternate()).toBe(false)
    expect(await screen.until("ended because of an internal error")).toContain("boom")
  })
})

describe("where there is no terminal", () => {
  const run = async (args: ReadonlyArray<string>) => {
    const child = spawn(process.execPath, [main, "tui", ...args], {
      env: { PATH: process.env["PATH"] ?? "" },
      stdio: ["pipe", "pipe", "pipe"]
    })
    let out = ""
    let err = ""
    child.stdout.on("data", (chunk: Buffer) => (out += chunk.toString()))
    child.stderr.on("data", (chunk: Buffer) => (err += chunk.toString()))
    const [code] = (await once(child, "close")) as [number]
    return { code, out, err }
  }

  it("does not start: exit code 2, a reason, nothing on standard output", async () => {
    expect(await run([])).toEqual({
      code: 2,
      out: "",
      err: expect.stringContaining("needs a terminal")
    })
  })

  it("does not start either where the terminal is dumb", async () => {
    const screen = tui("http://127.0.0.1:9", { environment: { TERM: "dumb" } })
    expect((await screen.ended).exitCode).toBe(2)
    expect(screen.raw()).toContain("TERM is dumb")
    expect(screen.raw()).not.toContain("\u001B[?1049h")
  })

  it("refuses an option it does not know", async () => {
    expect(await run(["--colour", "red"])).toMatchObject({
      code: 2,
      err: expect.stringContaining("--colour")
    })
  })
})

// Of the colours, not of bold, dim and inverse.
// oxlint-disable-next-line no-control-regex
const colour = /\u001B\[(?:\d+;)*(?:3[0-7]|4[0-7]|9[0-7]|10[0-7])(?:;\d+)*m/

describe("what it looks like", () => {
  it("has colours, none with NO_COLOR; the word and the sign of a state are there both times", async () => {
    const { seed, url } = await world()
    seed(1787450403, 24)
    const coloured = tui(url)
    await coloured.until("✔ COMPLETED")
    expect(coloured.raw()).toMatch(colour)
    const plain = tui(url, { environment: { NO_COLOR: "1" } })
    await plain.until("✔ COMPLETED")
    expect(plain.raw()).not.toMatch(colour)
  })

  it("is ASCII only with --ascii", async () => {
    const { seed, url } = await world()
    seed(1787450403, 24)
    const screen = tui(url, { args: ["--ascii", "--theme", "mono"] })
    expect(await screen.until("OK COMPLETED", "+------")).toMatch(/^[\x20-\x7e\n]*$/)
  })

  it("is sentences on the primary screen with --screen-reader", async () => {
    const { seed, url } = await world()
    seed(1787450403, 24)
    const screen = tui(url, { args: ["--screen-reader"], columns: 120 })
    await screen.until("Row 1 of 1, selected. Backup 1787450403. operate completed, 6 of 6 parts")
    expect(screen.isAlternate()).toBe(false)
    expect(screen.text()).not.toMatch(/[│╭]/)
  })

  it("wraps the sentences of --screen-reader to the width", async () => {
    const { seed, url } = await world()
    seed(1787450403, 24)
    const screen = tui(url, { args: ["--screen-reader"], columns: 60, rows: 16 })
    const text = await screen.until("Keys: enter open", "question", /q\s+quit\./)
    expect(text.replaceAll("\n", " ")).toContain(
      "Row 1 of 1, selected. Backup 1787450403. operate completed, 6 of 6 parts; tasklist completed, 6 of 6 parts."
    )
  })

  it("says that there is more, and which keys show it", async () => {
    const { seed, url } = await world()
    seed(1787450403, 24)
    const screen = tui(url, { columns: 60, rows: 16 })
    await screen.until("✔ COMPLETED")
    screen.press("?")
    await screen.until(/lines 1-9 of \d+, ↓ pgdn ─┤/)
    screen.press("G")
    expect(await screen.until(/lines \d+-(\d+) of \1, ↑ pgup ─┤/)).toContain("Quitting is safe")
    screen.press("q", keys.enter)
    await screen.until(/parts 1-\d+ of 12, ↓ pgdn ─┤/)
  })

  it("comes back from Ctrl-Z where nobody could continue it", async () => {
    const { seed, url } = await world()
    seed(1787450403, 24)
    const screen = tui(url)
    await screen.until("✔ COMPLETED")
    screen.press("\u001A")
    await screen.until("✔ COMPLETED")
    screen.press("?")
    await screen.until("Take a backup (shows a plan first)")
    expect(screen.isAlternate()).toBe(true)
  })
})
