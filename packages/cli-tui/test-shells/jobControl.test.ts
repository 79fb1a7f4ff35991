import { spawnSync } from "node:child_process"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { startWorld, type World } from "../test-tui/harness/world.ts"
import { open, shells } from "./harness/shell.ts"

const ctrlZ = "\u001A"

let world: World
beforeAll(async () => {
  world = await startWorld()
  world.seed(1787450403, 24)
})
afterAll(() => world.close())

/** The program that the shell runs in its foreground. */
const childOf = (pid: number): number => {
  const { stdout } = spawnSync("ps", ["-A", "-o", "pid=,ppid=,args="], { encoding: "utf8" })
  const line = stdout.split("\n").find((x) => x.trim().split(/\s+/)[1] === String(pid) && x.includes("tui"))
  return Number(line?.trim().split(/\s+/)[0])
}

describe.each(shells)("the terminal UI in %s", (shell) => {
  it("gives the terminal back at Ctrl-Z, and comes back whole with fg", async () => {
    const { screen } = await open({ shell, loaded: "source", url: world.url, columns: 80, rows: 24 })
    screen.press("camunda-backup tui\r")
    await screen.until("Last good backup", "1787450403", "? help")
    expect(screen.isAlternate()).toBe(true)
    screen.press(ctrlZ)
    await screen.until(/ready>\s*$/)
    expect(screen.isAlternate()).toBe(false)
    // Lines are edited and echoed again: the modes of the terminal are the shell's.
    screen.press("stty -a | grep -o ' icanon'; echo then.\r")
    await screen.until(/^ icanon\s+then\.$/m)
    screen.press("fg\r")
    await screen.until("Last good backup", "1787450403", "? help", "╭", "╰")
    expect(screen.isAlternate()).toBe(true)
    screen.press("?")
    await screen.until("Take a backup (shows a plan first)")
    screen.press("q", "q")
    await screen.until(/ready>\s*$/)
    expect(screen.isAlternate()).toBe(false)
  })

  it("has the size of the terminal when it comes back", async () => {
    const { screen } = await open({ shell, loaded: "source", url: world.url, columns: 80, rows: 24 })
    screen.press("camunda-backup tui\r")
    await screen.until("Last good backup", /^╭─.{76}─╮\n/)
    screen.press(ctrlZ)
    await screen.until(/ready>\s*$/)
    screen.resize(100, 30)
    screen.press("fg\r")
    const text = await screen.until(/^╭─.{96}─╮\n/, "Last good backup", /\n╰─.{96}─╯$/)
    expect(text.split("\n").length).toBe(30)
    screen.press("q")
    await screen.until(/ready>\s*$/)
  })

  it("comes back whole after it was stopped and continued from outside", async () => {
    const { screen } = await open({ shell, loaded: "source", url: world.url, columns: 80, rows: 24 })
    screen.press("camunda-backup tui\r")
    await screen.until("Last good backup")
    process.kill(childOf(screen.pid), "SIGSTOP")
    await screen.until("ready>")
    screen.press("clear\r")
    await screen.until(/^ready>\s*$/)
    screen.press("fg\r")
    await screen.until("Last good backup", "╭", "╰", "? help")
    expect(screen.isAlternate()).toBe(true)
    screen.press("?")
    await screen.until("Take a backup (shows a plan first)")
    screen.press("q", "q")
    await screen.until(/ready>\s*$/)
    expect(screen.isAlternate()).toBe(false)
  })
})
