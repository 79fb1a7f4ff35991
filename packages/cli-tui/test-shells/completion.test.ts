import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { startWorld, type World } from "../test-tui/harness/world.ts"
import { aFile, type Loaded, offered, open, shells } from "./harness/shell.ts"

let world: World
const now = Math.floor(Date.now() / 1000)
const ids = { good: now - 3 * 3600, partial: now - 50 * 3600 }

beforeAll(async () => {
  world = await startWorld()
  // Its parts began some seconds later, and what is not whole is not counted.
  world.seed(ids.good, 3.5)
  world.seed(ids.partial, 50.5, { partial: 4 })
})
afterAll(() => world.close())

const ways: ReadonlyArray<Loaded> = ["source", "file"]

describe.each(shells)("completion in %s", (shell) => {
  it.each(ways)(
    "loaded from a %s: commands, flags, values and ids, and no file where none fits",
    async (loaded) => {
      const at = await open({ shell, loaded, url: world.url })
      const shown = async (line: string, ...wanted: ReadonlyArray<string | RegExp>): Promise<string> => {
        const text = await offered(at, shell, line, ...wanted)
        expect(text, `after ${line}`).not.toContain(aFile)
        return text
      }
      await shown("camunda-backup ", "create", "restore", "completion", "newest first")
      await shown("camunda-backup c", "create", "cancel", "check", "config", "completion")
      await shown("camunda-backup restore ", "plan", "drill", "cancel")
      await shown("camunda-backup create --", "--wait", "--dry-run", "--component", "but do nothing")
      await shown("camunda-backup list --", "--state", "--pattern", "--output")
      await shown("camunda-backup list -", "-o", "-q")
      await shown("camunda-backup list -o ", "table", "jsonl", "yaml")
      await shown("camunda-backup list --state ", "COMPLETED", "INCOMPLETE", "IN_PROGRESS")
      await shown("camunda-backup list --state FAILED,", "COMPLETED", "INCOMPLETE")
      await shown("camunda-backup list --component ", "operate", "tasklist", "both")
      await shown("camunda-backup tui --theme ", "dark", "high-contrast", "mono")
      await shown("camunda-backup wait 5 --for ", "usable", "finished", "deleted")
      await shown("camunda-backup completion ", "bash", "zsh", "fish")
      await shown("camunda-backup config ", "show")
      const backups = await shown("camunda-backup get ", "latest-good", `${ids.good}`, `${ids.partial}`)
      expect(backups).toMatch(new RegExp(`${ids.good} .*COMPLETED, 3h ago`))
      expect(backups).toMatch(new RegExp(`${ids.partial} .*FAILED, 2d ago`))
    }
  )

  it("offers file names where a file can be named", async () => {
    const at = await open({ shell, loaded: "source", url: world.url })
    expect(await offered(at, shell, "camunda-backup list > a-fi", aFile)).toContain(aFile)
  })

  it("inserts the only thing that fits, also after = and with a URL before it", async () => {
    const at = await open({ shell, loaded: "source", url: "http://127.0.0.1:1" })
    const end = async (line: string, wanted: RegExp) =>
      expect(await offered(at, shell, line, wanted)).toMatch(wanted)
    await end("camunda-backup li", /camunda-backup list\b/)
    await end("camunda-backup list --state=comp", /--state=completed\b/)
    await offered(
      at,
      shell,
      `camunda-backup resume --server ${world.url} ${String(ids.partial).slice(0, 6)}`,
      `${ids.partial}`
    )
    await offered(
      at,
      shell,
      `camunda-backup get --server=${world.url} ${String(ids.good).slice(0, 9)}`,
      `${ids.good}`
    )
  })
})
