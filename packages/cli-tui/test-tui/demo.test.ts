import { spawn } from "node:child_process"
import path from "node:path"
import { createInterface } from "node:readline"
import { describe, expect, it, onTestFinished } from "vitest"
import { startScreen } from "./harness/Screen.ts"

const root = path.resolve(import.meta.dirname, "../../..")

/** The processes that `pid` has started, by the kernel's own list. */
const childrenOf = async (pid: number): Promise<ReadonlyArray<number>> => {
  const ps = spawn("ps", ["-A", "-o", "pid=,ppid="], { stdio: ["ignore", "pipe", "ignore"] })
  const found: Array<number> = []
  for await (const line of createInterface({ input: ps.stdout })) {
    const [child, parent] = line.trim().split(/\s+/).map(Number)
    if (parent === pid && child !== undefined && child !== ps.pid) found.push(child)
  }
  return found
}

const isAlive = (pid: number): boolean => {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}

describe("npm run tui", () => {
  it("opens on an installation with backups, one of them running, and leaves no process behind", async () => {
    const screen = startScreen({
      args: ["--conditions=@camunda-backup/source", path.join(root, "scripts/tui.mjs")],
      columns: 120,
      rows: 40
    })
    onTestFinished(() => {
      if (isAlive(screen.pid)) screen.kill("SIGKILL")
    })
    await screen.until("10 backups", "◐ IN_PROGRESS", "✖ FAILED", "! INCOMPLETE", "✔ COMPLETED")
    const children = await childrenOf(screen.pid)
    expect(children.length).toBe(2)
    screen.press("q")
    expect(await screen.ended).toMatchObject({ exitCode: 0 })
    expect(children.filter(isAlive)).toEqual([])
  })
})
