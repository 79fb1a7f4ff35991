import { describe, expect, it, onTestFinished } from "vitest"
import { main, startScreen } from "./harness/Screen.ts"
import { world } from "./harness/tui.ts"

const sizes: ReadonlyArray<readonly [columns: number, rows: number]> = [
  [60, 16],
  [80, 24],
  [120, 40],
  [200, 60]
]

/** What the command leaves on a terminal of that size. */
const shown = async (url: string, columns: number, words: string, environment = {}): Promise<string> => {
  const screen = startScreen({
    args: [main, ...words.split(" "), "--server", url],
    columns,
    rows: 200,
    environment
  })
  onTestFinished(() => screen.ended.then(() => {}))
  await screen.ended
  return screen.text().trimEnd()
}

const linesOf = (text: string): ReadonlyArray<string> => text.split("\n")

describe("tables on a terminal", () => {
  it.each(sizes)("use a width of %d, and break no word", async (columns) => {
    const { seed, url } = await world()
    seed(1787364003, 48, { partial: 3 })
    seed(1787450403, 24)
    const list = await shown(url, columns, "list")
    const words = list.split(/\s+/)
    expect(words).toEqual(expect.arrayContaining(["FAILED", "COMPLETED", "1787364003", "1787450403"]))
    expect(list.replace(/\s+/g, " ")).toContain("Some of the snapshots are partial")
    const wide = await shown(url, columns, "get 1787450403 -o wide --component operate")
    // Six parts and no more rows than their indices need: nothing is as wide as the longest of them all.
    expect(wide.match(/_part_[1-6]_of_6/g)?.length).toBe(6)
    expect(wide).toContain("operate-user-task-8.5.0_")
    expect(linesOf(wide).length).toBeLessThan(60)
  })

  it("have the reason beside the row where there is room, below it where there is none", async () => {
    const { seed, url } = await world()
    seed(1787364003, 48, { partial: 3 })
    const reason = "Some of the snapshots are partial"
    expect(linesOf(await shown(url, 200, "list")).find((x) => x.includes(reason))).toContain("operate")
    const narrow = linesOf(await shown(url, 80, "list"))
    expect(narrow.find((x) => x.includes(reason))).toMatch(/^ {4}operate: Some/)
  })

  it("are as wide as COLUMNS says", async () => {
    const { seed, url } = await world()
    seed(1787364003, 48, { partial: 3 })
    const narrow = linesOf(await shown(url, 200, "list", { COLUMNS: "80" }))
    expect(Math.max(...narrow.map((x) => x.length))).toBeLessThanOrEqual(95)
    expect(narrow.some((x) => /^ {4}operate: Some/.test(x))).toBe(true)
  })
})
